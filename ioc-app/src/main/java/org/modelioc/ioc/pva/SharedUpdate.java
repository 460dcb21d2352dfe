package org.modelioc.ioc.pva;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.SerializableControl;
import org.modelioc.ioc.pva.server.EncodedUpdate;

/**
 * The bytes of one update, which waits for several subscriptions. Written by the thread that posts, before anybody else has it;
 * then only read, until the last one has released it and it is used again.
 */
final class SharedUpdate implements EncodedUpdate {

    private static final int FEW_BYTES = 128;
    /** Stands for those who may still take it. */
    private static final int OPEN = 1 << 30;
    private static final BitSet NONE = new BitSet();

    private final SharedUpdates owner;
    private final BitSet changed;
    private final AtomicInteger users = new AtomicInteger();
    private ByteBuffer bytes = ByteBuffer.allocate(FEW_BYTES);
    private int taken;

    /** Room is seen to by growing. */
    private static final SerializableControl CONTROL = new SerializableControl() {
        @Override
        public void ensureBuffer(int size) {
            // a buffer that is too small overflows
        }

        @Override
        public void flushSerializeBuffer() {
            throw new BufferOverflowException();
        }

        @Override
        public void alignBuffer(int alignment) {
            // the protocol aligns nothing
        }

        @Override
        public void cachedSerialize(Field field, ByteBuffer buffer) {
            throw new UnsupportedOperationException("a number has no type inside");
        }
    };

    SharedUpdate(SharedUpdates owner, int fields) {
        this.owner = owner;
        changed = new BitSet(fields);
    }

    /** The offsets of the fields that are in it; to be set before {@link #encode}. */
    BitSet changed() {
        return changed;
    }

    /** Takes the bytes and is open for those who share them. */
    void encode(PVStructure structure) {
        while (true) {
            bytes.clear();
            try {
                changed.serialize(bytes, CONTROL);
                structure.serialize(bytes, CONTROL, changed);
                NONE.serialize(bytes, CONTROL);
                bytes.flip();
                break;
            } catch (BufferOverflowException e) {
                // a long text: rare, and the larger buffer is kept
                bytes = ByteBuffer.allocate(2 * bytes.capacity());
            }
        }
        taken = 0;
        users.set(OPEN);
    }

    /** One more has it. By the thread that posts. */
    void take() {
        taken++;
    }

    /** Nobody will take it any more. By a thread that posts. */
    void close() {
        if (users.addAndGet(taken - OPEN) == 0) {
            owner.recycle(this);
        }
    }

    /** One of those who took it is done with it. */
    void release() {
        if (users.decrementAndGet() == 0) {
            owner.recycle(this);
        }
    }

    @Override
    public int length() {
        return bytes.limit();
    }

    @Override
    public void writeTo(ByteBuffer buffer) {
        buffer.put(bytes.array(), 0, bytes.limit());
    }

    @Override
    public PVStructure getPVStructure() {
        throw new UnsupportedOperationException("only bytes");
    }

    @Override
    public BitSet getChangedBitSet() {
        return changed;
    }

    @Override
    public BitSet getOverrunBitSet() {
        return NONE;
    }
}
