package org.modelioc.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A pvAccess client that subscribes to all outputs by a connection of its own and looks only at what must be counted.
 *
 * <p>Its own thread reads; the counts may be read by any.
 */
final class ScaleClient implements AutoCloseable {

    private static final int START = 0x44;
    private static final int ROOM_OF_A_MESSAGE = 128;

    private final PvaSocket socket;
    private final double[] last;
    private final CountDownLatch begun;
    private final boolean[] seen;
    private volatile long updates;
    private volatile long overruns;

    /** Connects, says who it is and begins to subscribe to this many outputs. */
    ScaleClient(int port, int outputs) throws IOException {
        last = new double[outputs];
        seen = new boolean[outputs];
        begun = new CountDownLatch(outputs);
        socket = new PvaSocket(port);
        Thread.ofPlatform().daemon().start(this::read);
        for (int i = 0; i < outputs; i++) {
            socket.channel(i, ScaleConfiguration.output(i));
        }
    }

    private void read() {
        try {
            while (true) {
                ByteBuffer payload = socket.next();
                if (socket.command() == PvaSocket.CREATE_CHANNEL) {
                    subscribe(payload);
                } else if (socket.command() == PvaSocket.MONITOR) {
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
        ByteBuffer out = ByteBuffer.allocate(2 * ROOM_OF_A_MESSAGE);
        int start = PvaSocket.start(out, PvaSocket.MONITOR);
        out.putInt(channel).putInt(number).put((byte) PvaSocket.INIT);
        PvaSocket.string(PvaSocket.structure(out, "", 1), "field");
        PvaSocket.structure(out, "", 3);
        for (String field : new String[] {"value", "alarm", "timeStamp"}) {
            PvaSocket.structure(PvaSocket.string(out, field), "", 0);
        }
        PvaSocket.end(out, start);
        start = PvaSocket.start(out, PvaSocket.MONITOR);
        out.putInt(channel).putInt(number).put((byte) START);
        PvaSocket.end(out, start);
        socket.send(out.flip());
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
