package org.modelioc.ioc.access;

import java.net.InetSocketAddress;

/**
 * Who is at the other end of a connection.
 *
 * <p>Only {@code peer} is a fact. User and host are what the client says of itself, and some clients (PVXS up to 1.5) say
 * nothing: rules by host must use the peer's address.
 *
 * @param method      how the client named itself: {@code ca}, {@code anonymous}, or {@code none} before it did
 * @param user        the user name that it claims; empty where it claims none
 * @param claimedHost the host name that it claims; empty where it claims none
 * @param peer        the address the connection comes from; null for a caller inside this process
 */
public record Client(String method, String user, String claimedHost, InetSocketAddress peer) {

    /** A caller that no connection stands behind. */
    public static final Client NONE = new Client("none", "", "", null);

    /**
     * Who, for a sentence: what the client says, and where it says nothing the address.
     *
     * @return for example {@code alice@ws3}, or {@code (no user name)@10.0.0.7}
     */
    public String name() {
        String host = claimedHost.isEmpty() ? peer == null ? "" : peer.getAddress().getHostAddress() : claimedHost;
        return (user.isEmpty() ? "(no user name)" : user) + (host.isEmpty() ? "" : "@" + host);
    }

    /** Who and from where, in a form for a log line: {@code alice@ws3 (10.0.0.7:40112)}. */
    @Override
    public String toString() {
        String who = user.isEmpty() ? method : user;
        String claimed = claimedHost.isEmpty() ? "" : "@" + claimedHost;
        String where = peer == null ? "" : " (" + peer.getAddress().getHostAddress() + ":" + peer.getPort() + ")";
        return who + claimed + where;
    }
}
