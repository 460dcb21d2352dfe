package org.modelioc.ioc.link.pva;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.modelioc.ioc.link.source.FollowClient;
import org.modelioc.ioc.link.source.FollowedPv;
import org.modelioc.ioc.link.source.ProtocolException;
import org.modelioc.ioc.link.source.SearchSockets;
import org.modelioc.ioc.link.source.ServerConnection;
import org.modelioc.ioc.link.source.SourceListener;
import org.modelioc.ioc.pva.server.Endpoint;
import org.modelioc.ioc.pva.server.Interfaces;

/**
 * Follows PVs over pvAccess. Searches by UDP and by TCP at name servers, and sooner when a beacon tells of a new server.
 *
 * <p>Beacons are heard on sockets bound to the broadcast addresses alone: one bound to the port as a whole would take single
 * packets away from the servers on this host.
 */
public final class PvaClient extends FollowClient {

    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(30);
    private static final long NAME_SERVER_RETRY_NANOS = 5_000_000_000L;
    private static final byte BEACON = 0;
    private static final int GUID_SIZE = 12;
    private static final int BIG_ENDIAN = 0x80;
    private static final int MOST_BEACONS = 10_000;
    private static final byte[] LOCALHOST = {127, 0, 0, 1};
    private static final int PACKET = 4_096;

    private final PvaClientSettings settings;
    private final SearchSockets sockets = new SearchSockets(loop(), this::packet);
    private final SearchMessage search = new SearchMessage();
    private final ByteBuffer packet = ByteBuffer.allocate(PACKET);
    private final List<InetSocketAddress> nameServers = new ArrayList<>();
    private final Map<InetSocketAddress, PvaConnection> names = new HashMap<>();
    // by server: the counter of its changes that came with its last beacon
    private final Map<String, Integer> beacons = new HashMap<>();
    private final String user = System.getProperty("user.name", "nobody");
    private final String host;

    /**
     * A client that has not begun.
     *
     * @param settings where to search
     * @throws IOException if the system has no more file descriptors
     */
    public PvaClient(PvaClientSettings settings) throws IOException {
        super("links-pva", settings.connectionTimeout(), LONGEST_PERIOD);
        this.settings = settings;
        host = hostName();
    }

    // empty if it has none that others could resolve
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    String user() {
        return user;
    }

    /** The name of this host; where that does not resolve its address, since some servers look the name up. */
    String host(Supplier<String> address) {
        return host.isEmpty() ? address.get() : host;
    }

    @Override
    protected void begin() {
        List<Endpoint> at = new ArrayList<>(
            SearchSockets.destinations(settings.addresses(), settings.auto(), settings.broadcastPort()));
        if (settings.auto()) {
            // servers that listen on the loopback interface only hear no broadcast
            Endpoint local = new Endpoint(localhost(), settings.broadcastPort(), -1, "");
            if (!at.contains(local)) {
                at.add(local);
            }
        }
        sockets.open(at);
        for (Endpoint endpoint : settings.nameServers()) {
            nameServers.add(new InetSocketAddress(endpoint.address(),
                endpoint.port() == 0 ? settings.serverPort() : endpoint.port()));
        }
        if (at.isEmpty() && nameServers.isEmpty()) {
            log().warn("no PV can be found by pva://: EPICS_PVA_ADDR_LIST and EPICS_PVA_NAME_SERVERS are empty and"
                + " EPICS_PVA_AUTO_ADDR_LIST is NO");
        }
        nameServers.forEach(this::connectNameServer);
        listenForBeacons();
    }

