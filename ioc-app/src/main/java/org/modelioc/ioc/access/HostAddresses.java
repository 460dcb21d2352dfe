package org.modelioc.ioc.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The addresses of the hosts in an access file, looked up when it is read. Names that a name server does not know, or not in
 * time, have none.
 */
final class HostAddresses {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, List<InetAddress>> addresses = new HashMap<>();

    private HostAddresses() {
    }

    /**
     * Looks hosts up, all at once.
     *
     * @param hosts names or numeric addresses
     * @return their addresses, after five seconds at most
     */
    static HostAddresses of(Set<String> hosts) {
        HostAddresses found = new HostAddresses();
        Map<String, Future<List<InetAddress>>> lookups = new HashMap<>();
        for (String host : hosts) {
            // a lookup cannot be interrupted: what is late ends by itself, on a thread that costs little
            FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> lookUp(host));
            Thread.ofVirtual().name("look up " + host).start(lookup);
            lookups.put(host, lookup);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        lookups.forEach((host, lookup) -> found.addresses.put(host, await(lookup, end)));
        return found;
    }

    private static List<InetAddress> lookUp(String host) {
        if (host.isBlank()) {
            // Java would take it for this host
            return List.of();
        }
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static List<InetAddress> await(Future<List<InetAddress>> lookup, long end) {
        try {
            return lookup.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    boolean knows(String host) {
        return !addresses.get(host).isEmpty();
    }

    /** All addresses of some hosts. */
    Set<InetAddress> of(List<String> hosts) {
        Set<InetAddress> all = new HashSet<>();
        hosts.forEach(host -> all.addAll(addresses.get(host)));
        return all;
    }
}
