/** Follows PVs over pvAccess. Source of the protocol: "pvAccess Protocol Specification" (epics-base), and PVXS 1.5. */
package org.modelioc.ioc.link.pva;
