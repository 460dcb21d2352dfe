package org.epics.pvdata.misc;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.epics.pvdata.pv.DeserializableControl;
import org.epics.pvdata.pv.SerializableControl;
import org.modelioc.ioc.pva.server.WireLimits;

/**
 * Sizes and strings on the wire; stands in for the class of this name in epics-pvdata and must come before it on the class
 * path, which the server checks when it starts.
 *
 * <p>The library's own counts characters where it writes UTF-8 bytes, so that every text with a "µ" loses its end, and takes
 * memory for any length that a message claims. This one counts bytes, lets a received string grow with the bytes that
 * arrive, and asks a control that is a {@link WireLimits} about every size.
 *
 * <p>A size is one byte below 254, or 254 and an int; 255 stands for null (-1).
 */
public final class SerializeHelper {

    private static final byte NULL_SIZE = -1;
    private static final byte LONG_SIZE = -2;
    private static final int FIRST_LONG_SIZE = 254;
    private static final int MAX_SIZE_BYTES = 5;
    private static final int STRING_CHUNK = 4096;

    private SerializeHelper() {
    }

    /**
     * Writes a size.
     *
     * @param size    elements or bytes; -1 for null
     * @param buffer  to write to
     * @param control makes room in the buffer
     */
    public static void writeSize(int size, ByteBuffer buffer, SerializableControl control) {
        control.ensureBuffer(MAX_SIZE_BYTES);
        putSize(size, buffer);
    }

    private static void putSize(int size, ByteBuffer buffer) {
        if (size < 0) {
            buffer.put(NULL_SIZE);
        } else if (size < FIRST_LONG_SIZE) {
            buffer.put((byte) size);
        } else {
            buffer.put(LONG_SIZE).putInt(size);
        }
    }

    /**
     * Reads a size, and lets the control judge it.
     *
     * @param buffer  to read from
     * @param control provides the bytes
     * @return elements or bytes; -1 for null
     */
    public static int readSize(ByteBuffer buffer, DeserializableControl control) {
        control.ensureData(1);
        byte first = buffer.get();
        if (first == NULL_SIZE) {
            return -1;
        }
        if (first != LONG_SIZE) {
            return first & 0xFF;
        }
        control.ensureData(Integer.BYTES);
        int size = notNegative(buffer.getInt());
        if (control instanceof WireLimits limits) {
            limits.checkSize(size);
        }
        return size;
    }

    /**
     * Reads a size from a buffer that holds all there is.
     *
     * @param buffer to read from
     * @return elements or bytes; -1 for null
     */
    public static int readSize(ByteBuffer buffer) {
        byte first = buffer.get();
        if (first == NULL_SIZE) {
            return -1;
        }
        return first == LONG_SIZE ? notNegative(buffer.getInt()) : first & 0xFF;
    }

    private static int notNegative(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a size of " + size);
        }
        return size;
    }

    /**
     * Writes a string as UTF-8, flushing where the buffer ends. ASCII text in a buffer on the heap costs no allocation.
     *
     * <p>Null is written as the empty string: only Java servers ever send a null string, in the stack dump of every status for
     * one, and Phoebus' client takes it for a broken message.
     *
     * @param value   the text; null for the empty one
     * @param buffer  to write to
     * @param control flushes the buffer
     */
    public static void serializeString(String value, ByteBuffer buffer, SerializableControl control) {
        if (value == null) {
            writeSize(0, buffer, control);
        } else if (buffer.hasArray() && isAscii(value)) {
            writeAscii(value, buffer, control);
        } else {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            writeSize(bytes.length, buffer, control);
            int done = 0;
            while (done < bytes.length) {
                int count = room(bytes.length - done, buffer, control);
                buffer.put(bytes, done, count);
                done += count;
            }
        }
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    // String.getBytes(int, int, byte[], int) is deprecated because it drops high bytes; ASCII has none
    @SuppressWarnings("deprecation")
    private static void writeAscii(String value, ByteBuffer buffer, SerializableControl control) {
        int length = value.length();
        writeSize(length, buffer, control);
        int done = 0;
        while (done < length) {
            int count = room(length - done, buffer, control);
            value.getBytes(done, done + count, buffer.array(), buffer.arrayOffset() + buffer.position());
            buffer.position(buffer.position() + count);
            done += count;
        }
    }

    private static int room(int wanted, ByteBuffer buffer, SerializableControl control) {
        if (!buffer.hasRemaining()) {
            control.flushSerializeBuffer();
        }
        return Math.min(wanted, buffer.remaining());
    }

    /**
     * Writes a string as UTF-8 to a buffer that has room for it.
     *
     * @param value  the text; null for the empty one
     * @param buffer to write to
     */
    public static void serializeString(String value, ByteBuffer buffer) {
        if (value == null) {
            putSize(0, buffer);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        putSize(bytes.length, buffer);
        buffer.put(bytes);
    }

    /**
     * Writes a part of a string as UTF-8.
     *
     * @param value   the text; null for the empty one
     * @param offset  first character of the part
     * @param count   number of characters
     * @param buffer  to write to
     * @param control flushes the buffer
     */
    public static void serializeSubstring(String value, int offset, int count, ByteBuffer buffer,
            SerializableControl control) {
        serializeString(value == null ? null : value.substring(offset, offset + count), buffer, control);
    }

    /**
     * Reads a string. Memory is taken as the bytes arrive, not as they are announced.
     *
     * @param buffer  to read from
     * @param control provides the bytes
     * @return the text, or null
     */
    public static String deserializeString(ByteBuffer buffer, DeserializableControl control) {
        int length = readSize(buffer, control);
        if (length < 0) {
            return null;
        }
        if (length == 0) {
            return "";
        }
        if (buffer.hasArray() && buffer.remaining() >= length) {
            String text = new String(buffer.array(), buffer.arrayOffset() + buffer.position(), length, StandardCharsets.UTF_8);
            buffer.position(buffer.position() + length);
            return text;
        }
        byte[] bytes = new byte[Math.min(length, STRING_CHUNK)];
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining()) {
                control.ensureData(1);
            }
            if (done == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
            }
            int count = Math.min(bytes.length - done, buffer.remaining());
            buffer.get(bytes, done, count);
            done += count;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Reads a string from a buffer that holds all there is.
     *
     * @param buffer to read from
     * @return the text, or null
     */
    public static String deserializeString(ByteBuffer buffer) {
        int length = readSize(buffer);
        if (length < 0) {
            return null;
        }
        if (length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
