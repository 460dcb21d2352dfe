package org.modelioc.ioc.link.pva;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.modelioc.ioc.link.source.ProtocolException;
import org.modelioc.ioc.link.source.TextCache;

/** Sizes, texts and states as pvAccess writes them. What is not there ends in {@link BufferUnderflowException}. */
final class Wire {

    static final int HEADER_SIZE = 8;
    static final byte MAGIC = (byte) 0xCA;
    static final byte VERSION = 2;

    private static final int LONG_SIZE = 254;
    private static final int NULL_SIZE = 255;

    private Wire() {
    }

    /** A number of bytes or elements; -1 for null. */
    static int size(ByteBuffer in) {
        int size = in.get() & 0xFF;
        if (size == NULL_SIZE) {
            return -1;
        }
        if (size == LONG_SIZE) {
            size = in.getInt();
            if (size < 0 || size == Integer.MAX_VALUE) {
                throw new ProtocolException("a size of " + Integer.toUnsignedString(size));
            }
        }
        return size;
    }

    /** A number of things of which each takes at least so many bytes: no more than can be there. */
    static int count(ByteBuffer in, int bytesOfEach) {
        int count = Math.max(0, size(in));
        require(in, (long) count * bytesOfEach);
        return count;
    }

    static void require(ByteBuffer in, long bytes) {
        if (in.remaining() < bytes) {
            throw new BufferUnderflowException();
        }
    }

    static void skip(ByteBuffer in, long bytes) {
        require(in, bytes);
        in.position(in.position() + (int) bytes);
    }

    static String text(ByteBuffer in) {
        byte[] bytes = new byte[count(in, 1)];
        in.get(bytes);
        return TextCache.decode(bytes);
    }

    static String text(ByteBuffer in, TextCache cache) {
        return cache.read(in, count(in, 1));
    }

    static void skipText(ByteBuffer in) {
        skip(in, count(in, 1));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that a text takes with its size. */
    static int room(byte[] text) {
        return text.length + (text.length < LONG_SIZE ? 1 : 1 + Integer.BYTES);
    }

    static void put(ByteBuffer out, byte[] text) {
        if (text.length < LONG_SIZE) {
            out.put((byte) text.length);
        } else {
            out.put((byte) LONG_SIZE).putInt(text.length);
        }
        out.put(text);
    }

    /** A status: null if all is well, else what is wrong. */
    static String fault(ByteBuffer in) {
        int type = in.get();
        if (type == -1) {
            return null;
        }
        String message = text(in);
        skipText(in);
        boolean good = type == 0 || type == 1;
        return good ? null : message.isBlank() ? "no reason given" : message;
    }
}
