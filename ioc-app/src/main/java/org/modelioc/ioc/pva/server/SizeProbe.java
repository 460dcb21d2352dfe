package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvdata.pv.DeserializableControl;
import org.epics.pvdata.pv.Field;

/**
 * Finds out whether sizes are judged.
 *
 * @param asked its first element becomes true when a size was to be judged
 */
record SizeProbe(boolean[] asked) implements DeserializableControl, WireLimits {

    @Override
    public void checkSize(int size) {
        asked[0] = true;
    }

    @Override
    public void ensureData(int size) {
        // all is there
    }

    @Override
    public void alignData(int alignment) {
        // the protocol aligns nothing
    }

    @Override
    public Field cachedDeserialize(ByteBuffer buffer) {
        throw new UnsupportedOperationException();
    }
}
