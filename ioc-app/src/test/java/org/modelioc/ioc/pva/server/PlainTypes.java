package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.SerializableControl;

/**
 * Writes types to a buffer that is large enough.
 *
 * @param types numbers the types
 */
record PlainTypes(OutgoingTypes types) implements SerializableControl {

    @Override
    public void cachedSerialize(Field field, ByteBuffer buffer) {
        types.write(field, buffer, this);
    }

    @Override
    public void ensureBuffer(int size) {
        // there is room
    }

    @Override
    public void flushSerializeBuffer() {
        throw new AssertionError("the buffer is too small");
    }

    @Override
    public void alignBuffer(int alignment) {
        // nothing is aligned
    }
}
