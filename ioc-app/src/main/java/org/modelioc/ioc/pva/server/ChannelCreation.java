package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvaccess.client.AccessRights;
import org.epics.pvaccess.client.Channel;
import org.epics.pvaccess.client.Channel.ConnectionState;
import org.epics.pvaccess.client.ChannelProvider;
import org.epics.pvaccess.client.ChannelRequester;
import org.epics.pvaccess.impl.remote.TransportSendControl;
import org.epics.pvaccess.impl.remote.TransportSender;
import org.epics.pvaccess.server.impl.remote.ServerContextImpl;
import org.epics.pvaccess.server.impl.remote.rpc.ServerRPCService;
import org.epics.pvaccess.server.rpc.impl.RPCChannel;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.misc.SerializeHelper;
import org.epics.pvdata.pv.MessageType;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Status.StatusType;

/**
 * Makes one channel that a client asked for, and ends it when the provider says that it is gone.
 *
 * <p>The channel enters the table of its connection when the provider hands it over, not when the answer is written: a
 * connection that ends in between destroys it.
 */
final class ChannelCreation implements ChannelRequester, TransportSender, RightsListener {

    /** A message that clients of before 2025 pass over: epics-docs pull request 140, as Phoebus' core-pva 5.0 decodes it. */
    private static final byte ACCESS_RIGHTS = 6;
    private static final int PUT_AND_PUT_GET = 0x03;
    private static final int RPC = 0x04;
    private static final byte CREATE_CHANNEL = 7;
    private static final byte DESTROY_CHANNEL = 8;
    private static final int MAX_NAME = 500;
    private static final int NO_CHANNEL = -1;
    /** The channel that every server has: it answers what pvlist and the like ask. */
    private static final String SERVER = "server";

    private final ServerConnection connection;
    private final int cid;
    private Status status;
    private int sid = NO_CHANNEL;
    private Channel made;

    private ChannelCreation(ServerConnection connection, int cid) {
        this.connection = connection;
        this.cid = cid;
    }

    /** Handles a request for channels. */
    static void handle(ServerConnection connection, ServerContextImpl context) {
        ByteBuffer buffer = connection.payload();
        connection.ensureData(Short.BYTES);
        int count = buffer.getShort() & 0xFFFF;
        for (int i = 0; i < count; i++) {
            connection.ensureData(Integer.BYTES);
            ChannelCreation creation = new ChannelCreation(connection, buffer.getInt());
            String name = SerializeHelper.deserializeString(buffer, connection);
            if (name == null || name.isEmpty() || name.length() > MAX_NAME) {
                throw new WireException("a channel name of " + (name == null ? 0 : name.length()) + " characters");
            }
            creation.create(name, context);
        }
    }

    private void create(String name, ServerContextImpl context) {
        try {
            if (name.equals(SERVER)) {
                channelCreated(StatusFactory.getStatusCreate().getStatusOK(),
                    new RPCChannel(null, SERVER, this, new ServerRPCService(context), null));
            } else {
                ChannelProvider provider = context.getChannelProviders().getFirst();
                ClientIdentity.runAs(connection.login().client(),
                    () -> provider.createChannel(name, this, ChannelProvider.PRIORITY_DEFAULT));
            }
        } catch (RuntimeException e) {
            channelCreated(error("the channel could not be made: " + e), null);
        }
    }

    private static Status error(String message) {
        return StatusFactory.getStatusCreate().createStatus(StatusType.ERROR, message, null);
    }

    @Override
    public void channelCreated(Status result, Channel channel) {
        synchronized (this) {
            if (status != null) {
                return;
            }
            status = result;
            if (channel != null) {
                int free = connection.channels().nextSid();
                ServedChannel served = new ServedChannel(channel, cid, free);
                if (connection.channels().add(free, served)) {
                    sid = free;
                    made = channel;
                } else {
                    status = error("too many channels");
                    served.destroy();
                }
            }
        }
        connection.enqueueSendRequest(this);
    }

    @Override
    public void channelStateChange(Channel channel, ConnectionState state) {
        if (state != ConnectionState.DISCONNECTED && state != ConnectionState.DESTROYED) {
            return;
        }
        int ended;
        synchronized (this) {
            ended = sid;
        }
        if (connection.channels().remove(ended) instanceof ServedChannel served) {
            served.destroy();
            connection.send((buffer, control) -> {
                control.startMessage(DESTROY_CHANNEL, 2 * Integer.BYTES);
                buffer.putInt(ended).putInt(cid);
            });
        }
    }

    @Override
    public void send(ByteBuffer buffer, TransportSendControl control) {
        Status result;
        int assigned;
        Channel channel;
        synchronized (this) {
            result = status;
            assigned = sid;
            channel = made;
        }
        // first, so that the client knows what it may do when it learns that it is connected
        sendRights(channel, assigned, buffer, control);
        control.startMessage(CREATE_CHANNEL, 2 * Integer.BYTES);
        buffer.putInt(cid).putInt(assigned);
        result.serialize(buffer, control);
    }

    @Override
    public void accessRightsChanged() {
        Channel channel;
        int assigned;
        synchronized (this) {
            channel = made;
            assigned = sid;
        }
        if (channel != null) {
            connection.send((buffer, control) -> sendRights(channel, assigned, buffer, control));
        }
    }

    // those at the time of sending; nothing for a channel that has none, or has ended meanwhile
    private void sendRights(Channel channel, int assigned, ByteBuffer buffer, TransportSendControl control) {
        boolean open = channel != null && connection.channels().get(assigned) != null;
        AccessRights rights = open ? channel.getAccessRights(null) : null;
        if (rights != null) {
            control.startMessage(ACCESS_RIGHTS, Integer.BYTES + 1);
            boolean rpc = channel instanceof RPCChannel || channel instanceof RpcChannel pv && pv.takesRpc();
            int bits = rpc ? RPC : rights == AccessRights.readWrite ? PUT_AND_PUT_GET : 0;
            buffer.putInt(cid).put((byte) bits);
        }
    }

    @Override
    public String getRequesterName() {
        return connection.toString();
    }

    @Override
    public void message(String message, MessageType type) {
        // the protocol has no message to a channel that may not exist yet
    }

    @Override
    public void lock() {
        // the queue writes one message at a time
    }

    @Override
    public void unlock() {
        // the queue writes one message at a time
    }
}
