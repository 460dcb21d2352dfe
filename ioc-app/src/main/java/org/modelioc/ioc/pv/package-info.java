/**
 * The PVs of this IOC: their values, stamps and alarms, and who is told when they change.
 *
 * <p>Knows no protocol. A server subscribes to a PV and is called with the set of {@link org.modelioc.ioc.pv.Change changes};
 * it reads what it needs while the PV's monitor is held. Everything a PV carries changes under that monitor only, so that
 * value, stamp and alarm always belong together.
 */
package org.modelioc.ioc.pv;
