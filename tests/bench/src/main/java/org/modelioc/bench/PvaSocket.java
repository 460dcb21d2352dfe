package org.modelioc.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The socket of a pvAccess client that costs little, so that the processors are left to the IOC: messages in and out, nothing
 * decoded. Protocol: epics-docs, "pvAccess Protocol Messages"; big-endian, as the IOC sends.
 *
 * <p>One thread reads; any may write.
 */
final class PvaSocket implements AutoCloseable {

    static final int CREATE_CHANNEL = 7;
    static final int MONITOR = 13;
    static final int RPC = 20;
    /** To begin an operation. */
    static final int INIT = 0x08;

    private static final int VALIDATION = 1;
    private static final int VALIDATED = 9;
    private static final int HEADER = 8;
    private static final int BUFFER = 256 * 1024;
    private static final int ROOM_OF_A_MESSAGE = 128;
    private static final int SEGMENT = 0x30;
    private static final int FIRST_SEGMENT = 0x10;
    private static final int LAST_SEGMENT = 0x20;

    private final SocketChannel socket;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
    // a message that came in segments, because the IOC's buffer was full
    private final ByteBuffer whole = ByteBuffer.allocate(BUFFER);
    private int command;

    /** Connects and says who it is. */
    PvaSocket(int port) throws IOException {
        socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        await(VALIDATION);
        ByteBuffer out = ByteBuffer.allocate(ROOM_OF_A_MESSAGE);
        int start = start(out, VALIDATION);
        out.putInt(BUFFER).putShort((short) 1).putShort((short) 0);
        string(out, "anonymous").put((byte) -1);
        end(out, start);
        send(out.flip());
        await(VALIDATED);
    }

    /** Begins a message and gives where, which its {@link #end} must be told. */
    static int start(ByteBuffer out, int command) {
        int start = out.position();
        out.put((byte) 0xCA).put((byte) 2).put((byte) 0x80).put((byte) command).putInt(0);
        return start;
    }

    static void end(ByteBuffer out, int start) {
        out.putInt(start + HEADER - Integer.BYTES, out.position() - start - HEADER);
    }

    static ByteBuffer string(ByteBuffer out, String text) {
        return out.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The head of a structure's description; the fields follow. */
    static ByteBuffer structure(ByteBuffer out, String id, int fields) {
        return string(out.put((byte) 0x80), id).put((byte) fields);
    }

    /** Asks for a channel. */
    void channel(int number, String pv) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(ROOM_OF_A_MESSAGE);
        int start = start(out, CREATE_CHANNEL);
        string(out.putShort((short) 1).putInt(number), pv);
        end(out, start);
        send(out.flip());
    }

    void send(ByteBuffer messages) throws IOException {
        synchronized (socket) {
            while (messages.hasRemaining()) {
                socket.write(messages);
            }
        }
    }

    /** Passes over messages up to one of this command, and gives its payload. */
    ByteBuffer await(int wanted) throws IOException {
        ByteBuffer payload = next();
        while (command != wanted) {
            payload = next();
        }
        return payload;
    }

    /** Of the last message. */
    int command() {
        return command;
    }

    /** Whether more has been read than was asked for yet. */
    boolean more() {
        return in.remaining() >= HEADER && in.remaining() >= HEADER + in.getInt(in.position() + HEADER - Integer.BYTES);
    }

    /** The payload of the next message, valid until the one after it. */
    ByteBuffer next() throws IOException {
        while (true) {
            need(HEADER);
            int at = in.position();
            int flags = in.get(at + 2);
            boolean control = (flags & 1) != 0;
            int size = control ? 0 : in.getInt(at + HEADER - Integer.BYTES);
            command = in.get(at + 3);
            in.position(at + HEADER);
            need(size);
            ByteBuffer payload = in.slice(in.position(), size);
            in.position(in.position() + size);
            if ((flags & SEGMENT) == FIRST_SEGMENT) {
                whole.clear();
            }
            if ((flags & SEGMENT) != 0) {
                whole.put(payload);
            }
            if ((flags & SEGMENT) == LAST_SEGMENT) {
                return whole.flip();
            }
            if (!control && (flags & SEGMENT) == 0) {
                return payload;
            }
        }
    }

    private void need(int size) throws IOException {
        while (in.remaining() < size) {
            in.compact();
            if (socket.read(in) < 0) {
                throw new EOFException("closed by the IOC");
            }
            in.flip();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
