package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.epics.pvaccess.impl.remote.TransportSendControl;
import org.epics.pvaccess.impl.remote.codec.ConnectionClosedException;
import org.epics.pvdata.pv.Field;

/**
 * Frames what is sent to a client. A message that does not fit into the buffer travels in segments, so the buffer never
 * grows with the data. It belongs to the writer only while there is something to send.
 *
 * <p>Everything is sent big-endian. Not thread-safe: used under the lock of the sender.
 */
final class WireWriter implements TransportSendControl {

    private static final byte MAGIC = (byte) 0xCA;
    private static final byte VERSION = 2;
    private static final int CONTROL = 0x01;
    private static final int FIRST_SEGMENT = 0x10;
    private static final int LAST_SEGMENT = 0x20;
    private static final int FROM_SERVER_BIG_ENDIAN = 0xC0;
    private static final int SET_BYTE_ORDER = 2;
    private static final int NO_MESSAGE = -1;

    /** Where the bytes go. */
    @FunctionalInterface
    interface Sink {
        /**
         * Writes all of a buffer, waiting as long as it takes.
         *
         * @param buffer the bytes from position to limit
         * @throws IOException if the connection is lost or closed
         */
        void write(ByteBuffer buffer) throws IOException;
    }

    private final Sink sink;
    private final OutgoingTypes types;
    private final BufferPool pool;
    private ByteBuffer buffer;
    private int messageStart = NO_MESSAGE;
    private byte command;
    private boolean segmented;

    WireWriter(Sink sink, OutgoingTypes types, BufferPool pool) {
        this.sink = sink;
        this.types = types;
        this.pool = pool;
    }

    /** The buffer for the next messages, until {@link #complete}. */
    ByteBuffer buffer() {
        if (buffer == null) {
            buffer = pool.take();
        }
        return buffer;
    }

    /** Writes what is in the buffer, and gives it back. */
    void complete() {
        if (buffer != null) {
            if (buffer.position() > 0) {
                flush(true);
            }
            pool.give(buffer);
            buffer = null;
        }
    }

    /** Tells the client to send big-endian as well. */
    void putByteOrder() {
        ensureBuffer(WireReader.HEADER_SIZE);
        header(FROM_SERVER_BIG_ENDIAN | CONTROL, (byte) SET_BYTE_ORDER);
    }

    @Override
    public void startMessage(byte newCommand, int payload) {
        endMessage();
        ensureBuffer(WireReader.HEADER_SIZE + payload);
        command = newCommand;
        startSegment();
    }

    private void startSegment() {
        messageStart = buffer.position();
        header(FROM_SERVER_BIG_ENDIAN, command);
    }

    private void header(int flags, byte headerCommand) {
        buffer.put(MAGIC).put(VERSION).put((byte) flags).put(headerCommand).putInt(0);
    }

    @Override
    public void endMessage() {
        if (messageStart != NO_MESSAGE) {
            endSegment(segmented ? LAST_SEGMENT : 0);
            segmented = false;
        }
    }

    private void endSegment(int segmentFlags) {
        buffer.put(messageStart + 2, (byte) (FROM_SERVER_BIG_ENDIAN | segmentFlags));
        buffer.putInt(messageStart + 4, buffer.position() - messageStart - WireReader.HEADER_SIZE);
        messageStart = NO_MESSAGE;
    }

    @Override
    public void ensureBuffer(int size) {
        if (buffer.remaining() >= size) {
            return;
        }
        if (size > buffer.capacity() - WireReader.HEADER_SIZE) {
            throw new IllegalArgumentException("a piece of " + size + " bytes does not fit into one segment");
        }
        flush(false);
    }

    @Override
    public void flushSerializeBuffer() {
        flush(false);
    }

    @Override
    public void flush(boolean lastMessageCompleted) {
        boolean goesOn = !lastMessageCompleted && messageStart != NO_MESSAGE;
        if (goesOn) {
            endSegment(segmented ? FIRST_SEGMENT | LAST_SEGMENT : FIRST_SEGMENT);
            segmented = true;
        } else {
            endMessage();
        }
        buffer.flip();
        try {
            sink.write(buffer);
        } catch (IOException e) {
            throw new ConnectionClosedException("the client is gone", e);
        }
        buffer.clear();
        if (goesOn) {
            startSegment();
        }
    }

    @Override
    public void alignBuffer(int alignment) {
        // the protocol aligns nothing
    }

    @Override
    public void cachedSerialize(Field field, ByteBuffer target) {
        types.write(field, target, this);
    }

    @Override
    public void setRecipient(InetSocketAddress recipient) {
        // a connection has one recipient
    }
}
