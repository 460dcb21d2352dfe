/**
 * What a followed PV sends, and what the clients of all protocols share: the one thread with its sockets and timers, when to
 * search for which name, and the connections to servers. Knows no protocol.
 */
package org.modelioc.ioc.link.source;
