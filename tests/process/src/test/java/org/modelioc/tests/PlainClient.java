package org.modelioc.tests;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The least that a pvAccess client can be, one socket that subscribes to one value: so that a test can open hundreds. Source of
 * the bytes: the pvAccess protocol specification.
 */
final class PlainClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int VALIDATION = 1;
    private static final int CREATE_CHANNEL = 7;
    private static final int VALIDATED = 9;
    private static final int MONITOR = 13;
    private static final int INIT = 0x08;
    private static final int START = 0x44;
    private static final int STRUCTURE = 0x80;

    private final Socket socket;
    private final DataInputStream in;

    @FunctionalInterface
    private interface Payload {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Subscribes to field(value) and takes the first update. */
    PlainClient(int port, String pv) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        await(VALIDATION);
        send(VALIDATION, out -> {
            out.writeInt(65_536);
            out.writeInt(0x7FFF_0000);
            text(out, "anonymous");
            out.writeByte(0xFF);
        });
        await(VALIDATED);
        send(CREATE_CHANNEL, out -> {
            out.writeShort(1);
            out.writeInt(1);
            text(out, pv);
        });
        int channel = await(CREATE_CHANNEL).getInt(4);
        send(MONITOR, out -> {
            out.writeInt(channel);
            out.writeInt(1);
            out.writeByte(INIT);
            structure(out, "field");
            structure(out, "value");
            out.writeByte(STRUCTURE);
            text(out, "");
            out.writeByte(0);
        });
        await(MONITOR);
        send(MONITOR, out -> {
            out.writeInt(channel);
            out.writeInt(1);
            out.writeByte(START);
        });
        value();
    }

    // the type of a structure of one member; the member's own type follows
    private static void structure(DataOutputStream out, String member) throws IOException {
        out.writeByte(STRUCTURE);
        text(out, "");
        out.writeByte(1);
        text(out, member);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.writeByte(bytes.length);
        out.write(bytes);
    }

    private void send(int command, Payload payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        payload.writeTo(new DataOutputStream(bytes));
        ByteBuffer message = ByteBuffer.allocate(8 + bytes.size());
        message.put((byte) 0xCA).put((byte) 2).put((byte) 0x80).put((byte) command).putInt(bytes.size());
        socket.getOutputStream().write(message.put(bytes.toByteArray()).array());
    }

    private ByteBuffer await(int command) throws IOException {
        while (true) {
            byte[] header = in.readNBytes(8);
            if (header.length < 8) {
                throw new IOException("closed by the server");
            }
            boolean control = (header[2] & 1) != 0;
            if (!control) {
                ByteBuffer payload = ByteBuffer.wrap(in.readNBytes(ByteBuffer.wrap(header).getInt(4)));
                if (header[3] == command) {
                    return payload;
                }
            }
        }
    }

    /** Waits for the next update and gives its value. */
    double value() throws IOException {
        ByteBuffer update = await(MONITOR);
        // number of the request, flags, one byte of changed bits with its size
        return update.getDouble(4 + 1 + 1 + 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
