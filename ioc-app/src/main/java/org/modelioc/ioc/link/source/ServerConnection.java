package org.modelioc.ioc.link.source;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A TCP connection to one server and the PVs followed over it. Belongs to the thread of its client.
 *
 * <p>A server that is silent is asked for a sign of life, and given up if none comes: a host that lost its power says
 * nothing, and its last value must not stay. What is not understood ends the connection, and its PVs are looked for again.
 */
public abstract class ServerConnection {

    /** The largest message that is taken, in bytes: an image of 12 million pixels in colour, with room to spare. */
    public static final int LARGEST_MESSAGE = 256 << 20;

    private static final int FIRST_BUFFER = 16 << 10;
    private static final int PIECE = 64 << 10;
    /** Bytes taken in one round before the other connections have their turn. */
    private static final int MOST_IN_ROUND = 1 << 20;
    /** Our own orders that a server may leave unread before it is given up. */
    private static final int MOST_UNSENT = 16 << 20;
    private static final long CONNECT_NANOS = 5_000_000_000L;
    /** Signs of life asked for within the time-out. */
    private static final int CHECKS = 4;

    private final FollowClient client;
    private final InetSocketAddress address;
    private final Map<Integer, FollowedPv> pvs = new LinkedHashMap<>();
    private SocketChannel socket;
    private SelectionKey key;
    private ByteBuffer in = ByteBuffer.allocate(FIRST_BUFFER);
    private ByteBuffer out = ByteBuffer.allocate(1 << 10);
    private boolean ready;
    private boolean closed;
    private boolean flushing;
    private long lastHeard;
    private ClientLoop.Timer timer;

    /**
     * A connection that is not open yet.
     *
     * @param client  whose it is
     * @param address the server
     */
    protected ServerConnection(FollowClient client, InetSocketAddress address) {
        this.client = client;
        this.address = address;
    }

    /** Begins to connect; never waits. */
    final void open() {
        try {
            socket = SocketChannel.open();
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            timer = client.loop().after(CONNECT_NANOS, () -> close("no connection to " + server() + " within 5 s"));
            boolean done = socket.connect(address);
            key = client.loop().register(socket, done ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this::ready);
            if (done) {
                isOpen();
            }
        } catch (IOException | RuntimeException e) {
            // an address that cannot be connected to, such as one of a family that this host lacks
            client.loop().afterwards(() -> close("cannot connect to " + server() + ": " + reason(e)));
        }
    }

