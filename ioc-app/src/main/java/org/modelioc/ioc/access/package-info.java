/**
 * Who may do what: access security as EPICS knows it, and the one door through which the clients of all protocols read and
 * write.
 *
 * <p>{@link org.modelioc.ioc.access.Access} puts it together. A protocol opens a
 * {@link org.modelioc.ioc.access.ChannelAccess} for each client and PV, asks it before a read, and puts through the
 * {@link org.modelioc.ioc.access.AccessGate}. A decision that was made is kept until a rule, or the truth of its CALC, changes:
 * that is one comparison of numbers for each put.
 */
package org.modelioc.ioc.access;
