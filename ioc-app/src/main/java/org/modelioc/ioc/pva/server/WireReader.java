package org.modelioc.ioc.pva.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.epics.pvdata.pv.DeserializableControl;
import org.epics.pvdata.pv.Field;

/**
 * Cuts the stream from a client into messages and hands out their payload, across reads and across segments.
 *
 * <p>The buffer is small until a larger message comes, so that an idle connection costs little; it is replaced between
 * messages only, because whoever decodes a message holds on to it. Each message may have its own byte order. What is left of
 * a message when its handler returns is skipped. Not thread-safe: used by the thread that receives.
 */
final class WireReader implements WireLimits {

    static final int HEADER_SIZE = 8;
    static final int SMALL_BUFFER = 8 * 1024;
    static final int LARGE_BUFFER = 64 * 1024;
    /** The most that {@link #ensureData} can provide in one piece. */
    static final int MAX_PIECE = SMALL_BUFFER / 2;

    private static final byte MAGIC = (byte) 0xCA;
    private static final int CONTROL = 0x01;
    private static final int FIRST_SEGMENT = 0x10;
    private static final int LAST_SEGMENT = 0x20;
    private static final int MIDDLE_SEGMENT = FIRST_SEGMENT | LAST_SEGMENT;
    private static final int FROM_SERVER = 0x40;
    private static final int BYTES_OF_ELEMENT = 8;
    private static final int BYTES_OF_COMPLEX_ELEMENT = 64;

    /** Where the bytes come from. */
    @FunctionalInterface
    interface Source {
        /**
         * Waits for bytes.
         *
         * @param buffer to put them into; has room
         * @return how many came; -1 at the end of the stream
         * @throws IOException if the connection is lost or closed
         */
        int read(ByteBuffer buffer) throws IOException;
    }

    private final Source source;
    private final ReceiveBudget budget;
    private final IncomingTypes types;
    private ByteBuffer buffer = empty(SMALL_BUFFER);
    private int end;
    // bytes of the current segment that are not in the buffer yet
    private long left;
    private boolean moreSegments;
    private byte command;
    private byte flags;
    private int payload;
    private long reserved;

    WireReader(Source source, ReceiveBudget budget, IncomingTypes types) {
        this.source = source;
        this.budget = budget;
        this.types = types;
    }

    private static ByteBuffer empty(int size) {
        return ByteBuffer.allocate(size).limit(0);
    }

    /**
     * Waits for the next message, passing over control messages.
     *
     * @return whether there is one; false at the end of the stream
     * @throws IOException if the connection is lost
     */
    boolean next() throws IOException {
        do {
            while (end - buffer.position() < HEADER_SIZE) {
                buffer.limit(end);
                if (!fill()) {
                    return false;
                }
            }
            readHeader();
        } while ((flags & CONTROL) != 0);
        if ((flags & LAST_SEGMENT) != 0) {
            throw new WireException("a segment without a beginning");
        }
        if (payload > buffer.capacity() - HEADER_SIZE && buffer.capacity() < LARGE_BUFFER) {
            grow();
        }
        types.startMessage();
        openSegment(buffer.position());
        return true;
    }

    /** The command of the current message. */
    int command() {
        return command & 0xFF;
    }

    /** Payload size of the first segment of the current message. */
    int payloadSize() {
        return payload;
    }

    /** Holds the payload; decoded with {@link #ensureData}. */
    ByteBuffer buffer() {
        return buffer;
    }

