package org.modelioc.ioc.cli.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over the fields of one protobuf message, in their order in the file (the wire format of protobuf). Call
 * {@link #next}, then the getter of the field's kind; what is not fetched is passed over. One thread.
 */
final class Message {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final ByteBuffer bytes;
    private int field;
    private long number;
    private ByteBuffer content;

    /** A message that is not one. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1;
    }

    Message(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field; false at the end. */
    boolean next() throws DamagedException {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        content = null;
        number = 0;
        switch ((int) (tag & 7)) {
            case VARINT -> number = varint();
            case FIXED_64 -> skip(Long.BYTES);
            case FIXED_32 -> skip(Integer.BYTES);
            case BYTES -> {
                long length = varint();
                if (length < 0 || length > bytes.remaining()) {
                    throw new DamagedException();
                }
                content = bytes.slice(bytes.position(), (int) length);
                skip((int) length);
            }
            default -> throw new DamagedException();
        }
        return true;
    }

    int field() {
        return field;
    }

    /** The value of a field with a whole number. */
    long number() {
        return number;
    }

    /** The value of a field that is a message itself. */
    Message message() throws DamagedException {
        return new Message(content());
    }

    String text() throws DamagedException {
        return StandardCharsets.UTF_8.decode(content().duplicate()).toString();
    }

    /** The product of the numbers of a repeated field, in one piece (packed) or this one of several. */
    long product() throws DamagedException {
        if (content == null) {
            return number;
        }
        Message packed = new Message(content);
        long product = 1;
        while (packed.bytes.hasRemaining()) {
            product *= packed.varint();
        }
        return product;
    }

    private ByteBuffer content() throws DamagedException {
        if (content == null) {
            throw new DamagedException();
        }
        return content;
    }

    private void skip(int length) throws DamagedException {
        if (length > bytes.remaining()) {
            throw new DamagedException();
        }
        bytes.position(bytes.position() + length);
    }

    private long varint() throws DamagedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && bytes.hasRemaining(); shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new DamagedException();
    }
}
