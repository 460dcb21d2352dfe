package org.modelioc.ioc.link.pva;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.modelioc.ioc.link.source.FollowedPv;

/** Writes the payload of searches: a list of names, with our numbers for them. */
final class SearchMessage {

    /** What fits into one packet of an Ethernet, with its headers. */
    private static final int PACKET = 1_400;
    private static final int FLAGS_OFFSET = 4;
    private static final int PORT_OFFSET = 24;
    private static final int UNICAST = 0x80;
    private static final int LONGEST_NAME = 1_000;
    private static final byte[] TCP = {3, 't', 'c', 'p'};
    private static final int ADDRESS_SIZE = 16;

    private final ByteBuffer payload = ByteBuffer.allocate(PACKET + LONGEST_NAME);
    private int sequence;

    /** Takes as many names as fit, from one on; returns the next that did not. */
    int fill(List<FollowedPv> pvs, int from, ByteOrder order) {
        payload.clear().order(order);
        payload.putInt(++sequence).putInt(0);
        // no address: answers go to where the packet came from
        payload.position(payload.position() + ADDRESS_SIZE);
        payload.putShort((short) 0).put((byte) 1).put(TCP);
        int countAt = payload.position();
        payload.putShort((short) 0);
        int next = from;
        while (next < pvs.size() && (next == from || payload.position() < PACKET)) {
            byte[] name = Wire.bytes(pvs.get(next).name());
            if (name.length <= LONGEST_NAME && next > from && payload.position() + Integer.BYTES + Wire.room(name) > PACKET) {
                break;
            }
            if (name.length <= LONGEST_NAME) {
                payload.putInt(pvs.get(next).id());
                Wire.put(payload, name);
                payload.putShort(countAt, (short) (payload.getShort(countAt) + 1));
            }
            next++;
        }
        payload.flip();
        return next;
    }

    /** The payload for one destination. */
    ByteBuffer payload(boolean unicast, int replyPort) {
        payload.put(FLAGS_OFFSET, (byte) (unicast ? UNICAST : 0)).putShort(PORT_OFFSET, (short) replyPort);
        return payload.rewind();
    }
}
