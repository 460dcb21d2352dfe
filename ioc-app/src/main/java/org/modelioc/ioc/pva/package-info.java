/**
 * The PVs of the IOC as pvAccess channels: the Normative Types, field selection, and one class an operation.
 *
 * <p>Stands between the PV database, which knows no protocol, and {@code ioc.pva.server}, which knows no PV.
 */
package org.modelioc.ioc.pva;
