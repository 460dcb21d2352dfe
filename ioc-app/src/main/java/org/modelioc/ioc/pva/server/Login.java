package org.modelioc.ioc.pva.server;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import org.epics.pvaccess.impl.remote.TransportSendControl;
import org.epics.pvaccess.impl.security.SecurityPluginMessageTransportSender;
import org.epics.pvaccess.plugins.SecurityPlugin;
import org.epics.pvaccess.plugins.SecurityPlugin.SecurityPluginControl;
import org.epics.pvaccess.plugins.SecurityPlugin.SecuritySession;
import org.epics.pvdata.factory.StatusFactory;
import org.epics.pvdata.misc.SerializeHelper;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.Status;
import org.epics.pvdata.pv.Status.StatusType;
import org.modelioc.ioc.access.Client;

/**
 * How the client of a connection says who it is: the server offers ways, the client takes one, the server confirms.
 *
 * <p>Written by the receiving thread, read by any.
 */
final class Login implements SecurityPluginControl {

    private static final byte VALIDATION = 1;
    private static final byte VALIDATED = 9;

    private final ServerConnection connection;
    private final Map<String, SecurityPlugin> ways;
    private final InetSocketAddress peer;
    private volatile SecuritySession session;
    private volatile boolean done;

    Login(ServerConnection connection, Map<String, SecurityPlugin> ways, InetSocketAddress peer) {
        this.connection = connection;
        this.ways = ways;
        this.peer = peer;
    }

    /** Writes the first message of a connection. */
    void offer(ByteBuffer buffer, TransportSendControl control) {
        control.startMessage(VALIDATION, Integer.BYTES + Short.BYTES);
        buffer.putInt(WireReader.LARGE_BUFFER).putShort(Short.MAX_VALUE);
        SerializeHelper.writeSize(ways.size(), buffer, control);
        ways.keySet().forEach(way -> SerializeHelper.serializeString(way, buffer, control));
    }

    /** The client has taken a way; a client may do so again. */
    void choose(String chosen, PVField data) {
        String way = chosen == null || chosen.isEmpty() ? IdentityPlugin.ANONYMOUS : chosen;
        SecurityPlugin plugin = ways.get(way);
        if (plugin == null) {
            authenticationCompleted(StatusFactory.getStatusCreate().createStatus(StatusType.ERROR,
                "authentication by '" + way + "' is not offered", null));
        } else {
            session = plugin.createSession(peer, this, data);
        }
    }

    @Override
    public void authenticationCompleted(Status status) {
        if (!done && status.isSuccess()) {
            done = true;
            connection.known();
        }
        connection.send((buffer, control) -> {
            control.startMessage(VALIDATED, 0);
            status.serialize(buffer, control);
        });
    }

    @Override
    public void sendSecurityPluginMessage(PVField data) {
        connection.enqueueSendRequest(new SecurityPluginMessageTransportSender(data));
    }

    /** Whether the client has said who it is. */
    boolean isDone() {
        return done;
    }

    SecuritySession session() {
        return session;
    }

    /** Who the client is, as far as is known. */
    Client client() {
        return session instanceof IdentityPlugin.Session known ? known.client() : new Client("none", "", "", peer);
    }
}
