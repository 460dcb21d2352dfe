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
    // by server: the counter of its changes that came with its last beacon
    private final Map<String, Integer> beacons = new HashMap<>();

    /**
     * A client that has not begun.
     *
     * @param settings where to search
     * @throws IOException if the system has no more file descriptors
     */
    public PvaClient(PvaClientSettings settings) throws IOException {
        super("links-pva", settings.connectionTimeout(), LONGEST_PERIOD);
        this.settings = settings;
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
        if (at.isEmpty() && settings.nameServers().isEmpty()) {
            log().warn("no PV can be found by pva://: EPICS_PVA_ADDR_LIST and EPICS_PVA_NAME_SERVERS are empty and"
                + " EPICS_PVA_AUTO_ADDR_LIST is NO");
        }
        nameServers().open(settings.nameServers(), settings.serverPort());
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
        sockets.close();
    }

    @Override
    protected FollowedPv newPv(int id, String name, SourceListener listener) {
        return new PvaPv(id, name, listener);
    }

    @Override
    protected ServerConnection newConnection(InetSocketAddress server) {
        return new PvaConnection(this, server);
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
        for (ServerConnection connection : nameServers().ready()) {
            PvaConnection server = (PvaConnection) connection;
            for (int next = 0; next < due.size();) {
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
