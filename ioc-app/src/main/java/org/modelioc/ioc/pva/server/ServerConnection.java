package org.modelioc.ioc.pva.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.epics.pvaccess.impl.remote.Context;
import org.epics.pvaccess.impl.remote.TransportSender;
import org.epics.pvaccess.impl.remote.codec.ConnectionClosedException;
import org.epics.pvaccess.plugins.SecurityPlugin.SecuritySession;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.SerializeHelper;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.access.Client;
import org.modelioc.ioc.traffic.Backlog;
import org.modelioc.ioc.traffic.ClientTraffic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its socket, its channels and two threads.
 *
 * <p>The receiving thread owns the life of the connection: whatever ends it, also an Error, that thread closes the socket,
 * waits for the sending thread and destroys the channels, in this order and once. Other threads only add messages, or ask
 * for the end by closing the socket.
 */
final class ServerConnection extends ServerTransport implements WireLimits, ClientTraffic {

    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);
    private static final byte MESSAGE = 18;
    private static final Duration SENDER_ENDS_WITHIN = Duration.ofSeconds(5);
    private static final long NOT_WAITING = 0;

    private final ConnectionEnvironment environment;
    private final SocketChannel socket;
    private final InetSocketAddress peer;
    private final int localPort;
    private final ChannelTable channels;
    private final WireReader reader;
    private final WireWriter writer;
    private final SendQueue sends;
    private final Login login;
    private final Thread sender;
    private final Thread receiver;
    private final ConnectionCounters counters;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long connectedAt = System.nanoTime();
    private final Instant connected = Instant.now();
    private volatile long readsSince;
    private volatile long writesSince;
    private boolean structureExpected;
    private PVStructure lastArgument;

    /** Why a connection ends. */
    enum End { CLIENT_LEFT, SERVER_CLOSES, SLOW, IDLE, BAD_MESSAGE }

    /**
     * A connection on an accepted socket; {@link #start} begins it.
     *
     * @param environment what all connections share
     * @param socket      in blocking mode; closed by this connection
     * @param threads     makes the two threads
     * @param atEnd       called last, by the receiving thread
     * @throws IOException if the socket is closed already
     */
    ServerConnection(ConnectionEnvironment environment, SocketChannel socket, ThreadFactory threads,
            Consumer<ServerConnection> atEnd)
            throws IOException {
        this.environment = environment;
        this.socket = socket;
        peer = (InetSocketAddress) socket.getRemoteAddress();
        localPort = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        login = new Login(this, environment.context().getSecurityPlugins(), peer);
        counters = new ConnectionCounters(environment.counters());
        channels = new ChannelTable(environment.counters().channels);
        reader = new WireReader(this::read, environment.budget(), new IncomingTypes());
        writer = new WireWriter(this::write, new OutgoingTypes(), environment.buffers());
        sends = new SendQueue(writer, environment.limits().sendQueue());
        sender = threads.newThread(this::send);
        receiver = threads.newThread(() -> {
            try {
                receive();
            } finally {
                atEnd.accept(this);
            }
        });
    }

    void start() {
        receiver.start();
    }

    /** Waits for the end of the connection, which somebody has asked for. */
    void join(Duration time) throws InterruptedException {
        join(receiver, time);
    }

    private static void join(Thread thread, Duration time) throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.join(time);
        }
    }

    private void receive() {
        sends.setReceiver();
        try {
            sender.start();
            send((buffer, control) -> {
                writer.putByteOrder();
                login.offer(buffer, control);
            });
            while (reader.next()) {
                structureExpected = false;
                environment.dispatcher().dispatch(this, reader.command(), reader.payloadSize());
                reader.finish();
                sends.awaitRoom();
            }
            end(End.CLIENT_LEFT, "it left");
        } catch (IOException | ConnectionClosedException e) {
            end(End.CLIENT_LEFT, "the connection broke");
        } catch (WireException e) {
            end(End.BAD_MESSAGE, e.getMessage());
        } catch (Throwable e) {
            end(End.BAD_MESSAGE, "its command " + reader.command() + " could not be handled: " + e);
            LOG.debug("command {} of {}", reader.command(), this, e);
        } finally {
            cleanUp();
        }
    }

    private void send() {
        try {
            sends.run();
        } catch (ConnectionClosedException e) {
            end(End.CLIENT_LEFT, "the connection broke");
        } catch (Throwable e) {
            end(End.BAD_MESSAGE, "an answer could not be written: " + e);
            LOG.debug("answer to {}", this, e);
        }
    }

    private void cleanUp() {
        try {
            end(End.CLIENT_LEFT, "");
            join(sender, SENDER_ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                channels.close();
            } finally {
                reader.release();
                if (login.isDone()) {
                    environment.context().getTransportRegistry().remove(this);
                }
            }
        }
    }

    /**
     * Asks for the end of the connection; the first reason counts. Any thread.
     *
     * @param end  kind of end
     * @param text for the log
     */
    void end(End end, String text) {
        if (ended.compareAndSet(false, true)) {
            Counters all = environment.counters();
            switch (end) {
                case SLOW -> all.droppedSlow.increment();
                case IDLE -> all.droppedIdle.increment();
                case BAD_MESSAGE -> all.droppedBadMessage.increment();
                default -> LOG.debug("PVA client {}: {}", this, text);
            }
            if (end == End.SLOW || end == End.IDLE || end == End.BAD_MESSAGE) {
                all.lastGivenUp = this + ": " + text;
            }
            if (end == End.SLOW || end == End.BAD_MESSAGE) {
                environment.log().warn(end.name(), "PVA client " + this + " disconnected: " + text);
            } else if (end == End.IDLE) {
                LOG.debug("PVA client {} disconnected: {}", this, text);
            }
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing the connection to {}", this, e);
        }
        sends.close();
    }

    /** Ends the connection if its client has been silent or deaf for too long. Called from time to time. */
    void checkAlive(long now, long idleNanos, long validationNanos) {
        long reads = readsSince;
        long writes = writesSince;
        if (writes != NOT_WAITING && now - writes > idleNanos) {
            end(End.SLOW, "it has not read for " + Duration.ofNanos(idleNanos).toSeconds() + " s");
        } else if (reads != NOT_WAITING && now - reads > idleNanos) {
            end(End.IDLE, "silent for " + Duration.ofNanos(idleNanos).toSeconds() + " s");
        } else if (!login.isDone() && now - connectedAt > validationNanos) {
            end(End.IDLE, "it has not said who it is");
        }
    }

    private int read(ByteBuffer buffer) throws IOException {
        sends.writeAnswers();
        readsSince = System.nanoTime();
        int count = socket.read(buffer);
        readsSince = NOT_WAITING;
        if (count > 0) {
            environment.counters().bytesReceived.add(count);
        }
        return count;
    }

    private void write(ByteBuffer buffer) throws IOException {
        environment.counters().bytesSent.add(buffer.remaining());
        while (buffer.hasRemaining()) {
            writesSince = System.nanoTime();
            socket.write(buffer);
        }
        writesSince = NOT_WAITING;
    }

    @Override
    public void authNZInitialize(Object data) {
        Object[] chosen = (Object[]) data;
        login.choose((String) chosen[0], (PVField) chosen[1]);
    }

    @Override
    public void verified(Status status) {
        login.authenticationCompleted(status);
    }

    /** The client has said who it is. */
    void known() {
        environment.context().getTransportRegistry().put(this);
    }

    Login login() {
        return login;
    }

    @Override
    public boolean verify(long timeoutMillis) {
        return login.isDone();
    }

    @Override
    public SecuritySession getSecuritySession() {
        return login.session();
    }

    @Override
    public void enqueueSendRequest(TransportSender message) {
        if (!sends.add(message)) {
            end(End.SLOW, "more than " + environment.limits().sendQueue() + " messages wait for it");
        }
    }

    void send(Message message) {
        enqueueSendRequest(message);
    }

    /** Sends a text that belongs to an operation. */
    void sendMessage(int ioid, String text, MessageType type) {
        send((buffer, control) -> {
            control.startMessage(MESSAGE, Integer.BYTES + 1);
            buffer.putInt(ioid).put((byte) type.ordinal());
            SerializeHelper.serializeString(text, buffer, control);
        });
    }

    /** The payload of the message being handled; its position moves as it is read. */
    ByteBuffer payload() {
        return reader.buffer();
    }

    @Override
    public void ensureData(int size) {
        try {
            reader.ensureData(size);
        } catch (EOFException e) {
            throw new ConnectionClosedException("the client left within a message", e);
        } catch (IOException e) {
            throw new ConnectionClosedException("the connection broke", e);
        }
    }

    /** The next type that is read must be a structure, or none. For the receiving thread. */
    void expectStructure() {
        structureExpected = true;
    }

    @Override
    public Field cachedDeserialize(ByteBuffer buffer) {
        // reading a type reads those of its fields in turn, which may be of any kind
        boolean expected = structureExpected;
        structureExpected = false;
        Field field = reader.readType(this);
        if (expected && field != null && !(field instanceof Structure)) {
            throw new WireException("a request or its arguments that are no structure, but " + field.getType());
        }
        return field;
    }

    /**
     * Reads a structure with its type; null for none. For the receiving thread, until its next call: a structure of the same
     * type is used again.
     */
    PVStructure readStructure() {
        expectStructure();
        boolean whole = reader.isWhole();
        Structure type = (Structure) cachedDeserialize(reader.buffer());
        if (type == null) {
            return null;
        }
        if (lastArgument == null || lastArgument.getStructure() != type) {
            lastArgument = PVDataFactory.getPVDataCreate().createPVStructure(type);
        }
        PVStructure argument = lastArgument;
        if (!whole || reader.complexArrays()) {
            // large ones are not kept: what a client has sent costs memory only while it is looked at
            lastArgument = null;
        }
        argument.deserialize(reader.buffer(), this);
        return argument;
    }

    @Override
    public void checkSize(int size) {
        reader.checkSize(size);
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return peer;
    }

    int tcpPort() {
        return localPort;
    }

    byte[] guid() {
        return environment.context().getGUID();
    }

    @Override
    public Context getContext() {
        return environment.context();
    }

    @Override
    public boolean isOpen() {
        return !ended.get();
    }

    @Override
    public void close() {
        end(End.SERVER_CLOSES, "closed by the server");
    }

    @Override
    ChannelTable channels() {
        return channels;
    }

    /** Counts what its subscriptions do. */
    ConnectionCounters counters() {
        return counters;
    }

    @Override
    public Client client() {
        return login.client();
    }

    @Override
    public Instant connected() {
        return connected;
    }

    @Override
    public int channelCount() {
        return channels.size();
    }

    @Override
    public int subscriptions() {
        return counters.subscriptionCount();
    }

    @Override
    public long updates() {
        return counters.updateCount();
    }

    @Override
    public long merged() {
        return counters.mergedCount();
    }

    @Override
    public Backlog backlog() {
        return channels.backlog();
    }

    /** The channel of this number; null if there is none. */
    ServedChannel servedChannel(int sid) {
        return (ServedChannel) channels.get(sid);
    }

    @Override
    public String toString() {
        return login.client().toString();
    }
}
