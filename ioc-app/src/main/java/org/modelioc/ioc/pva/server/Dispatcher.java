package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.epics.pvaccess.impl.remote.request.ResponseHandler;
import org.epics.pvaccess.impl.remote.server.ServerChannel;

/**
 * Hands each message of a client to whoever handles it: the library where it does so well, otherwise the server itself.
 *
 * <p>Commands that a server does not know are passed over, as the protocol asks. Stateless: called by the receiving threads
 * of all connections.
 */
final class Dispatcher {

    private static final int VALIDATION = 1;
    private static final int ECHO = 2;
    private static final int SEARCH = 3;
    private static final int AUTHENTICATION = 5;
    private static final int CREATE_CHANNEL = 7;
    private static final int DESTROY_CHANNEL = 8;
    private static final int MONITOR = 13;
    private static final int DESTROY_REQUEST = 15;
    private static final int GET_FIELD = 17;
    private static final int CANCEL_REQUEST = 21;
    // of PUT and PUT_GET: not a put, but what goes before it or reads
    private static final int NO_PUT = 0x08 | 0x40 | 0x80;
    private static final int MAX_ECHO = 1024;

    private final RequestContext context;
    private final ResponseHandler library;
    private final Predicate<String> hasChannel;
    private final Counters counters;

    Dispatcher(RequestContext context, Predicate<String> hasChannel, Counters counters) {
        this.context = context;
        library = context.handlers();
        this.hasChannel = hasChannel;
        this.counters = counters;
    }

    void dispatch(ServerConnection connection, int command, int payloadSize) {
        if (!connection.login().isDone() && command >= CREATE_CHANNEL) {
            throw new WireException("command " + command + " of a client that has not said who it is");
        }
        if (command == Requests.PUT || command == Requests.PUT_GET) {
            countPut(connection);
        }
        switch (command) {
            case Requests.GET, Requests.PUT, Requests.PUT_GET, Requests.ARRAY, Requests.PROCESS -> {
                Requests.check(connection, command);
                callLibrary(connection, command, payloadSize);
            }
            case Requests.RPC -> {
                Requests.check(connection, command);
                RpcRequests.handle(connection);
            }
            case VALIDATION, AUTHENTICATION, GET_FIELD -> callLibrary(connection, command, payloadSize);
            case ECHO -> echo(connection);
            case SEARCH -> search(connection);
            case CREATE_CHANNEL -> ChannelCreation.handle(connection, context);
            case DESTROY_CHANNEL -> destroyChannel(connection);
            case MONITOR -> MonitorRequests.handle(connection);
            case DESTROY_REQUEST -> destroyRequest(connection);
            case CANCEL_REQUEST -> cancelRequest(connection);
            default -> {
                // unknown to this version of the protocol, or only meant for clients
            }
        }
    }

    private void callLibrary(ServerConnection connection, int command, int payloadSize) {
        library.handleResponse(connection.getRemoteAddress(), connection, connection.getRevision(), (byte) command, payloadSize,
            connection.payload());
    }

    // looked at and left for who handles it: channel, request, what is wanted
    private void countPut(ServerConnection connection) {
        connection.ensureData(2 * Integer.BYTES + 1);
        ByteBuffer payload = connection.payload();
        if ((payload.get(payload.position() + 2 * Integer.BYTES) & NO_PUT) == 0) {
            counters.puts.increment();
        }
    }

    private static void echo(ServerConnection connection) {
        ByteBuffer payload = connection.payload();
        byte[] bytes = new byte[Math.min(payload.remaining(), MAX_ECHO)];
        payload.get(bytes);
        connection.send((buffer, control) -> {
            control.startMessage((byte) ECHO, bytes.length);
            buffer.put(bytes);
        });
    }

    // clients that find servers by EPICS_PVA_NAME_SERVERS search through the connection itself
    private void search(ServerConnection connection) {
        SearchRequest request = SearchRequest.read(connection.payload(), connection);
        counters.searches.increment();
        int[] found = request.find(hasChannel);
        if (found.length == 0 && !request.mustReply()) {
            return;
        }
        connection.send((buffer, control) -> {
            control.startMessage(SearchReply.COMMAND, SearchReply.FIXED_SIZE);
            SearchReply.write(connection.guid(), request.sequence(), connection.tcpPort(), found, buffer, control);
        });
    }

    // taken from the table first: a provider may end the channel at the same time, and one of the two must do it
    private static void destroyChannel(ServerConnection connection) {
        ByteBuffer payload = connection.payload();
        connection.ensureData(2 * Integer.BYTES);
        int sid = payload.getInt();
        int cid = payload.getInt();
        ServerChannel channel = connection.channels().remove(sid);
        if (channel != null) {
            channel.destroy();
            connection.send((buffer, control) -> {
                control.startMessage((byte) DESTROY_CHANNEL, 2 * Integer.BYTES);
                buffer.putInt(sid).putInt(cid);
            });
        }
    }

    // an unknown number is no error: the end of an operation and its destruction cross on the way
    private static void destroyRequest(ServerConnection connection) {
        ByteBuffer buffer = connection.payload();
        connection.ensureData(2 * Integer.BYTES);
        ServedChannel channel = connection.servedChannel(buffer.getInt());
        int ioid = buffer.getInt();
        if (channel != null) {
            channel.endRequest(ioid);
        }
    }

    // a subscription stops; the other operations are short and answer anyway
    private static void cancelRequest(ServerConnection connection) {
        ByteBuffer buffer = connection.payload();
        connection.ensureData(2 * Integer.BYTES);
        ServedChannel channel = connection.servedChannel(buffer.getInt());
        int ioid = buffer.getInt();
        if (channel != null && channel.getRequest(ioid) instanceof MonitorSubscription subscription) {
            subscription.stop();
        }
    }
}