    private static InetAddress localhost() {
        try {
            return InetAddress.getByAddress(LOCALHOST);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    @Override
    protected void closeSearch() {
        nameServers.clear();
        sockets.close();
    }

    @Override
    protected FollowedPv newPv(int id, String name, SourceListener listener) {
        return new PvaPv(id, name, listener);
    }

    @Override
    protected ServerConnection newConnection(InetSocketAddress server) {
        return new PvaConnection(this, server, nameServers.contains(server));
    }

    // name servers

    private void connectNameServer(InetSocketAddress server) {
        if (nameServers.contains(server)) {
            names.put(server, (PvaConnection) connection(server));
        }
    }

    @Override
    protected void connectionReady(ServerConnection connection) {
        if (names.containsValue(connection)) {
            hurry();
        }
    }

    @Override
    protected void closed(ServerConnection connection, String why) {
        super.closed(connection, why);
        if (names.remove(connection.address(), connection)) {
            loop().after(NAME_SERVER_RETRY_NANOS, () -> connectNameServer(connection.address()));
        }
    }

    // search

    @Override
    protected void sendSearch(List<FollowedPv> due) {
        for (int next = 0; sockets.hasDestinations() && next < due.size();) {
            next = search.fill(due, next, ByteOrder.BIG_ENDIAN);
            sockets.send((unicast, port) -> {
                ByteBuffer payload = search.payload(unicast, port);
                packet.clear().put(Wire.MAGIC).put(Wire.VERSION).put((byte) BIG_ENDIAN).put(PvaConnection.SEARCH)
                    .putInt(payload.remaining()).put(payload);
                return packet.flip();
            });
        }
        for (PvaConnection server : List.copyOf(names.values())) {
            for (int next = 0; server.ready() && next < due.size();) {
                next = search.fill(due, next, server.order());
                server.search(search.payload(true, 0));
            }
        }
    }

    private void packet(ByteBuffer in, InetSocketAddress from) {
        try {
            while (in.remaining() >= Wire.HEADER_SIZE && in.get(in.position()) == Wire.MAGIC) {
                int flags = in.get(in.position() + 2);
                int command = in.get(in.position() + 3);
                in.order((flags & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
                int size = in.getInt(in.position() + 4);
                in.position(in.position() + Wire.HEADER_SIZE);
                if (size < 0 || size > in.remaining()) {
                    return;
                }
                ByteBuffer payload = in.slice(in.position(), size).order(in.order());
                in.position(in.position() + size);
                if (command == PvaConnection.SEARCH_RESPONSE) {
                    searchResponse(payload, from);
                } else if (command == BEACON) {
                    beacon(payload);
                }
            }
        } catch (BufferUnderflowException | ProtocolException e) {
            log().debug("a packet from {} that cannot be understood", from, e);
        }
    }

    /** A server tells which names it has. */
    void searchResponse(ByteBuffer in, InetSocketAddress from) {
        Wire.skip(in, GUID_SIZE + Integer.BYTES);
        byte[] bytes = new byte[16];
        in.get(bytes);
        int port = in.getShort() & 0xFFFF;
        String protocol = Wire.text(in);
        boolean found = in.get() != 0;
        if (!found || !protocol.equalsIgnoreCase("tcp")) {
            return;
        }
        InetSocketAddress server = new InetSocketAddress(address(bytes, from.getAddress()), port == 0 ? from.getPort() : port);
        int count = in.getShort() & 0xFFFF;
        for (int i = 0; i < count; i++) {
            found(in.getInt(), server);
        }
    }

    private static InetAddress address(byte[] bytes, InetAddress otherwise) {
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            return address.isAnyLocalAddress() ? otherwise : address;
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }

    // beacons

    private void listenForBeacons() {
        for (InetAddress broadcast : Interfaces.broadcasts(new InetSocketAddress(0).getAddress())) {
            try {
                DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
                socket.configureBlocking(false);
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                socket.bind(new InetSocketAddress(broadcast, settings.broadcastPort()));
                sockets.listen(socket);
            } catch (IOException | RuntimeException e) {
                // without beacons a server that returns is found by the next search
                log().debug("no beacons at {}", broadcast, e);
            }
        }
    }

    private void beacon(ByteBuffer in) {
        byte[] guid = new byte[GUID_SIZE];
        in.get(guid);
        Wire.skip(in, 2);
        int changes = in.getShort() & 0xFFFF;
        if (beacons.size() >= MOST_BEACONS) {
            beacons.clear();
        }
        Integer before = beacons.put(Arrays.toString(guid), changes);
        if (before == null || before != changes) {
            hurry();
        }
    }
}
