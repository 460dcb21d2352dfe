package org.modelioc.ioc.pva.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds the bytes of a message, big-endian unless told otherwise. */
final class Payload {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    Payload() {
        this(ByteOrder.BIG_ENDIAN);
    }

    Payload(ByteOrder order) {
        this.order = order;
    }

    Payload int8(int value) {
        out.write(value);
        return this;
    }

    Payload int16(int value) {
        return bytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    Payload int32(int value) {
        return bytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }

    Payload float64(double value) {
        return bytes(ByteBuffer.allocate(8).order(order).putDouble(value).array());
    }

    Payload size(int value) {
        return value < 254 ? int8(value) : longSize(value);
    }

    Payload longSize(int value) {
        return int8(254).int32(value);
    }

    Payload string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return size(utf8.length).bytes(utf8);
    }

    Payload bytes(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    Payload zeros(int count) {
        return bytes(new byte[count]);
    }

    /** A structure type without fields: the request for everything. */
    Payload everything() {
        return int8(0x80).int8(0).int8(0);
    }

    byte[] build() {
        return out.toByteArray();
    }

    /** A whole message with its header. */
    static byte[] message(int flags, int command, byte[] payload) {
        ByteOrder order = (flags & 0x80) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new Payload(order).int8(0xCA).int8(2).int8(flags).int8(command).int32(payload.length).bytes(payload).build();
    }

    static byte[] message(int command, byte[] payload) {
        return message(0x80, command, payload);
    }
}
