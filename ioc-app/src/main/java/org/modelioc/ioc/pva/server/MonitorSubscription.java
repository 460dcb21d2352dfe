package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.epics.pvaccess.impl.remote.PipelineMonitor;
import org.epics.pvaccess.impl.remote.TransportSendControl;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.misc.Destroyable;
import org.epics.pvdata.monitor.Monitor;
import org.epics.pvdata.monitor.MonitorElement;
import org.epics.pvdata.monitor.MonitorRequester;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Status.StatusType;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.traffic.Backlog;

/**
 * One subscription of a client.
 *
 * <p>However many updates its monitor announces, the subscription stands at most once in the queue to the client, and then
 * sends what the monitor's own bounded queue holds. So a client that does not read costs no memory here.
 */
final class MonitorSubscription implements MonitorRequester, Message, Destroyable, UpdateLoss, EncodedUpdate.Taker {

    private static final byte MONITOR = 13;
    private static final int INIT = 0x08;
    private static final int END = 0x10;
    private static final int NO_FLAGS = 0;
    // then the others have their turn
    private static final int UPDATES_IN_A_ROW = 8;

    // one object less to be fetched for each update of many thousand subscriptions
    private static final AtomicIntegerFieldUpdater<MonitorSubscription> QUEUED =
        AtomicIntegerFieldUpdater.newUpdater(MonitorSubscription.class, "queued");

    private final ServerConnection connection;
    private final ServedChannel channel;
    private final int ioid;
    private volatile int queued;
    private volatile Monitor monitor;
    private Monitor known;
    private Structure structure;
    private Status status;
    private boolean described;
    private boolean finished;
    private boolean destroyed;

    MonitorSubscription(ServerConnection connection, ServedChannel channel, int ioid) {
        this.connection = connection;
        this.channel = channel;
        this.ioid = ioid;
    }

    /** Asks the provider for the monitor; its answer, or why there is none, goes to the client. */
    void create(PVStructure request) {
        channel.registerRequest(ioid, this);
        try {
            adopt(channel.getChannel().createMonitor(this, request));
        } catch (RuntimeException e) {
            destroy();
            monitorConnect(StatusFactory.getStatusCreate().createStatus(StatusType.ERROR, "no monitor: " + e, null), null, null);
        }
    }

    @Override
    public void monitorConnect(Status result, Monitor connected, Structure type) {
        synchronized (this) {
            if (status != null) {
                return;
            }
            status = result;
            structure = type;
        }
        if (result.isSuccess()) {
            adopt(connected);
        } else {
            channel.unregisterRequest(ioid);
        }
        enqueue();
    }

    // a provider hands its monitor over twice: in monitorConnect and as the result; and either may come too late
    private void adopt(Monitor given) {
        synchronized (this) {
            if (given == null || given == known) {
                return;
            }
            known = given;
            if (!destroyed) {
                if (monitor == null) {
                    connection.counters().subscribed();
                }
                monitor = given;
                return;
            }
        }
        given.destroy();
    }

    @Override
    public void monitorEvent(Monitor source) {
        enqueue();
    }

    @Override
    public void unlisten(Monitor source) {
        synchronized (this) {
            finished = true;
        }
        enqueue();
    }

    private void enqueue() {
        if (QUEUED.compareAndSet(this, 0, 1)) {
            connection.enqueueSendRequest(this);
        }
    }

    void start() {
        Monitor current = monitor;
        if (current != null) {
            current.start();
        }
    }

    void stop() {
        Monitor current = monitor;
        if (current != null) {
            current.stop();
        }
    }

    /** The client can take so many more updates. */
    void acknowledge(int count) {
        if (monitor instanceof PipelineMonitor pipeline) {
            pipeline.reportRemoteQueueStatus(count);
        }
    }

    @Override
    public void destroy() {
        Monitor ended;
        synchronized (this) {
            destroyed = true;
            ended = monitor;
            monitor = null;
        }
        channel.unregisterRequest(ioid);
        if (ended != null) {
            connection.counters().unsubscribed();
            ended.destroy();
        }
    }

    @Override
    public void merged() {
        connection.counters().merged();
    }

    @Override
    public void dropped(int updates) {
        connection.counters().dropped(updates);
    }

    /** What waits in its monitor. */
    Backlog backlog() {
        return monitor instanceof UpdateQueue waiting ? waiting.backlog() : Backlog.NONE;
    }

    @Override
    public void send(ByteBuffer buffer, TransportSendControl control) {
        // cleared first: an update that comes while this one sends must be announced anew
        queued = 0;
        if (!describe(buffer, control)) {
            return;
        }
        Monitor source = monitor;
        if (source == null) {
            return;
        }
        for (int i = 0; i < UPDATES_IN_A_ROW; i++) {
            MonitorElement update = source.poll();
            if (update == null) {
                finish(buffer, control);
                return;
            }
            try {
                write(update, buffer, control);
            } finally {
                source.release(update);
            }
        }
        enqueue();
    }

    // the first message, once: the type, or why there is none
    private boolean describe(ByteBuffer buffer, TransportSendControl control) {
        Status result;
        synchronized (this) {
            if (described || status == null) {
                return described && status.isSuccess();
            }
            described = true;
            result = status;
        }
        start(INIT, buffer, control);
        result.serialize(buffer, control);
        if (result.isSuccess()) {
            control.cachedSerialize(structure, buffer);
        }
        control.endMessage();
        return result.isSuccess();
    }

    private void write(MonitorElement update, ByteBuffer buffer, TransportSendControl control) {
        if (update instanceof EncodedUpdate encoded) {
            control.startMessage(MONITOR, Integer.BYTES + 1 + encoded.length());
            buffer.putInt(ioid).put((byte) NO_FLAGS);
            encoded.writeTo(buffer);
            control.endMessage();
            connection.counters().sent();
            return;
        }
        start(NO_FLAGS, buffer, control);
        BitSet changed = update.getChangedBitSet();
        changed.serialize(buffer, control);
        update.getPVStructure().serialize(buffer, control, changed);
        update.getOverrunBitSet().serialize(buffer, control);
        control.endMessage();
        connection.counters().sent();
    }

    private void finish(ByteBuffer buffer, TransportSendControl control) {
        synchronized (this) {
            if (!finished) {
                return;
            }
            finished = false;
        }
        start(END, buffer, control);
        StatusFactory.getStatusCreate().getStatusOK().serialize(buffer, control);
        control.endMessage();
    }

    private void start(int flags, ByteBuffer buffer, TransportSendControl control) {
        control.startMessage(MONITOR, Integer.BYTES + 1);
        buffer.putInt(ioid).put((byte) flags);
    }

    @Override
    public String getRequesterName() {
        return connection + "/" + ioid;
    }

    @Override
    public void message(String message, MessageType type) {
        connection.sendMessage(ioid, message, type);
    }
}
