package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Searches by UDP with whatever bytes it is told to send. */
final class RawSearch implements AutoCloseable {

    static final int UNICAST = 0x80;
    static final int MUST_REPLY = 0x01;

    private static final int PATIENCE_MILLIS = 5_000;

    private final DatagramSocket socket;

    /**
     * The answer to a search.
     *
     * @param from     who answered
     * @param guid     the server's identity, in hexadecimal
     * @param sequence number of the search
     * @param port     the server's TCP port
     * @param found    whether there is anything
     * @param ids      the numbers of the names found
     */
    record Reply(InetSocketAddress from, String guid, int sequence, int port, boolean found, List<Integer> ids) {
    }

    RawSearch(InetAddress address) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(address, 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawSearch() throws IOException {
        this(TestServer.loopback());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The payload of a search with the numbers 0, 1, 2 ... for its names. */
    static Payload search(int sequence, int flags, byte[] replyAddress, int replyPort, String protocol, String... names) {
        Payload payload = new Payload().int32(sequence).int8(flags).zeros(3).bytes(replyAddress).int16(replyPort).size(1)
            .string(protocol).int16(names.length);
        for (int i = 0; i < names.length; i++) {
            payload.int32(i).string(names[i]);
        }
        return payload;
    }

    void send(InetAddress address, int port, byte[] packet) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, address, port));
    }

    void send(int port, byte[] packet) throws IOException {
        send(TestServer.loopback(), port, packet);
    }

    void search(int port, int sequence, int flags, String... names) throws IOException {
        send(port, Payload.message(3, search(sequence, flags, new byte[16], port(), "tcp", names).build()));
    }

    /** Waits for a packet and takes it apart; null if none comes in time. */
    Reply receive() throws IOException {
        return receive(PATIENCE_MILLIS);
    }

    Reply receive(int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        if (in.get(3) != 4 || in.getInt(4) != packet.getLength() - 8) {
            throw new AssertionError("no answer to a search, but command " + in.get(3));
        }
        in.position(8);
        String guid = String.format("%016x%08x", in.getLong(), in.getInt());
        int sequence = in.getInt();
        in.position(in.position() + 16);
        int port = in.getShort() & 0xFFFF;
        in.position(in.position() + 4);
        boolean found = in.get() != 0;
        List<Integer> ids = new ArrayList<>();
        for (int count = in.getShort(); count > 0; count--) {
            ids.add(in.getInt());
        }
        return new Reply((InetSocketAddress) packet.getSocketAddress(), guid, sequence, port, found, ids);
    }

    /** The next packet as it is; null if none comes in time. */
    ByteBuffer receivePacket() throws IOException {
        return receivePacketWithin(PATIENCE_MILLIS);
    }

    ByteBuffer receivePacketWithin(int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            return null;
        }
        return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
    }

    @Override
    public void close() {
        socket.close();
    }
}
