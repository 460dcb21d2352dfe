package org.modelioc.ioc.link.source;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.ioc.pva.server.Endpoint;
import org.modelioc.ioc.pva.server.Interfaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UDP sockets that names are asked for on, and where to. Belongs to the thread of its client.
 *
 * <p>A destination with a TTL or an interface of its own has a socket of its own. What cannot be sent is tried again with the
 * next search: an interface may come back.
 */
public final class SearchSockets {

    private static final Logger LOG = LoggerFactory.getLogger(SearchSockets.class);
    private static final int LARGEST_PACKET = 64 << 10;
    /** Packets taken in one round. */
    private static final int MOST_IN_ROUND = 200;
    private static final byte[] LOCALHOST = {127, 0, 0, 1};

    /** Takes what comes. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * A packet came.
         *
         * @param packet its bytes, from position to limit; big-endian
         * @param from   its sender
         */
        void received(ByteBuffer packet, InetSocketAddress from);
    }

    /** Makes the packet for one destination of what is sent to all. */
    @FunctionalInterface
    public interface Sender {
        /**
         * The packet.
         *
         * @param unicast whether the destination is a single host
         * @param port    UDP port on this host that answers come to
         * @return its bytes, from position to limit
         */
        ByteBuffer packet(boolean unicast, int port);
    }

    private record Destination(DatagramChannel socket, InetSocketAddress address, boolean unicast) {
    }

    private final ClientLoop loop;
    private final Receiver receiver;
    private final List<Destination> destinations = new ArrayList<>();
    private final Map<String, DatagramChannel> senders = new HashMap<>();
    private final List<DatagramChannel> sockets = new ArrayList<>();
    private final ByteBuffer packet = ByteBuffer.allocate(LARGEST_PACKET);

    /**
     * No sockets yet.
     *
     * @param loop     the thread
     * @param receiver takes what comes
     */
    public SearchSockets(ClientLoop loop, Receiver receiver) {
        this.loop = loop;
        this.receiver = receiver;
    }

    /**
     * Where to ask: the addresses given, and with {@code auto} the broadcast addresses of all interfaces, or this host where
     * there is none.
     *
     * @param given       addresses, each perhaps with a port
     * @param auto        whether to add those of the interfaces
     * @param defaultPort port of addresses that have none
     * @return the addresses, each once and with a port
     */
    public static List<Endpoint> destinations(List<Endpoint> given, boolean auto, int defaultPort) {
        List<Endpoint> all = new ArrayList<>();
        for (Endpoint endpoint : given) {
            add(all, new Endpoint(endpoint.address(), endpoint.port() == 0 ? defaultPort : endpoint.port(), endpoint.ttl(),
                endpoint.iface()));
        }
        if (auto) {
            List<InetAddress> broadcasts = Interfaces.broadcasts(any());
            broadcasts.forEach(address -> add(all, new Endpoint(address, defaultPort, -1, "")));
            if (broadcasts.isEmpty()) {
                add(all, new Endpoint(address(LOCALHOST), defaultPort, -1, ""));
            }
        }
        return all;
    }

    private static void add(List<Endpoint> all, Endpoint endpoint) {
        if (!all.contains(endpoint)) {
            all.add(endpoint);
        }
    }

    private static InetAddress any() {
        return address(new byte[4]);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (IOException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    /**
     * Opens what is needed to ask at these addresses.
     *
     * @param endpoints addresses with ports
     */
    public void open(List<Endpoint> endpoints) {
        List<InetAddress> broadcasts = Interfaces.broadcasts(any());
        for (Endpoint endpoint : endpoints) {
            InetAddress address = endpoint.address();
            boolean single = !address.isMulticastAddress() && !broadcasts.contains(address)
                && !address.getHostAddress().equals("255.255.255.255");
            try {
                destinations.add(new Destination(socket(endpoint), new InetSocketAddress(address, endpoint.port()), single));
            } catch (IOException | RuntimeException e) {
                LOG.warn("no search at {}: {}", endpoint, e.getMessage());
            }
        }
    }

    private DatagramChannel socket(Endpoint endpoint) throws IOException {
        boolean six = endpoint.address() instanceof Inet6Address;
        String kind = (six ? "6," : "4,") + endpoint.ttl() + "@" + endpoint.iface();
        DatagramChannel known = senders.get(kind);
        if (known != null) {
            return known;
        }
        DatagramChannel socket = DatagramChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.SO_BROADCAST, true);
            if (endpoint.ttl() >= 0) {
                socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, endpoint.ttl());
            }
            if (!endpoint.iface().isEmpty()) {
                Optional<NetworkInterface> nic = Interfaces.named(endpoint.iface());
                socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, nic.orElseThrow(
                    () -> new IOException("there is no network interface " + endpoint.iface())));
            }
            socket.bind(new InetSocketAddress(0));
            listen(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        senders.put(kind, socket);
        return socket;
    }

    /**
     * Takes packets of a further socket.
     *
     * @param socket bound, not blocking; closed with the others
     * @throws IOException if it is closed
     */
    public void listen(DatagramChannel socket) throws IOException {
        loop.register(socket, SelectionKey.OP_READ, key -> receive(socket));
        sockets.add(socket);
    }

    private void receive(DatagramChannel socket) {
        try {
            for (int i = 0; i < MOST_IN_ROUND && socket.isOpen(); i++) {
                packet.clear();
                InetSocketAddress from = (InetSocketAddress) socket.receive(packet);
                if (from == null) {
                    return;
                }
                receiver.received(packet.flip(), from);
            }
        } catch (IOException e) {
            // such as the news that a packet sent earlier found no receiver
            LOG.debug("receiving answers to searches", e);
        }
    }

    /**
     * Sends to all destinations.
     *
     * @param sender makes the packets
     */
    public void send(Sender sender) {
        for (Destination destination : destinations) {
            try {
                int port = ((InetSocketAddress) destination.socket.getLocalAddress()).getPort();
                destination.socket.send(sender.packet(destination.unicast, port), destination.address);
            } catch (IOException | RuntimeException e) {
                LOG.debug("search at {}", destination.address, e);
            }
        }
    }

    /** Whether there is any destination. */
    public boolean hasDestinations() {
        return !destinations.isEmpty();
    }

    /** Closes the sockets. */
    public void close() {
        destinations.clear();
        for (DatagramChannel socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("closing a socket", e);
            }
        }
        senders.clear();
        sockets.clear();
    }
}
