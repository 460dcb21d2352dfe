package org.modelioc.ioc.pva.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * One address of an EPICS address list: {@code host[:port][,TTL][@interface]}, as PVXS writes it.
 *
 * <p>An IPv6 address with a port stands in brackets. TTL and interface matter for multicast addresses.
 *
 * @param address the resolved address
 * @param port    0 where the list says none
 * @param ttl     hops a multicast packet may take; -1 where the list says none
 * @param iface   name or address of a network interface; empty where the list says none
 */
public record Endpoint(InetAddress address, int port, int ttl, String iface) {

    /**
     * Reads one address and resolves its host name.
     *
     * @param text {@code host[:port][,TTL][@interface]}
     * @return the endpoint
     * @throws IllegalArgumentException with what is wrong
     */
    public static Endpoint parse(String text) {
        String rest = text;
        String iface = "";
        int at = rest.indexOf('@');
        if (at >= 0) {
            iface = rest.substring(at + 1);
            rest = rest.substring(0, at);
            if (iface.isEmpty()) {
                throw new IllegalArgumentException("'" + text + "': an interface must follow the @");
            }
        }
        int ttl = -1;
        int comma = rest.indexOf(',');
        if (comma >= 0) {
            ttl = number(text, "TTL", rest.substring(comma + 1), 255);
            rest = rest.substring(0, comma);
        }
        String host = rest;
        int port = 0;
        int bracket = rest.indexOf(']');
        if (rest.startsWith("[")) {
            if (bracket < 0) {
                throw new IllegalArgumentException("'" + text + "': the ] is missing");
            }
            host = rest.substring(1, bracket);
            String tail = rest.substring(bracket + 1);
            if (!tail.isEmpty()) {
                if (!tail.startsWith(":")) {
                    throw new IllegalArgumentException("'" + text + "': only :port may follow the ]");
                }
                port = number(text, "port", tail.substring(1), 65_535);
            }
        } else if (rest.indexOf(':') == rest.lastIndexOf(':') && rest.indexOf(':') >= 0) {
            host = rest.substring(0, rest.indexOf(':'));
            port = number(text, "port", rest.substring(rest.indexOf(':') + 1), 65_535);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' has no host; write host[:port][,TTL][@interface]");
        }
        return new Endpoint(resolve(text, host), port, ttl, iface);
    }

    private static InetAddress resolve(String text, String host) {
        try {
            InetAddress found = InetAddress.getByName(host);
            // whether a reverse name is known must not change how it prints
            return InetAddress.getByAddress(found.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "': no address is known for the host '" + host + "'", e);
        }
    }

    private static int number(String text, String what, String digits, int max) {
        try {
            int value = Integer.parseInt(digits.trim());
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number out of range
        }
        throw new IllegalArgumentException("'" + text + "': the " + what + " must be a number from 0 to " + max + ", not '"
            + digits + "'");
    }

    /** An address as people write it: the longest run of zeros of an IPv6 address is left out. */
    static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("(?:^|:)0(?::0)+(?:$|:)", "::");
    }

    boolean isWildcard() {
        return address.isAnyLocalAddress();
    }

    boolean isMulticast() {
        return address.isMulticastAddress();
    }

    InetSocketAddress socketAddress(int defaultPort) {
        return new InetSocketAddress(address, port == 0 ? defaultPort : port);
    }

    /** As an address list writes it. */
    @Override
    public String toString() {
        String host = text(address);
        String withPort = host;
        if (port != 0) {
            withPort = (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
        }
        return withPort + (ttl < 0 ? "" : "," + ttl) + (iface.isEmpty() ? "" : "@" + iface);
    }
}
