package org.modelioc.ioc.link.ca;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.ioc.link.source.FollowClient;
import org.modelioc.ioc.link.source.FollowedPv;
import org.modelioc.ioc.link.source.SearchSockets;
import org.modelioc.ioc.link.source.ServerConnection;
import org.modelioc.ioc.link.source.SourceListener;
import org.modelioc.ioc.pva.server.Endpoint;

/**
 * Follows PVs over Channel Access. Searches by UDP and by TCP at name servers.
 *
 * <p>Beacons reach a host by its repeater only. If one runs, as every C client starts one, it is asked for them; none is ever
 * started here, since it would have to outlive this process. Without beacons a server that returns is found by the next
 * search.
 */
public final class CaClient extends FollowClient {

    /** Tells servers to be silent about names that they have not. */
    static final int ANSWER_IF_FOUND = 5;

    private static final long REPEATER_RETRY_NANOS = 60_000_000_000L;
    private static final int PACKET = 1_024;
    private static final int LONGEST_PACKET = 4_096;
    private static final int MOST_BEACONS = 10_000;
    private static final byte[] LOCALHOST = {127, 0, 0, 1};
    private static final int LOCALHOST_BITS = 0x7F00_0001;
    private static final int SENDER = -1;
    /** From this one on the answer to a search brings the address of the server. */
    private static final int ADDRESS_VERSION = 8;
    private static final int PORT_VERSION = 5;

    private final CaClientSettings settings;
    private final SearchSockets sockets = new SearchSockets(loop(), this::packet);
    private final ByteBuffer packet = ByteBuffer.allocate(LONGEST_PACKET);
    private final CaMessage header = new CaMessage();
    // by server: the number of its last beacon
    private final Map<InetSocketAddress, Integer> beacons = new HashMap<>();
    private DatagramChannel repeater;
    private boolean repeaterAnswered;

    /**
     * A client that has not begun.
     *
     * @param settings where to search
     * @throws IOException if the system has no more file descriptors
     */
    public CaClient(CaClientSettings settings) throws IOException {
        super("links-ca", settings.connectionTimeout(), settings.longestPeriod());
        this.settings = settings;
    }

    int maxArrayBytes() {
        return settings.maxArrayBytes();
    }

    @Override
    protected void begin() {
        List<Endpoint> at = SearchSockets.destinations(settings.addresses(), settings.auto(), settings.serverPort());
        sockets.open(at);
        if (at.isEmpty() && settings.nameServers().isEmpty()) {
            log().warn("no PV can be found by ca://: EPICS_CA_ADDR_LIST and EPICS_CA_NAME_SERVERS are empty and"
                + " EPICS_CA_AUTO_ADDR_LIST is NO");
        }
        nameServers().open(settings.nameServers(), settings.serverPort());
        openRepeater();
    }

    @Override
    protected void closeSearch() {
        sockets.close();
    }

    @Override
    protected FollowedPv newPv(int id, String name, SourceListener listener) {
        return new CaPv(id, name, listener);
    }

    @Override
    protected ServerConnection newConnection(InetSocketAddress server) {
        return new CaConnection(this, server);
    }

    // search

    @Override
    protected void sendSearch(List<FollowedPv> due) {
        int next = 0;
        while (sockets.hasDestinations() && next < due.size()) {
            packet.clear().order(ByteOrder.BIG_ENDIAN);
            CaMessage.put(packet, CaMessage.VERSION, 0, 0, CaMessage.MINOR_VERSION, 0, 0);
            int start = packet.position();
            while (next < due.size()) {
                byte[] name = CaMessage.bytes(due.get(next).name());
                int size = CaMessage.HEADER_SIZE + CaMessage.room(name);
                if (packet.position() > start && packet.position() + size > PACKET || packet.remaining() < size) {
                    break;
                }
                int id = due.get(next).id();
                CaMessage.put(packet, CaMessage.SEARCH, CaMessage.room(name), ANSWER_IF_FOUND, CaMessage.MINOR_VERSION, id, id);
                CaMessage.putText(packet, name);
                next++;
            }
            packet.flip();
            sockets.send((unicast, port) -> packet.rewind());
        }
        for (ServerConnection connection : nameServers().ready()) {
            due.forEach(((CaConnection) connection)::search);
        }
    }

    private void packet(ByteBuffer in, InetSocketAddress from) {
        in.order(ByteOrder.BIG_ENDIAN);
        while (header.read(in) && in.remaining() >= header.payload) {
            int end = in.position() + (int) header.payload;
            switch (header.command) {
                case CaMessage.SEARCH -> searchResponse(header, in, from);
                case CaMessage.BEACON -> beacon(from);
                case CaMessage.REPEATER_CONFIRM -> repeaterAnswered = true;
                default -> {
                    // versions, and answers about names that a server has not
                }
            }
            in.position(end);
        }
    }

    /** A server tells that it has a name. */
    void searchResponse(CaMessage message, ByteBuffer in, InetSocketAddress from) {
        // over TCP there is no payload, and no need of the version
        int minor = message.payload >= Short.BYTES ? in.getShort(in.position()) : CaMessage.MINOR_VERSION;
        InetAddress address = minor < ADDRESS_VERSION || message.first == SENDER || message.first == 0
            ? from.getAddress() : address(message.first);
        int port = minor < PORT_VERSION ? settings.serverPort() : message.type;
        found(message.second, new InetSocketAddress(address, port == 0 ? from.getPort() : port));
    }

    private static InetAddress address(int bits) {
        try {
            return InetAddress.getByAddress(ByteBuffer.allocate(Integer.BYTES).putInt(bits).array());
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    // beacons

    private void openRepeater() {
        try {
            repeater = DatagramChannel.open(StandardProtocolFamily.INET);
            repeater.configureBlocking(false);
            repeater.bind(new InetSocketAddress(0));
            sockets.listen(repeater);
            askRepeater();
        } catch (IOException | RuntimeException e) {
            log().debug("no beacons", e);
        }
    }

    private void askRepeater() {
        if (repeaterAnswered || !repeater.isOpen()) {
            return;
        }
        try {
            ByteBuffer order = ByteBuffer.allocate(CaMessage.HEADER_SIZE);
            CaMessage.put(order, CaMessage.REPEATER_REGISTER, 0, 0, 0, 0, LOCALHOST_BITS);
            repeater.send(order.flip(), new InetSocketAddress(InetAddress.getByAddress(LOCALHOST), settings.repeaterPort()));
        } catch (IOException e) {
            log().debug("asking the repeater for beacons", e);
        }
        loop().after(REPEATER_RETRY_NANOS, this::askRepeater);
    }

    private void beacon(InetSocketAddress from) {
        InetAddress address = header.second == 0 || header.second == SENDER ? from.getAddress() : address(header.second);
        if (beacons.size() >= MOST_BEACONS) {
            beacons.clear();
        }
        Integer before = beacons.put(new InetSocketAddress(address, header.count), header.first);
        // a server that has begun anew counts from 0
        if (before == null || Integer.compareUnsigned(header.first, before) < 0) {
            hurry();
        }
    }
}
