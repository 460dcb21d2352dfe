/**
 * The fields of a PV beside its value, by the names that EPICS records have for them: {@code PV.DESC}, {@code PV.HIHI},
 * {@code PV.SEVR} and so on.
 *
 * <p>Knows no protocol: a server that is asked for {@code PV.FIELD} opens a {@link org.modelioc.ioc.pv.field.OpenField}, whose PV
 * it serves as any other, for as long as its client has a channel. A field that nobody asks for costs nothing.
 */
package org.modelioc.ioc.pv.field;
