package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.modelioc.ioc.log.RateLimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers searches by UDP, in one thread.
 *
 * <p>A packet that is no search is passed over without a word: anybody can send anything to this port.
 */
final class SearchResponder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SearchResponder.class);
    private static final byte MAGIC = (byte) 0xCA;
    private static final byte VERSION = 2;
    private static final byte FROM_SERVER_BIG_ENDIAN = (byte) 0xC0;
    private static final byte BIG_ENDIAN_FLAG = (byte) 0x80;
    private static final int CONTROL_OR_SEGMENT = 0x31;
    private static final int SEARCH = 3;
    private static final byte ORIGIN_TAG = 22;
    private static final int ADDRESS_SIZE = 16;
    private static final int MAX_PACKET = 65_536;
    private static final int PACKETS_IN_A_ROW = 64;
    private static final long PAUSE_AFTER_ERROR_NANOS = 10_000_000L;

    private final SearchSockets sockets;
    private final List<Endpoint> ignored;
    private final byte[] guid;
    private final int tcpPort;
    private final Predicate<String> hasChannel;
    private final Counters counters;
    private final RateLimitedLog log;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(MAX_PACKET);
    private final ByteBuffer out = ByteBuffer.allocate(MAX_PACKET);

    /**
     * A responder on bound sockets.
     *
     * @param sockets    closed by this
     * @param ignored    whom not to answer
     * @param guid       12 bytes that name this server
     * @param tcpPort    where clients are to connect
     * @param hasChannel whether a name is served
     * @param counters   searches are counted there
     * @param log        for errors
     * @throws IOException if there are no more descriptors
     */
    SearchResponder(SearchSockets sockets, List<Endpoint> ignored, byte[] guid, int tcpPort, Predicate<String> hasChannel,
            Counters counters, RateLimitedLog log) throws IOException {
        this.sockets = sockets;
        this.ignored = ignored;
        this.guid = guid;
        this.tcpPort = tcpPort;
        this.hasChannel = hasChannel;
        this.counters = counters;
        this.log = log;
        selector = Selector.open();
        for (SearchSockets.Socket socket : sockets.sockets()) {
            socket.channel().register(selector, SelectionKey.OP_READ, socket);
        }
    }

    void start() {
        Thread.ofPlatform().daemon().name("pva-search").start(this::run);
    }

    private void run() {
        while (selector.isOpen()) {
            try {
                selector.select(key -> receive((SearchSockets.Socket) key.attachment()));
            } catch (Throwable e) {
                if (selector.isOpen()) {
                    log.warn("search", "the search port of the PVA server: " + e);
                    LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
                }
            }
        }
    }

    private void receive(SearchSockets.Socket socket) {
        for (int i = 0; i < PACKETS_IN_A_ROW; i++) {
            in.clear();
            InetSocketAddress from;
            try {
                from = (InetSocketAddress) socket.channel().receive(in);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.debug("receiving searches", e);
                return;
            }
            if (from == null) {
                return;
            }
            try {
                packet(in.flip(), from, socket);
            } catch (RuntimeException e) {
                counters.badDatagrams.increment();
                LOG.debug("packet from {}", from, e);
            }
        }
    }

    // one packet may hold several messages; a tag before a search says that another server has passed it on
    private void packet(ByteBuffer packet, InetSocketAddress from, SearchSockets.Socket socket) {
        InetAddress tag = null;
        while (packet.remaining() >= WireReader.HEADER_SIZE) {
            int start = packet.position();
            byte flags = packet.get(start + 2);
            packet.order(flags < 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            int size = packet.getInt(start + Integer.BYTES);
            packet.position(start + WireReader.HEADER_SIZE);
            if (packet.get(start) != MAGIC || (flags & CONTROL_OR_SEGMENT) != 0 || size < 0 || size > packet.remaining()) {
                counters.badDatagrams.increment();
                return;
            }
            int next = packet.position() + size;
            int limit = packet.limit();
            packet.limit(next);
            switch (packet.get(start + 3)) {
                case ORIGIN_TAG -> tag = size < ADDRESS_SIZE ? null : SearchRequest.readAddress(packet);
                case SEARCH -> search(packet, from, tag, socket);
                default -> {
                    // beacons and replies of other servers, or a later version of the protocol
                }
            }
            packet.limit(limit).position(next);
        }
    }

    private void search(ByteBuffer packet, InetSocketAddress from, InetAddress tag, SearchSockets.Socket socket) {
        int payload = packet.position();
        SearchRequest request = SearchRequest.read(packet, new PlainBuffer.Reader(packet));
        boolean replyToSender = request.replyAddress().isAnyLocalAddress();
        if (tag != null && replyToSender) {
            // whoever passed it on has lost the client's address
            return;
        }
        InetSocketAddress client = new InetSocketAddress(replyToSender ? from.getAddress() : request.replyAddress(),
            request.replyPort() == 0 ? from.getPort() : request.replyPort());
        if (isIgnored(tag == null ? from : client)) {
            return;
        }
        if (request.isUnicast() && tag == null && passOn(packet.position(payload), client, from, socket)) {
            return;
        }
        counters.searches.increment();
        int[] found = request.find(hasChannel);
        if (found.length > 0 || request.mustReply()) {
            reply(request.sequence(), found, client, replyChannel(tag, socket));
        }
    }

    private boolean isIgnored(InetSocketAddress client) {
        for (Endpoint endpoint : ignored) {
            if (endpoint.address().equals(client.getAddress()) && (endpoint.port() == 0 || endpoint.port() == client.getPort())) {
                return true;
            }
        }
        return false;
    }

    // the answer must come from the address that was asked, if it is one of ours
    private DatagramChannel replyChannel(InetAddress tag, SearchSockets.Socket socket) {
        if (tag != null) {
            for (SearchSockets.Socket candidate : sockets.sockets()) {
                if (candidate.local().equals(tag)) {
                    return candidate.replyThrough();
                }
            }
        }
        return socket.replyThrough();
    }

    private void reply(int sequence, int[] found, InetSocketAddress client, DatagramChannel channel) {
        out.clear();
        out.put(MAGIC).put(VERSION).put(FROM_SERVER_BIG_ENDIAN).put(SearchReply.COMMAND).putInt(0);
        SearchReply.write(guid, sequence, tcpPort, found, out, PlainBuffer.INSTANCE);
        out.putInt(Integer.BYTES, out.position() - WireReader.HEADER_SIZE);
        try {
            channel.send(out.flip(), client);
        } catch (IOException e) {
            // no way there; the client asks again, or another server
            LOG.debug("reply to {}", client, e);
        }
    }

    // to all servers of this host, ourselves among them: with the client's address, and no longer as sent to one only;
    // false if that is not possible here
    private boolean passOn(ByteBuffer payload, InetSocketAddress client, InetSocketAddress from,
            SearchSockets.Socket socket) {
        DatagramChannel forwarder = sockets.forwarder();
        if (forwarder == null) {
            return false;
        }
        out.clear().order(ByteOrder.BIG_ENDIAN);
        out.put(MAGIC).put(VERSION).put(BIG_ENDIAN_FLAG).put(ORIGIN_TAG).putInt(ADDRESS_SIZE);
        putAddress(askedAddress(from, socket));
        out.put(payload.array(), payload.position() - WireReader.HEADER_SIZE, payload.remaining() + WireReader.HEADER_SIZE);
        int start = out.position() - payload.remaining();
        int end = out.position();
        out.put(start + SearchRequest.FLAGS_OFFSET,
            (byte) (out.get(start + SearchRequest.FLAGS_OFFSET) & ~SearchRequest.UNICAST));
        out.position(start + SearchRequest.ADDRESS_OFFSET);
        putAddress(client.getAddress());
        out.order(payload.order()).putShort((short) client.getPort()).order(ByteOrder.BIG_ENDIAN);
        out.position(end);
        try {
            return forwarder.send(out.flip(), new InetSocketAddress(SearchSockets.LOCAL_GROUP, sockets.port())) > 0;
        } catch (IOException e) {
            log.warn("forward", "a search cannot be passed on to the other servers of this host: " + e.getMessage());
            return false;
        }
    }

    // a wildcard socket cannot tell which address was asked, but a client on this host can only have asked this host
    private static InetAddress askedAddress(InetSocketAddress from, SearchSockets.Socket socket) {
        return socket.local().isAnyLocalAddress() && from.getAddress().isLoopbackAddress() ? from.getAddress() : socket.local();
    }

    private void putAddress(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == ADDRESS_SIZE) {
            out.put(bytes);
        } else {
            out.putLong(0).putShort((short) 0).putShort((short) -1).put(bytes);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the search port", e);
        }
        sockets.close();
    }
}
