/**
 * One PV as the YAML declares it: its names, type, display, limits, alarms, deadbands and what of it is saved; and PVs that
 * are calculated from others.
 */
package org.modelioc.schema.pv;