    /** The server, as {@code address:port}. */
    public final String server() {
        return address.getAddress() == null ? address.toString() : text(address);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** The server. */
    public final InetSocketAddress address() {
        return address;
    }

    /** The address on this host that the connection goes out from. */
    protected final String localHost() {
        return socket.socket().getLocalAddress().getHostAddress();
    }

    /** One of the PVs followed here; null if it is not (any more). */
    protected final FollowedPv pv(int id) {
        return pvs.get(id);
    }

    final boolean isClosed() {
        return closed;
    }

    // the life of a PV on this connection

    final void attach(FollowedPv pv, long now) {
        pvs.put(pv.id(), pv);
        pv.attach(this, now);
        if (ready) {
            create(pv);
        }
    }

    /** Takes leave of a PV that nobody wants any more. */
    final void detach(FollowedPv pv) {
        if (pvs.remove(pv.id()) != null) {
            if (ready && !closed) {
                destroy(pv);
            }
            pv.detach();
            closeIfIdle();
        }
    }

    /**
     * This PV cannot be followed here; it is looked for again.
     *
     * @param pv  the PV
     * @param why one line
     */
    protected final void lost(FollowedPv pv, String why) {
        if (pvs.remove(pv.id()) != null) {
            client.lost(pv, why);
            closeIfIdle();
        }
    }

    private void closeIfIdle() {
        if (pvs.isEmpty() && !client.nameServers().contains(address) && !closed) {
            // not at once: the next PV may be found on the same server in this very round
            client.loop().afterwards(() -> {
                if (pvs.isEmpty() && !closed) {
                    flush();
                    close("nothing is followed on it");
                }
            });
        }
    }

    /** The server is ready for orders. */
    protected final void isReady() {
        ready = true;
        for (FollowedPv pv : List.copyOf(pvs.values())) {
            create(pv);
        }
        client.connectionReady(this);
    }

    /** Whether the server is ready for orders. */
    public final boolean ready() {
        return ready;
    }

    // what a protocol does

    /** The TCP connection stands: says hello, if that is the client's part. */
    protected abstract void hello();

    /**
     * Takes one message from the buffer.
     *
     * @param received from position to limit
     * @return whether there was a complete one; otherwise the position is as it was
     */
    protected abstract boolean take(ByteBuffer received);

    /**
     * Orders a PV.
     *
     * @param pv the PV
     */
    protected abstract void create(FollowedPv pv);

    /**
     * Takes a PV's order back.
     *
     * @param pv the PV
     */
    protected abstract void destroy(FollowedPv pv);

    /** Asks for a sign of life. */
    protected abstract void askForLife();

    // sending

    /**
     * Room for a message, which goes out at the end of the round.
     *
     * @param size bytes of the message
     * @return where to put it
     */
    protected final ByteBuffer room(int size) {
        if (out.remaining() < size) {
            int needed = out.position() + size;
            if (needed > MOST_UNSENT) {
                client.loop().afterwards(() -> close(server() + " does not read what it is sent"));
            }
            ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, out.capacity() * 2)).order(out.order());
            out = larger.put(out.flip());
        }
        if (!flushing) {
            flushing = true;
            client.loop().afterwards(this::flush);
        }
        return out;
    }

    private void flush() {
        flushing = false;
        if (closed || key == null || !key.isValid() || !socket.isConnected()) {
            return;
        }
        try {
            out.flip();
            socket.write(out);
            boolean more = out.hasRemaining();
            out.compact();
            key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        } catch (IOException e) {
            close("connection to " + server() + " lost: " + reason(e));
        }
    }

    // receiving

    private void ready(SelectionKey selected) {
        try {
            if (selected.isConnectable()) {
                socket.finishConnect();
                selected.interestOps(SelectionKey.OP_READ);
                isOpen();
            }
            if (selected.isValid() && selected.isWritable()) {
                flush();
            }
            if (selected.isValid() && selected.isReadable()) {
                receive();
            }
        } catch (IOException e) {
            close((socket.isConnected() ? "connection to " + server() + " lost: " : "cannot connect to " + server() + ": ")
                + reason(e));
        } catch (BufferUnderflowException e) {
            close(server() + " sent a message that ends too early");
        } catch (RuntimeException | Error e) {
            close(server() + " cannot be understood: " + reason(e));
            if (!(e instanceof ProtocolException)) {
                client.log().warn("connection to {} given up", server(), e);
            }
        }
    }

    private void isOpen() {
        lastHeard = System.nanoTime();
        timer.cancel();
        watch();
        hello();
        flush();
    }

    private void receive() throws IOException {
        int taken = 0;
        while (taken < MOST_IN_ROUND && !closed) {
            if (!in.hasRemaining()) {
                grow();
            }
            in.limit(Math.min(in.capacity(), in.position() + PIECE));
            int count = socket.read(in);
            in.limit(in.capacity());
            if (count < 0) {
                close("connection to " + server() + " closed by the server");
                return;
            }
            if (count == 0) {
                return;
            }
            lastHeard = System.nanoTime();
            taken += count;
            takeMessages();
        }
    }

    private void takeMessages() {
        ByteBuffer received = in;
        received.flip();
        while (!closed && received.hasRemaining() && take(received)) {
            // until the rest is not complete
        }
        if (received.position() == 0) {
            received.position(received.limit()).limit(received.capacity());
        } else {
            received.compact();
        }
    }

    // follows what has come, not what a header claims
    private void grow() {
        if (in.capacity() >= LARGEST_MESSAGE) {
            throw new ProtocolException("a message of more than " + LARGEST_MESSAGE + " bytes");
        }
        ByteBuffer larger = ByteBuffer.allocate((int) Math.min(LARGEST_MESSAGE, in.capacity() * 2L)).order(in.order());
        in = larger.put(in.flip());
    }

    // signs of life

    private void watch() {
        long timeout = client.connectionTimeout();
        timer = client.loop().after(timeout / CHECKS, () -> {
            long silent = System.nanoTime() - lastHeard;
            if (silent >= timeout) {
                close(server() + " silent for " + silent / 1_000_000_000L + " s");
                return;
            }
            if (silent >= timeout / 2 && ready) {
                askForLife();
            }
            giveUpSilentPvs(timeout);
            watch();
        });
    }

    // a server that answers, but not for this PV
    private void giveUpSilentPvs(long timeout) {
        long now = System.nanoTime();
        for (FollowedPv pv : List.copyOf(pvs.values())) {
            if (!pv.isAnswered() && now - pv.attachedAt() > timeout) {
                if (ready) {
                    destroy(pv);
                }
                lost(pv, server() + " gives no value");
            }
        }
    }

    /**
     * Ends the connection; its PVs are looked for again.
     *
     * @param why one line
     */
    public final void close(String why) {
        if (closed) {
            return;
        }
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            client.log().debug("closing the connection to {}", server(), e);
        }
        in = ByteBuffer.allocate(0);
        List<FollowedPv> left = List.copyOf(pvs.values());
        pvs.clear();
        client.connectionClosed(this, left, why);
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
