package org.modelioc.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A pvAccess client that keeps a number of what-if requests under way on one connection and looks only at whether they are
 * answered: each answer is followed by the next request, with other numbers. Its requests are made once; those that answers
 * which came together let follow are sent together. The type is described in full with each request, as the clients of PVXS do.
 *
 * <p>Its own thread does everything; the counts may be read by any.
 */
final class RpcClient implements AutoCloseable {

    private static final int CHANNEL = 1;
    private static final int DOUBLE = 0x43;
    private static final int DOUBLES = 0x4B;
    private static final int STRING = 0x60;
    private static final int STRINGS = 0x68;
    private static final int OK = -1;
    private static final int LONG_SIZE = 254;
    private static final int MOST_OUT = 1 << 18;

    private final PvaSocket socket;
    private final int inputs;
    private final int rows;
    private final ByteBuffer out;
    private final byte[] question;
    /** Where the numbers of the question stand. */
    private final int[] numbers;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private long asked;

    /**
     * Connects and begins.
     *
     * @param port     of the IOC
     * @param pv       takes the requests
     * @param requests under way at any time
     * @param inputs   how many of the inputs {@code I0}, {@code I1} and so on are given
     * @param rows     of a request: 1 for an NTURI, more for an NTTable
     */
    RpcClient(int port, String pv, int requests, int inputs, int rows) throws IOException {
        socket = new PvaSocket(port);
        this.inputs = inputs;
        this.rows = rows;
        numbers = new int[rows == 1 ? inputs : inputs * rows];
        ByteBuffer made = ByteBuffer.allocate(1024 + inputs * (32 + rows * Double.BYTES));
        if (rows == 1) {
            row(made);
        } else {
            table(made);
        }
        question = new byte[made.flip().remaining()];
        made.get(question);
        out = ByteBuffer.allocate(Math.max(MOST_OUT, 2 * question.length));
        socket.channel(CHANNEL, pv);
        ByteBuffer created = socket.await(PvaSocket.CREATE_CHANNEL);
        created.getInt();
        int channel = created.getInt();
        for (int i = 0; i < requests; i++) {
            int start = PvaSocket.start(out.clear(), PvaSocket.RPC);
            PvaSocket.structure(out.putInt(channel).putInt(i).put((byte) PvaSocket.INIT), "", 0);
            PvaSocket.end(out, start);
            socket.send(out.flip());
            socket.await(PvaSocket.RPC);
        }
        out.clear();
        for (int i = 0; i < requests; i++) {
            ask(channel, i);
        }
        send();
        Thread.ofPlatform().daemon().start(() -> read(channel));
    }

    private void row(ByteBuffer made) {
        PvaSocket.structure(made, "epics:nt/NTURI:1.0", 3);
        PvaSocket.string(made, "scheme").put((byte) STRING);
        PvaSocket.string(made, "path").put((byte) STRING);
        PvaSocket.structure(PvaSocket.string(made, "query"), "", inputs);
        for (int i = 0; i < inputs; i++) {
            PvaSocket.string(made, "I" + i).put((byte) DOUBLE);
        }
        PvaSocket.string(made, "pva");
        PvaSocket.string(made, "");
        for (int i = 0; i < inputs; i++) {
            numbers[i] = made.position();
            made.putDouble(0);
        }
    }

    private void table(ByteBuffer made) {
        PvaSocket.structure(made, "epics:nt/NTTable:1.0", 2);
        PvaSocket.string(made, "labels").put((byte) STRINGS);
        PvaSocket.structure(PvaSocket.string(made, "value"), "", inputs);
        for (int i = 0; i < inputs; i++) {
            PvaSocket.string(made, "I" + i).put((byte) DOUBLES);
        }
        made.put((byte) inputs);
        for (int i = 0; i < inputs; i++) {
            PvaSocket.string(made, "I" + i);
        }
        for (int i = 0; i < inputs; i++) {
            if (rows < LONG_SIZE) {
                made.put((byte) rows);
            } else {
                made.put((byte) LONG_SIZE).putInt(rows);
            }
            for (int row = 0; row < rows; row++) {
                numbers[i * rows + row] = made.position();
                made.putDouble(0);
            }
        }
    }

    private void ask(int channel, int number) throws IOException {
        if (out.remaining() < question.length + 32) {
            send();
        }
        int start = PvaSocket.start(out, PvaSocket.RPC);
        out.putInt(channel).putInt(number).put((byte) 0);
        int at = out.position();
        out.put(question);
        for (int i = 0; i < numbers.length; i++) {
            out.putDouble(at + numbers[i], (asked + i) % 100 / 1e2);
        }
        asked++;
        PvaSocket.end(out, start);
    }

    private void send() throws IOException {
        socket.send(out.flip());
        out.clear();
    }

    private void read(int channel) {
        try {
            while (true) {
                ByteBuffer payload = socket.await(PvaSocket.RPC);
                int number = payload.getInt();
                payload.get();
                (payload.get() == OK ? answered : failed).incrementAndGet();
                ask(channel, number);
                if (!socket.more()) {
                    send();
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Requests answered. */
    long answered() {
        return answered.get();
    }

    /** Requests refused. */
    long failed() {
        return failed.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
