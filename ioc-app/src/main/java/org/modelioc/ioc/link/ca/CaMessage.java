package org.modelioc.ioc.link.ca;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The header of a message, used again for the next one, and what messages are made of. Everything is big-endian.
 *
 * <p>Source: "Channel Access Protocol Specification" (epics-base), version 4.13.
 */
final class CaMessage {

    static final int VERSION = 0;
    static final int EVENT_ADD = 1;
    static final int EVENT_CANCEL = 2;
    static final int SEARCH = 6;
    static final int ERROR = 11;
    static final int CLEAR_CHANNEL = 12;
    static final int BEACON = 13;
    static final int READ_NOTIFY = 15;
    static final int REPEATER_CONFIRM = 17;
    static final int CREATE_CHANNEL = 18;
    static final int CLIENT_NAME = 20;
    static final int HOST_NAME = 21;
    static final int ECHO = 23;
    static final int REPEATER_REGISTER = 24;
    static final int CREATE_FAILED = 26;
    static final int SERVER_DISCONNECT = 27;

    /** The version that is spoken here. */
    static final int MINOR_VERSION = 13;
    /** From this one on a count of 0 means as many elements as there are. */
    static final int DYNAMIC_COUNT_VERSION = 13;
    static final int NORMAL = 1;
    static final int HEADER_SIZE = 16;

    private static final int EXTENDED_SIZE = 24;
    private static final int EXTENDED_MARK = 0xFFFF;
    private static final int ALIGNMENT = 8;

    int command;
    long payload;
    int type;
    int count;
    int first;
    int second;

    /** Reads a header if it is complete; otherwise the position is as it was. */
    boolean read(ByteBuffer in) {
        if (in.remaining() < HEADER_SIZE) {
            return false;
        }
        int at = in.position();
        int size = in.getShort(at + 2) & 0xFFFF;
        boolean extended = size == EXTENDED_MARK;
        if (extended && in.remaining() < EXTENDED_SIZE) {
            return false;
        }
        command = in.getShort(at) & 0xFFFF;
        type = in.getShort(at + 4) & 0xFFFF;
        first = in.getInt(at + 8);
        second = in.getInt(at + 12);
        payload = extended ? in.getInt(at + 16) & 0xFFFF_FFFFL : size;
        count = extended ? in.getInt(at + 20) : in.getShort(at + 6) & 0xFFFF;
        in.position(at + (extended ? EXTENDED_SIZE : HEADER_SIZE));
        return true;
    }

    static ByteBuffer put(ByteBuffer out, int command, int payload, int type, int count, int first, int second) {
        return out.putShort((short) command).putShort((short) payload).putShort((short) type).putShort((short) count)
            .putInt(first).putInt(second);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that a text takes: with a zero at its end, and filled up. */
    static int room(byte[] text) {
        return (text.length + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    }

    static void putText(ByteBuffer out, byte[] text) {
        int end = out.position() + room(text);
        out.put(text);
        while (out.position() < end) {
            out.put((byte) 0);
        }
    }
}
