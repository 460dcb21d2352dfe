package org.modelioc.ioc.pva.server;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What servers and clients need to know of the host's network interfaces. Asked when they start. */
public final class Interfaces {

    private Interfaces() {
    }

    /**
     * Broadcast addresses of one local address, or of all interfaces for a wildcard.
     *
     * @param local an address of this host
     * @return each address once
     */
    public static List<InetAddress> broadcasts(InetAddress local) {
        List<InetAddress> found = new ArrayList<>();
        for (NetworkInterface nic : up()) {
            for (InterfaceAddress address : nic.getInterfaceAddresses()) {
                boolean wanted = local.isAnyLocalAddress() || local.equals(address.getAddress());
                InetAddress broadcast = address.getBroadcast();
                if (wanted && broadcast != null && !broadcast.isAnyLocalAddress() && !found.contains(broadcast)) {
                    found.add(broadcast);
                }
            }
        }
        return found;
    }

    /** The loopback interface. */
    static Optional<NetworkInterface> loopback() {
        return up().stream().filter(Interfaces::isLoopback).findFirst();
    }

    /**
     * An interface by its name or one of its addresses.
     *
     * @param nameOrAddress for example {@code "eth0"} or {@code "10.0.0.5"}
     * @return the interface, if it is there and up
     */
    public static Optional<NetworkInterface> named(String nameOrAddress) {
        return up().stream().filter(nic -> nic.getName().equals(nameOrAddress)
            || nic.inetAddresses().anyMatch(address -> address.getHostAddress().equals(nameOrAddress))).findFirst();
    }

    /** The interfaces that multicasts from other hosts can come by. */
    static List<NetworkInterface> external() {
        return up().stream().filter(nic -> !isLoopback(nic) && supportsMulticast(nic)).toList();
    }

    /** Whether two addresses are on the same subnet of an interface, or both on this host. */
    static boolean sameSubnet(InetAddress local, InetAddress remote) {
        if (local.isLoopbackAddress() || remote.isLoopbackAddress()) {
            return local.isLoopbackAddress() && remote.isLoopbackAddress();
        }
        for (NetworkInterface nic : up()) {
            for (InterfaceAddress address : nic.getInterfaceAddresses()) {
                if (local.equals(address.getAddress()) && local.getClass() == remote.getClass()
                        && samePrefix(local.getAddress(), remote.getAddress(), address.getNetworkPrefixLength())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean samePrefix(byte[] a, byte[] b, int bits) {
        for (int i = 0; i < bits; i++) {
            if (((a[i / 8] ^ b[i / 8]) >> (7 - i % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    /** All IPv4 and IPv6 addresses of this host, for a message. */
    static String addresses() {
        return up().stream().flatMap(NetworkInterface::inetAddresses).map(Interfaces::withoutScope)
            .collect(Collectors.joining(", "));
    }

    private static String withoutScope(InetAddress address) {
        String text = Endpoint.text(address);
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }

    private static List<NetworkInterface> up() {
        try {
            return NetworkInterface.networkInterfaces().filter(Interfaces::isUp).toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface nic) {
        try {
            return nic.isUp();
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isLoopback(NetworkInterface nic) {
        try {
            return nic.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean supportsMulticast(NetworkInterface nic) {
        try {
            return nic.supportsMulticast();
        } catch (SocketException e) {
            return false;
        }
    }
}
