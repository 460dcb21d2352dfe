package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvaccess.impl.remote.TransportSendControl;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Status.StatusType;

/** Handles what clients ask of RPC operations. */
final class RpcRequests {

    static final int INIT = 0x08;
    static final int DESTROY = 0x10;

    private RpcRequests() {
    }

    static void handle(ServerConnection connection) {
        ByteBuffer buffer = connection.payload();
        connection.ensureData(2 * Integer.BYTES + 1);
        ServedChannel channel = connection.servedChannel(buffer.getInt());
        int ioid = buffer.getInt();
        int flags = buffer.get();
        // must be read even if there is no such channel: it may describe a type for later
        PVStructure argument = connection.readStructure();
        if (channel == null) {
            refuse(connection, ioid, flags, "bad channel id");
        } else if ((flags & INIT) != 0) {
            new RpcOperation(connection, channel, ioid).create(argument);
        } else if (!(channel.getRequest(ioid) instanceof RpcOperation operation)) {
            refuse(connection, ioid, flags, "bad request id");
        } else if (!operation.request(flags, argument)) {
            refuse(connection, ioid, flags, "other request pending");
        }
    }

    /** Begins a message about an operation. */
    static void start(TransportSendControl control, ByteBuffer buffer, int ioid, int flags) {
        control.startMessage((byte) Requests.RPC, Integer.BYTES + 1);
        buffer.putInt(ioid).put((byte) flags);
    }

    private static void refuse(ServerConnection connection, int ioid, int flags, String reason) {
        Status status = StatusFactory.getStatusCreate().createStatus(StatusType.ERROR, reason, null);
        connection.send((buffer, control) -> {
            start(control, buffer, ioid, flags);
            status.serialize(buffer, control);
        });
    }
}
