package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvdata.misc.SerializeHelper;
import org.epics.pvdata.pv.SerializableControl;

/** The payload of the answer to a search. */
final class SearchReply {

    static final byte COMMAND = 4;
    static final int GUID_SIZE = 12;
    /** Bytes before the numbers of the channels. */
    static final int FIXED_SIZE = GUID_SIZE + Integer.BYTES + 16 + Short.BYTES + 4 + 1 + Short.BYTES;

    // the client takes the address that the answer comes from, which is right also behind a router
    private static final byte[] ANY_ADDRESS = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0};

    private SearchReply() {
    }

    static void write(byte[] guid, int sequence, int tcpPort, int[] found, ByteBuffer buffer, SerializableControl control) {
        buffer.put(guid).putInt(sequence);
        putServer(tcpPort, buffer, control);
        buffer.put((byte) (found.length == 0 ? 0 : 1)).putShort((short) found.length);
        for (int id : found) {
            control.ensureBuffer(Integer.BYTES);
            buffer.putInt(id);
        }
    }

    /** Where this server is: address, port and protocol, as in a beacon. */
    static void putServer(int tcpPort, ByteBuffer buffer, SerializableControl control) {
        buffer.put(ANY_ADDRESS).putShort((short) tcpPort);
        SerializeHelper.serializeString("tcp", buffer, control);
    }
}
