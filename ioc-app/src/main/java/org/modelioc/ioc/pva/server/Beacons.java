package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.log.RateLimitedLog;

/**
 * Tells clients that the server is there, so that they search again soon after a restart: at once, then once a period for a
 * while, then seldom.
 */
final class Beacons implements AutoCloseable {

    static final byte COMMAND = 0;

    private static final Duration LATER = Duration.ofSeconds(180);
    private static final int OFTEN_AT_FIRST = 10;
    private static final byte MAGIC = (byte) 0xCA;
    private static final byte VERSION = 2;
    private static final byte FROM_SERVER_BIG_ENDIAN = (byte) 0xC0;
    private static final byte NO_STATUS = -1;
    private static final int MAX_SIZE = 64;

    private final byte[] guid;
    private final int tcpPort;
    private final Duration period;
    private final RateLimitedLog log;
    private final List<Target> targets = new ArrayList<>();
    private int sequence;

    private record Target(DatagramChannel channel, InetSocketAddress address) {
    }

    /**
     * Beacons for a server that listens already.
     *
     * @param settings where to and how often
     * @param udpPort  where clients listen, unless an address says otherwise
     * @param tcpPort  where the server listens
     * @param guid     12 bytes that tell this server from all others, also from itself before a restart
     * @param log      for destinations that cannot be reached
     */
    Beacons(PvaSettings settings, int udpPort, int tcpPort, byte[] guid, RateLimitedLog log) {
        this.guid = guid;
        this.tcpPort = tcpPort;
        this.log = log;
        period = settings.beaconPeriod();
        for (Endpoint destination : destinations(settings)) {
            try {
                targets.add(target(destination, udpPort, settings.interfaces()));
            } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
                log.warn("beacon " + destination, "no beacons go to " + destination + ": " + e.getMessage());
            }
        }
    }

    private static Set<Endpoint> destinations(PvaSettings settings) {
        Set<Endpoint> all = new LinkedHashSet<>(settings.beaconDestinations());
        if (settings.autoBeacon()) {
            for (Endpoint endpoint : settings.interfaces()) {
                Interfaces.broadcasts(endpoint.address()).forEach(address -> all.add(new Endpoint(address, 0, -1, "")));
            }
        }
        return all;
    }

    // clients connect to the address that a beacon comes from: with an interface list it must be one of the list
    private static Target target(Endpoint destination, int udpPort, List<Endpoint> interfaces) throws IOException {
        boolean ipv4 = destination.address() instanceof Inet4Address;
        DatagramChannel channel = DatagramChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        boolean complete = false;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            InetAddress local = localFor(destination, interfaces);
            if (local != null) {
                channel.bind(new InetSocketAddress(local, 0));
            }
            if (destination.ttl() >= 0) {
                channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, destination.ttl());
            }
            if (!destination.iface().isEmpty()) {
                channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, Interfaces.named(destination.iface())
                    .orElseThrow(() -> new IOException("this host has no interface '" + destination.iface() + "'")));
            }
            complete = true;
            return new Target(channel, destination.socketAddress(udpPort));
        } finally {
            if (!complete) {
                channel.close();
            }
        }
    }

    private static InetAddress localFor(Endpoint destination, List<Endpoint> interfaces) {
        if (interfaces.stream().anyMatch(Endpoint::isWildcard)) {
            return null;
        }
        List<InetAddress> locals = interfaces.stream().map(Endpoint::address)
            .filter(local -> !local.isMulticastAddress() && local.getClass() == destination.address().getClass()).toList();
        return locals.stream().filter(local -> Interfaces.sameSubnet(local, destination.address())).findFirst()
            .orElse(locals.isEmpty() ? null : locals.getFirst());
    }

    /** Sends the first and plans the others. */
    void start(ScheduledExecutorService timer) {
        send();
        long next = sequence < OFTEN_AT_FIRST ? period.toMillis() : Math.max(period.toMillis(), LATER.toMillis());
        try {
            timer.schedule(() -> start(timer), next, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the server closes
        }
    }

    private void send() {
        ByteBuffer beacon = message();
        sequence++;
        for (Target target : targets) {
            try {
                target.channel.send(beacon.duplicate(), target.address);
            } catch (IOException | RuntimeException e) {
                log.warn("beacon " + target.address, "no beacon can be sent to " + target.address + ": " + e.getMessage());
            }
        }
    }

    private ByteBuffer message() {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_SIZE);
        buffer.put(MAGIC).put(VERSION).put(FROM_SERVER_BIG_ENDIAN).put(COMMAND).putInt(0);
        // flags, sequence; the number of changes stays 0: the channels of a server are fixed when it starts
        buffer.put(guid).put((byte) 0).put((byte) sequence).putShort((short) 0);
        SearchReply.putServer(tcpPort, buffer, PlainBuffer.INSTANCE);
        buffer.put(NO_STATUS);
        buffer.putInt(Integer.BYTES, buffer.position() - WireReader.HEADER_SIZE);
        return buffer.flip();
    }

    @Override
    public void close() {
        for (Target target : targets) {
            try {
                target.channel.close();
            } catch (IOException e) {
                log.warn("beacon", "closing a socket for beacons: " + e.getMessage());
            }
        }
    }
}
