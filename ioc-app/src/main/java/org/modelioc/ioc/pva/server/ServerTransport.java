package org.modelioc.ioc.pva.server;

import java.nio.ByteOrder;
import org.epics.pvaccess.impl.remote.ProtocolType;
import org.epics.pvaccess.impl.remote.Transport;
import org.epics.pvaccess.impl.remote.TransportClient;
import org.epics.pvaccess.impl.remote.server.ChannelHostingTransport;
import org.epics.pvaccess.impl.remote.server.ServerChannel;
import org.epics.pvdata.pv.PVField;

/** The library's view of a connection: channels by their number, and much that means nothing for this server. */
abstract class ServerTransport implements Transport, ChannelHostingTransport {

    private static final byte PROTOCOL_REVISION = 2;

    /** The channels of this connection. */
    abstract ChannelTable channels();

    @Override
    public final int preallocateChannelSID() {
        return channels().nextSid();
    }

    @Override
    public final void depreallocateChannelSID(int sid) {
        // numbers are not used again
    }

    @Override
    public final void registerChannel(int sid, ServerChannel channel) {
        if (!channels().add(sid, channel)) {
            channel.destroy();
        }
    }

    @Override
    public final void unregisterChannel(int sid) {
        channels().remove(sid);
    }

    @Override
    public final ServerChannel getChannel(int sid) {
        return channels().get(sid);
    }

    @Override
    public final int getChannelCount() {
        return channels().size();
    }

    @Override
    public final ServerChannel[] getChannels() {
        return channels().all();
    }

    @Override
    public final boolean acquire(TransportClient client) {
        return false;
    }

    @Override
    public final void release(TransportClient client) {
        // clients of a server's connection do not share it
    }

    @Override
    public final String getType() {
        return ProtocolType.tcp.name();
    }

    @Override
    public final byte getRevision() {
        return PROTOCOL_REVISION;
    }

    @Override
    public final int getReceiveBufferSize() {
        return WireReader.LARGE_BUFFER;
    }

    @Override
    public final int getSocketReceiveBufferSize() {
        return WireReader.LARGE_BUFFER;
    }

    @Override
    public final short getPriority() {
        return 0;
    }

    @Override
    public final void setRemoteRevision(byte revision) {
        // all revisions are served alike
    }

    @Override
    public final void setRemoteTransportReceiveBufferSize(int size) {
        // messages are cut to our own buffer
    }

    @Override
    public final void setRemoteTransportSocketReceiveBufferSize(int size) {
        // messages are cut to our own buffer
    }

    @Override
    public final void setByteOrder(ByteOrder order) {
        // each message says its own
    }

    @Override
    public final void changedTransport() {
        // a connection never becomes another
    }

    @Override
    public final void aliveNotification() {
        // the connection itself sees what arrives
    }

    @Override
    public final void alignData(int alignment) {
        // the protocol aligns nothing
    }

    @Override
    public final void authNZMessage(PVField data) {
        // no way to say who one is needs more than one message
    }
}
