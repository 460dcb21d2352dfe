package org.modelioc.ioc.pva.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A pvAccess client that sends whatever bytes it is told to. Every wait ends after ten seconds. */
final class RawClient implements AutoCloseable {

    static final int SEARCH = 3;
    static final int CREATE_CHANNEL = 7;
    static final int DESTROY_CHANNEL = 8;
    static final int GET = 10;
    static final int PUT = 11;
    static final int MONITOR = 13;
    static final int DESTROY_REQUEST = 15;
    static final int GET_FIELD = 17;
    static final int MESSAGE = 18;
    static final int RPC = 20;
    static final int CANCEL_REQUEST = 21;

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    /** A message from the server, its segments put together. */
    record Frame(int command, ByteBuffer payload) {

        String string() {
            int size = payload.get() & 0xFF;
            if (size == 255) {
                return null;
            }
            byte[] bytes = new byte[size == 254 ? payload.getInt() : size];
            payload.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Reads a status; null if it is OK without a text. */
        String status() {
            if (payload.get() == -1) {
                return null;
            }
            String text = string();
            string();
            return text;
        }
    }

    RawClient(InetAddress address, int port) throws IOException {
        socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
    }

    RawClient(int port) throws IOException {
        this(InetAddress.getLoopbackAddress(), port);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(int command, Payload payload) throws IOException {
        send(Payload.message(command, payload.build()));
    }

    /** The next message that is no control message. */
    Frame receive() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (true) {
            byte[] header = new byte[8];
            in.readFully(header);
            int size = ByteBuffer.wrap(header).getInt(4);
            if ((header[2] & 1) != 0) {
                continue;
            }
            whole.writeBytes(in.readNBytes(size));
            int segment = header[2] & 0x30;
            if (segment == 0 || segment == 0x20) {
                return new Frame(header[3], ByteBuffer.wrap(whole.toByteArray()).order(ByteOrder.BIG_ENDIAN));
            }
        }
    }

    /** The next message of a command; others are passed over. */
    Frame await(int command) throws IOException {
        Frame frame = receive();
        while (frame.command() != command) {
            frame = receive();
        }
        return frame;
    }

    /** Says who it is, as a client of the method "ca" does. */
    RawClient login() throws IOException {
        await(1);
        send(1, new Payload().int32(65_536).int16(0x7FFF).int16(0).string("ca")
            .int8(0x80).string("").size(2).string("user").int8(0x60).string("host").int8(0x60)
            .string("alice").string("ws3"));
        await(9);
        return this;
    }

    /** Makes a channel and returns the server's number of it. */
    int create(String name) throws IOException {
        send(CREATE_CHANNEL, new Payload().int16(1).int32(77).string(name));
        ByteBuffer reply = await(CREATE_CHANNEL).payload();
        reply.getInt();
        return reply.getInt();
    }

    /** Whether the server has closed the connection, now or within the patience of this client. */
    boolean isClosedByServer() throws IOException {
        try {
            while (true) {
                receive();
            }
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    /** Whether this connection still works: an echo comes back. */
    boolean isAlive() throws IOException {
        send(2, new Payload().int32(4711));
        return await(2).payload().getInt() == 4711;
    }

    /** Leaves like a killed process whose data is lost. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
