package org.modelioc.ioc.pva.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.epics.pvdata.misc.SerializeHelper;
import org.epics.pvdata.pv.DeserializableControl;

/**
 * The payload of a search message.
 *
 * @param sequence     number that the reply repeats
 * @param flags        {@link #MUST_REPLY}, {@link #UNICAST}
 * @param replyAddress where to reply; a wildcard for where the message came from
 * @param replyPort    UDP port to reply to
 * @param tcp          whether the client speaks TCP
 * @param ids          the client's numbers of the names
 * @param names        what is searched for; none in order to discover servers
 */
record SearchRequest(int sequence, int flags, InetAddress replyAddress, int replyPort, boolean tcp, List<Integer> ids,
    List<String> names) {

    static final int MUST_REPLY = 0x01;
    /** Sent to one host, so that the other servers on it have not seen it. */
    static final int UNICAST = 0x80;
    /** Where the flags stand in the payload. */
    static final int FLAGS_OFFSET = 4;
    /** Where the address stands in the payload, 16 bytes. */
    static final int ADDRESS_OFFSET = 8;

    private static final int ADDRESS_SIZE = 16;
    private static final int RESERVED = 3;

    static SearchRequest read(ByteBuffer buffer, DeserializableControl control) {
        control.ensureData(ADDRESS_OFFSET + ADDRESS_SIZE + Short.BYTES);
        int sequence = buffer.getInt();
        int flags = buffer.get() & 0xFF;
        buffer.position(buffer.position() + RESERVED);
        InetAddress address = readAddress(buffer);
        int port = buffer.getShort() & 0xFFFF;
        int protocols = Math.max(0, SerializeHelper.readSize(buffer, control));
        boolean tcp = protocols == 0;
        for (int i = 0; i < protocols; i++) {
            tcp |= "tcp".equals(SerializeHelper.deserializeString(buffer, control));
        }
        control.ensureData(Short.BYTES);
        int count = buffer.getShort() & 0xFFFF;
        List<Integer> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            control.ensureData(Integer.BYTES);
            int id = buffer.getInt();
            String name = SerializeHelper.deserializeString(buffer, control);
            if (name != null && !name.isEmpty()) {
                ids.add(id);
                names.add(name);
            }
        }
        return new SearchRequest(sequence, flags, address, port, tcp, ids, names);
    }

    /** Reads 16 bytes; an IPv4 address may stand there in its IPv6 form. */
    static InetAddress readAddress(ByteBuffer buffer) {
        byte[] address = new byte[ADDRESS_SIZE];
        buffer.get(address);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }

    boolean mustReply() {
        return (flags & MUST_REPLY) != 0 && tcp;
    }

    boolean isUnicast() {
        return (flags & UNICAST) != 0;
    }

    /** The numbers of the names that are served here. */
    int[] find(Predicate<String> hasChannel) {
        if (!tcp) {
            return new int[0];
        }
        int[] found = new int[ids.size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (hasChannel.test(names.get(i))) {
                found[count++] = ids.get(i);
            }
        }
        return Arrays.copyOf(found, count);
    }
}
