package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.epics.pvaccess.client.ChannelRPC;
import org.epics.pvaccess.client.ChannelRPCRequester;
import org.epics.pvaccess.impl.remote.SerializationHelper;
import org.epics.pvaccess.impl.remote.TransportSendControl;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.misc.Destroyable;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Status.StatusType;

/**
 * One RPC operation of a client: any number of requests, one at a time.
 *
 * <p>It stands in the queue to the client at most once, since a request is over when its answer has been written.
 */
final class RpcOperation implements ChannelRPCRequester, AnswerQueue, Message, Destroyable {

    private static final int NOTHING = -1;
    private static final Status OK = StatusFactory.getStatusCreate().getStatusOK();

    private final ServerConnection connection;
    private final ServedChannel channel;
    private final int ioid;
    /** The flags of the request under way. */
    private final AtomicInteger pending = new AtomicInteger(RpcRequests.INIT);
    private volatile ChannelRPC operation;
    // of the answer; published by the queue
    private Status status;
    private PVStructure structure;
    private Supplier<PVStructure> maker;

    RpcOperation(ServerConnection connection, ServedChannel channel, int ioid) {
        this.connection = connection;
        this.channel = channel;
        this.ioid = ioid;
    }

    /** Asks the provider for the operation; its answer, or why there is none, goes to the client. */
    void create(PVStructure request) {
        channel.registerRequest(ioid, this);
        try {
            operation = channel.getChannel().createChannelRPC(this, request);
        } catch (RuntimeException e) {
            channelRPCConnect(error("no RPC: " + e), null);
        }
    }

    private static Status error(String text) {
        return StatusFactory.getStatusCreate().createStatus(StatusType.ERROR, text, null);
    }

    @Override
    public void channelRPCConnect(Status result, ChannelRPC connected) {
        operation = connected;
        answer(result, null, null);
        if (!result.isSuccess()) {
            destroy();
        }
    }

    /**
     * Carries a request out.
     *
     * @return false if the one before is not answered yet
     */
    boolean request(int flags, PVStructure argument) {
        ChannelRPC current = operation;
        if (current == null || !pending.compareAndSet(NOTHING, flags)) {
            return false;
        }
        if ((flags & RpcRequests.DESTROY) != 0) {
            current.lastRequest();
        }
        try {
            current.request(argument);
        } catch (RuntimeException e) {
            answer(error("the request failed: " + e), null, null);
        }
        return true;
    }

    @Override
    public void requestDone(Status result, ChannelRPC source, PVStructure answer) {
        answer(result, answer, null);
    }

    @Override
    public void answered(Supplier<PVStructure> answer) {
        answer(OK, null, answer);
    }

    private void answer(Status result, PVStructure given, Supplier<PVStructure> made) {
        status = result;
        structure = given;
        maker = made;
        connection.enqueueSendRequest(this);
    }

    @Override
    public void send(ByteBuffer buffer, TransportSendControl control) {
        int flags = pending.get();
        if (maker != null) {
            try {
                structure = maker.get();
            } catch (RuntimeException e) {
                status = error("the answer could not be written: " + e);
            }
        }
        RpcRequests.start(control, buffer, ioid, flags);
        status.serialize(buffer, control);
        if (status.isSuccess() && (flags & RpcRequests.INIT) == 0) {
            SerializationHelper.serializeStructureFull(buffer, control, structure);
        }
        control.endMessage();
        structure = null;
        maker = null;
        pending.set(NOTHING);
        if ((flags & RpcRequests.DESTROY) != 0) {
            destroy();
        }
    }

    @Override
    public void destroy() {
        channel.unregisterRequest(ioid);
        ChannelRPC ended = operation;
        if (ended != null) {
            ended.destroy();
        }
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
