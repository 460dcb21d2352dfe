package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvaccess.impl.remote.SerializationHelper;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Status.StatusType;

/** Handles what clients ask of subscriptions. */
final class MonitorRequests {

    private static final byte MONITOR = 13;
    private static final int PROCESS = 0x04;
    private static final int INIT = 0x08;
    private static final int END = 0x10;
    private static final int GET = 0x40;
    private static final int PIPELINE = 0x80;

    private MonitorRequests() {
    }

    static void handle(ServerConnection connection) {
        ByteBuffer buffer = connection.payload();
        connection.ensureData(2 * Integer.BYTES + 1);
        ServedChannel channel = connection.servedChannel(buffer.getInt());
        int ioid = buffer.getInt();
        int flags = buffer.get();
        if ((flags & INIT) != 0) {
            connection.expectStructure();
            // the request must be read even if there is no such channel: it may describe a type for later
            PVStructure request = SerializationHelper.deserializePVRequest(buffer, connection);
            int window = (flags & PIPELINE) == 0 ? 0 : window(connection, buffer);
            if (channel == null) {
                refuse(connection, ioid, flags, "bad channel id");
                return;
            }
            MonitorSubscription subscription = new MonitorSubscription(connection, channel, ioid);
            subscription.create(request);
            subscription.acknowledge(window);
            return;
        }
        MonitorSubscription subscription = channel == null ? null : subscription(channel, ioid);
        if (subscription == null) {
            // an acknowledgement, a stop or an end may cross the end of the subscription on the way
            if ((flags & (PIPELINE | END)) == 0 && (flags & GET) != 0) {
                refuse(connection, ioid, flags, channel == null ? "bad channel id" : "bad request id");
            }
            return;
        }
        if ((flags & PIPELINE) != 0) {
            subscription.acknowledge(window(connection, buffer));
        } else if ((flags & PROCESS) != 0) {
            if ((flags & GET) != 0) {
                subscription.start();
            } else {
                subscription.stop();
            }
        }
        if ((flags & END) != 0) {
            channel.endRequest(ioid);
        }
    }

    private static int window(ServerConnection connection, ByteBuffer buffer) {
        connection.ensureData(Integer.BYTES);
        return buffer.getInt();
    }

    private static MonitorSubscription subscription(ServedChannel channel, int ioid) {
        return channel.getRequest(ioid) instanceof MonitorSubscription subscription ? subscription : null;
    }

    private static void refuse(ServerConnection connection, int ioid, int flags, String reason) {
        Status status = StatusFactory.getStatusCreate().createStatus(StatusType.ERROR, reason, null);
        connection.send((buffer, control) -> {
            control.startMessage(MONITOR, Integer.BYTES + 1);
            buffer.putInt(ioid).put((byte) flags);
            status.serialize(buffer, control);
        });
    }
}
