package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvaccess.client.ChannelArrayRequester;
import org.epics.pvaccess.client.ChannelGetRequester;
import org.epics.pvaccess.client.ChannelProcessRequester;
import org.epics.pvaccess.client.ChannelPutGetRequester;
import org.epics.pvaccess.client.ChannelPutRequester;
import org.epics.pvaccess.client.ChannelRPCRequester;

/**
 * Looks at the beginning of a request before the library does, which casts without looking: a request must be of the kind that
 * its number was given to, and its first type a structure. Moves no position.
 */
final class Requests {

    static final int GET = 10;
    static final int PUT = 11;
    static final int PUT_GET = 12;
    static final int ARRAY = 14;
    static final int PROCESS = 16;
    static final int RPC = 20;

    private static final int INIT = 0x08;

    private Requests() {
    }

    /**
     * Checks the request whose payload begins at the position of the connection's buffer.
     *
     * @throws WireException if it does not fit its number; a client that does this has lost its place
     */
    static void check(ServerConnection connection, int command) {
        ByteBuffer payload = connection.payload();
        connection.ensureData(2 * Integer.BYTES + 1);
        int at = payload.position();
        boolean init = (payload.get(at + 2 * Integer.BYTES) & INIT) != 0;
        if (init || command == RPC) {
            connection.expectStructure();
        }
        ServedChannel channel = init ? null : connection.servedChannel(payload.getInt(at));
        if (channel != null) {
            int number = payload.getInt(at + Integer.BYTES);
            Object request = channel.getRequest(number);
            if (request != null && !kind(command).isInstance(request)) {
                throw new WireException("command " + command + " for request number " + number + ", which is of another kind");
            }
        }
    }

    private static Class<?> kind(int command) {
        return switch (command) {
            case GET -> ChannelGetRequester.class;
            case PUT -> ChannelPutRequester.class;
            case PUT_GET -> ChannelPutGetRequester.class;
            case ARRAY -> ChannelArrayRequester.class;
            case PROCESS -> ChannelProcessRequester.class;
            case RPC -> ChannelRPCRequester.class;
            default -> throw new IllegalArgumentException("command " + command);
        };
    }
}