    // reads the header at the position, which is complete in the buffer, and moves behind it
    private void readHeader() {
        int at = buffer.position();
        buffer.limit(end);
        if (buffer.get(at) != MAGIC || buffer.get(at + 1) == 0) {
            throw new WireException(String.format("no pvAccess message: it begins with 0x%02X%02X", buffer.get(at),
                buffer.get(at + 1)));
        }
        flags = buffer.get(at + 2);
        if ((flags & FROM_SERVER) != 0) {
            throw new WireException("a message of a server");
        }
        command = buffer.get(at + 3);
        buffer.order(flags < 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        payload = buffer.getInt(at + 4);
        if ((flags & CONTROL) == 0 && (payload < 0 || payload > budget.total() + LARGE_BUFFER)) {
            throw new WireException("a message of " + Integer.toUnsignedString(payload)
                + " bytes, more than the server's receive budget of " + budget.total());
        }
        buffer.position(at + HEADER_SIZE);
    }

    private void openSegment(int start) {
        int available = Math.min(end - start, payload);
        buffer.limit(start + available);
        left = payload - available;
        int segment = flags & MIDDLE_SEGMENT;
        moreSegments = segment == FIRST_SEGMENT || segment == MIDDLE_SEGMENT;
    }

    /**
     * Provides bytes of the current message in one piece, waiting for them if need be.
     *
     * @param size number of bytes from the buffer's position
     */
    void ensureData(int size) throws IOException {
        if (size > MAX_PIECE && buffer.remaining() < size) {
            throw new WireException("a piece of " + size + " bytes");
        }
        while (buffer.remaining() < size) {
            if (left > 0) {
                continueSegment();
            } else if (moreSegments) {
                nextSegment();
            } else {
                throw new WireException("the message ends too early");
            }
        }
    }

    private void continueSegment() throws IOException {
        int before = end - buffer.position();
        if (!fill()) {
            throw new EOFException();
        }
        int came = end - buffer.position() - before;
        int taken = (int) Math.min(came, left);
        left -= taken;
        buffer.limit(buffer.position() + before + taken);
        reserveComplex(taken);
    }

    // what is unread of the segment before is moved up to the payload of the new one
    private void nextSegment() throws IOException {
        byte started = command;
        int unread = buffer.remaining();
        do {
            while (end - buffer.position() - unread < HEADER_SIZE) {
                if (!fill()) {
                    throw new EOFException();
                }
            }
            int at = buffer.position();
            buffer.position(at + unread);
            readHeader();
            System.arraycopy(buffer.array(), at, buffer.array(), at + HEADER_SIZE, unread);
            buffer.position(at + HEADER_SIZE);
        } while ((flags & CONTROL) != 0);
        if ((flags & LAST_SEGMENT) == 0 || command != started) {
            throw new WireException("a segmented message that is not continued");
        }
        int at = buffer.position();
        openSegment(at + unread);
        reserveComplex(buffer.remaining() - unread);
    }

    // reads more behind `end`, keeping what lies between position and end; leaves limit at the new end
    private boolean fill() throws IOException {
        int start = buffer.position();
        int kept = end - start;
        if (kept < 64 || buffer.capacity() - end < MAX_PIECE) {
            System.arraycopy(buffer.array(), start, buffer.array(), 0, kept);
            start = 0;
            end = kept;
        }
        buffer.limit(buffer.capacity()).position(end);
        int count = source.read(buffer);
        if (count > 0) {
            end += count;
        }
        buffer.position(start).limit(end);
        return count >= 0;
    }

    private void grow() {
        ByteBuffer large = ByteBuffer.allocate(LARGE_BUFFER).order(buffer.order());
        large.put(buffer.array(), buffer.position(), end - buffer.position());
        end = large.position();
        buffer = large.flip();
    }

    /**
     * Ends the current message: skips what was not read and frees what it had reserved.
     *
     * @throws IOException if the connection is lost
     */
    void finish() throws IOException {
        release();
        types.startMessage();
        while (left > 0 || moreSegments) {
            buffer.position(buffer.limit());
            if (left > 0) {
                continueSegment();
            } else {
                nextSegment();
            }
        }
        buffer.position(buffer.limit()).limit(end);
    }

    /** Frees what the current message had reserved. */
    void release() {
        budget.release(reserved);
        reserved = 0;
    }

    @Override
    public void checkSize(int size) {
        if (size <= ReceiveBudget.FREE_SIZE) {
            return;
        }
        if (types.inDescription()) {
            throw new WireException("a size of " + size + " in the description of a type");
        }
        if (!moreSegments && size > buffer.remaining() + left) {
            throw new WireException("a size of " + size + " with " + (buffer.remaining() + left) + " bytes of the message left");
        }
        reserve((long) size * BYTES_OF_ELEMENT);
    }

    /** Whether all that is left of the current message is in the buffer, which nothing moves then. */
    boolean isWhole() {
        return left == 0 && !moreSegments;
    }

    /** Whether the current message brought arrays of structures or unions. */
    boolean complexArrays() {
        return types.complexArrays();
    }

    /** Reads the description of a type, or recalls it by its number; null for no type. */
    Field readType(DeserializableControl control) {
        boolean before = types.complexArrays();
        Field field = types.read(buffer, control, isWhole());
        if (!before) {
            reserveComplex(buffer.remaining());
        }
        return field;
    }

    // the elements of some arrays cost far more memory than bytes on the wire

    private void reserveComplex(int bytes) {
        if (types.complexArrays()) {
            reserve((long) bytes * BYTES_OF_COMPLEX_ELEMENT);
        }
    }

    private void reserve(long bytes) {
        budget.reserve(bytes);
        reserved += bytes;
    }
}
