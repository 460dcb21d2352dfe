/**
 * The pvAccess server: sockets, connections and the search protocol, on top of the request handlers of epics-pvaccess.
 *
 * <p>It knows no PV, only a {@link org.epics.pvaccess.client.ChannelProvider}. The stock handlers decode get, put, putGet,
 * process, RPC and getField; everything that a client's bytes reach before them is ours, because the stock server hangs,
 * leaks or runs out of memory when those bytes are bad: the acceptor, the connection and its framing, the limits on sizes,
 * the table of channels, subscriptions, name search and beacons.
 *
 * <p>Threads: one for each listening TCP address, one for all UDP sockets, one for beacons and time-outs, and two for each
 * connection, virtual ones where there are many. A client that is slow, silent, wrong or gone costs itself its connection
 * and nobody else anything.
 *
 * <p>Source of the protocol: "pvAccess Protocol Specification" (epics-base), and PVXS 1.5 where the two differ.
 */
package org.modelioc.ioc.pva.server;
