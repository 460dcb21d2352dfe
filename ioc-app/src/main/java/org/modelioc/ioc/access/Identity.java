package org.modelioc.ioc.access;

import java.net.InetAddress;
import java.util.Set;

/**
 * What rules look at of a client.
 *
 * @param method  how it named itself: {@code ca}, {@code anonymous} or {@code none}
 * @param user    the name that it claims, empty for none
 * @param roles   groups of the operating system that a user of this name is in
 * @param address where it connects from; null within this process
 */
record Identity(String method, String user, Set<String> roles, InetAddress address) {

    static Identity of(Client client, Set<String> roles) {
        return new Identity(client.method(), client.user(), roles, client.peer() == null ? null : client.peer().getAddress());
    }
}
