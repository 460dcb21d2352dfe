package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvdata.pv.DeserializableControl;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.SerializableControl;

/** Control of a buffer that holds a whole message: a UDP packet. */
final class PlainBuffer implements SerializableControl {

    static final PlainBuffer INSTANCE = new PlainBuffer();

    private PlainBuffer() {
    }

    /** Reads a received packet; what is not in it cannot be waited for. */
    static final class Reader implements DeserializableControl, WireLimits {

        private final ByteBuffer buffer;

        Reader(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public void ensureData(int size) {
            if (buffer.remaining() < size) {
                throw new WireException("the packet ends too early");
            }
        }

        @Override
        public void checkSize(int size) {
            ensureData(size);
        }

        @Override
        public void alignData(int alignment) {
            // the protocol aligns nothing
        }

        @Override
        public Field cachedDeserialize(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void ensureBuffer(int size) {
        // the buffer is large enough
    }

    @Override
    public void flushSerializeBuffer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void alignBuffer(int alignment) {
        // the protocol aligns nothing
    }

    @Override
    public void cachedSerialize(Field field, ByteBuffer target) {
        throw new UnsupportedOperationException();
    }
}
