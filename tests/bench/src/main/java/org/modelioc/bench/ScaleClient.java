package org.modelioc.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A pvAccess client that subscribes to all outputs by a connection of its own and looks only at what must be counted, so that
 * a hundred of them leave the processors to the IOC. Protocol: epics-docs, "pvAccess Protocol Messages"; big-endian, as the IOC
 * sends.
 *
 * <p>Its own thread reads; the counts may be read by any.
 */
final class ScaleClient implements AutoCloseable {

    private static final int VALIDATION = 1;
    private static final int CREATE_CHANNEL = 7;
    private static final int VALIDATED = 9;
    private static final int MONITOR = 13;
    private static final int HEADER = 8;
    private static final int INIT = 0x08;
    private static final int START = 0x44;
    private static final int BUFFER = 256 * 1024;
    private static final int ROOM_OF_A_MESSAGE = 128;
    private static final int SEGMENT = 0x30;
    private static final int FIRST_SEGMENT = 0x10;
    private static final int LAST_SEGMENT = 0x20;

    private final SocketChannel socket;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
    // a message that came in segments, because the IOC's buffer was full
    private final ByteBuffer whole = ByteBuffer.allocate(BUFFER);
    private final double[] last;
    private final CountDownLatch begun;
    private final boolean[] seen;
    private volatile long updates;
    private volatile long overruns;
    private volatile int command;

    /** Connects, says who it is and begins to subscribe to this many outputs. */
    ScaleClient(int port, int outputs) throws IOException {
        last = new double[outputs];
        seen = new boolean[outputs];
        begun = new CountDownLatch(outputs);
        socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        await(VALIDATION);
        ByteBuffer out = ByteBuffer.allocate(ROOM_OF_A_MESSAGE);
        start(out, VALIDATION).putInt(BUFFER).putShort((short) 1).putShort((short) 0);
        string(out, "anonymous").put((byte) -1);
        send(end(out));
        await(VALIDATED);
        Thread.ofPlatform().daemon().start(this::read);
        for (int i = 0; i < outputs; i++) {
            start(out.clear(), CREATE_CHANNEL).putShort((short) 1).putInt(i);
            send(end(string(out, ScaleConfiguration.output(i))));
        }
    }

    private static ByteBuffer start(ByteBuffer out, int command) {
        return out.put((byte) 0xCA).put((byte) 2).put((byte) 0x80).put((byte) command).putInt(0);
    }

    private static ByteBuffer end(ByteBuffer out) {
        return out.putInt(HEADER - Integer.BYTES, out.position() - HEADER).flip();
    }

    private static ByteBuffer string(ByteBuffer out, String text) {
        return out.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    // by the constructor's thread, then by the reading one
    private void send(ByteBuffer message) throws IOException {
        synchronized (socket) {
            while (message.hasRemaining()) {
                socket.write(message);
            }
        }
    }

    private void await(int wanted) throws IOException {
        do {
            next();
        } while (command != wanted);
    }

    // the payload of the next message, valid until the one after it
    private ByteBuffer next() throws IOException {
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

    private void read() {
        try {
            while (true) {
                ByteBuffer payload = next();
                if (command == CREATE_CHANNEL) {
                    subscribe(payload);
                } else if (command == MONITOR) {
                    update(payload);
                }
            }
        } catch (IOException e) {
            // closed: what is missing is counted by whoever waits for it
        }
    }

    private void subscribe(ByteBuffer payload) throws IOException {
        int number = payload.getInt();
        int channel = payload.getInt();
        ByteBuffer out = ByteBuffer.allocate(ROOM_OF_A_MESSAGE);
        start(out, MONITOR).putInt(channel).putInt(number).put((byte) INIT);
        string(structure(out, 1), "field");
        for (String field : new String[] {"value", "alarm", "timeStamp"}) {
            if (field.equals("value")) {
                structure(out, 3);
            }
            structure(string(out, field), 0);
        }
        send(end(out));
        start(out.clear(), MONITOR).putInt(channel).putInt(number).put((byte) START);
        send(end(out));
    }

    private static ByteBuffer structure(ByteBuffer out, int fields) {
        return out.put((byte) 0x80).put((byte) 0).put((byte) fields);
    }

    // the bits of what changed (of all fields, of the value), the values, the bits of what was overrun
    private void update(ByteBuffer payload) {
        int number = payload.getInt();
        if (payload.get() != 0) {
            return;
        }
        int bytes = payload.get();
        int bits = bytes == 0 ? 0 : payload.get(payload.position());
        payload.position(payload.position() + bytes);
        if ((bits & 3) != 0) {
            last[number] = payload.getDouble();
        }
        if (payload.get(payload.limit() - 1) != 0) {
            overruns++;
        }
        updates++;
        if (!seen[number]) {
            seen[number] = true;
            begun.countDown();
        }
    }

    /** Waits for the first update of each, after which none is missed. */
    void awaitFirst(long seconds) throws InterruptedException {
        if (!begun.await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no first update within " + seconds + " s");
        }
    }

    /** Updates of all subscriptions. */
    long updates() {
        return updates;
    }

    /** Those among them that say that others were merged into them. */
    long overruns() {
        return overruns;
    }

    /** Subscriptions that have not got a value as their latest. */
    long without(double value) {
        long seenUpTo = updates;
        long missing = 0;
        for (double each : last) {
            missing += each == value ? 0 : 1;
        }
        return seenUpTo == 0 ? last.length : missing;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
