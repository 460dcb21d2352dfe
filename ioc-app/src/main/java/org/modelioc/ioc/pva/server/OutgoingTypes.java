package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.SerializableControl;
import org.epics.pvdata.pv.Type;
import org.epics.pvdata.pv.Union;
import org.epics.pvdata.pv.UnionArray;

/**
 * Describes types to a client, each one in full only once: afterwards a number stands for it.
 *
 * <p>When the numbers are used up, further types are described in full each time, without a number. Not thread-safe: used
 * under the lock of the sender.
 */
final class OutgoingTypes {

    static final int MAX_TYPES = 4096;

    private static final byte NULL_TYPE = -1;
    private static final byte ONLY_ID = -2;
    private static final byte FULL_WITH_ID = -3;

    private final Map<Field, Short> byType = new HashMap<>();
    // comparing two types walks both, and mostly it is the same object
    private final Map<Field, Short> byObject = new IdentityHashMap<>();

    void write(Field field, ByteBuffer buffer, SerializableControl control) {
        if (field == null) {
            control.ensureBuffer(1);
            buffer.put(NULL_TYPE);
            return;
        }
        if (hasShortDescription(field)) {
            field.serialize(buffer, control);
            return;
        }
        Short id = find(field);
        control.ensureBuffer(1 + Short.BYTES);
        if (id != null) {
            buffer.put(ONLY_ID).putShort(id);
            return;
        }
        if (byType.size() < MAX_TYPES) {
            short next = (short) (byType.size() + 1);
            byType.put(field, next);
            byObject.put(field, next);
            buffer.put(FULL_WITH_ID).putShort(next);
        }
        field.serialize(buffer, control);
    }

    private Short find(Field field) {
        Short id = byObject.get(field);
        if (id == null) {
            id = byType.get(field);
            if (id != null && byObject.size() < MAX_TYPES) {
                byObject.put(field, id);
            }
        }
        return id;
    }

    private static boolean hasShortDescription(Field field) {
        return field.getType() == Type.scalar || field.getType() == Type.scalarArray
            || field instanceof Union union && union.isVariant()
            || field instanceof UnionArray array && array.getUnion().isVariant();
    }
}
