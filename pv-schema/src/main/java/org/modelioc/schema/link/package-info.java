/**
 * Following a PV of another IOC: its address, how fresh it must be, and what of its alarm is passed on.
 */
package org.modelioc.schema.link;
