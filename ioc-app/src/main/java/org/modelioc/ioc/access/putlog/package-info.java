/**
 * The put log: who set what to which value, one line of JSON for each put, with the keys of EPICS' caPutLog module.
 *
 * <p>A put only copies its values into a bounded queue; one thread writes them. Neither a slow nor a full disk delays a put:
 * what cannot be written is counted. {@link org.modelioc.ioc.access.putlog.PutLog} is the way in.
 */
package org.modelioc.ioc.access.putlog;
