package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.pv.Array;
import org.epics.pvdata.pv.DeserializableControl;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.FieldCreate;
import org.epics.pvdata.pv.Structure;
import org.epics.pvdata.pv.StructureArray;
import org.epics.pvdata.pv.Type;
import org.epics.pvdata.pv.Union;
import org.epics.pvdata.pv.UnionArray;

/**
 * Reads the descriptions of types that a client sends, and remembers those it gave a number.
 *
 * <p>A value is made for every type received, so types are bounded: a few bytes can name a type that contains another ten
 * times, and that one another ten times, and so on. Not thread-safe: used by the thread that receives.
 */
final class IncomingTypes {

    static final int MAX_FIELDS = 10_000;
    static final int MAX_DEPTH = 64;
    static final int MAX_REMEMBERED_FIELDS = 32_768;
    /** Depths of all types in one message, added up: bounds the recursion through unions that hold unions. */
    static final int MAX_DEPTH_IN_MESSAGE = 2_048;

    private static final int RECENT = 4;
    private static final int LONGEST_RECENT = 4_096;
    private static final byte NULL_TYPE = -1;
    private static final byte ONLY_ID = -2;
    private static final byte FULL_WITH_ID = -3;
    private static final int ELEMENTS_AS_ONE_FIELD = 8;
    private static final FieldCreate CREATE = FieldFactory.getFieldCreate();

    private record Remembered(Field field, Size size) {
    }

    /** A description as it came, none of whose types was named by a number. */
    private record Description(byte[] bytes, ByteOrder order, Field field, Size size) {

        boolean begins(ByteBuffer buffer) {
            int from = buffer.arrayOffset() + buffer.position();
            return buffer.remaining() >= bytes.length && buffer.order() == order
                && Arrays.equals(buffer.array(), from, from + bytes.length, bytes, 0, bytes.length);
        }
    }

    private record Size(int fields, int depth, boolean hasComplexArray) {
    }

    private final Map<Short, Remembered> byId = new HashMap<>();
    private int rememberedFields;
    private int level;
    private int fields;
    private int depthInMessage;
    private boolean complexArrays;
    /** Clients that give no numbers describe the same few types again and again. */
    private final Description[] recent = new Description[RECENT];
    private int nextRecent;
    private boolean numbered;

    void startMessage() {
        level = 0;
        depthInMessage = 0;
        complexArrays = false;
    }

    /** Whether a description is being read just now, so that sizes are those of names and lists of fields. */
    boolean inDescription() {
        return level > 0;
    }

    /** Whether this message brought a type with arrays of structures or unions, whose elements cost far more than they weigh. */
    boolean complexArrays() {
        return complexArrays;
    }

    /**
     * Reads a description, or recalls it.
     *
     * @param buffer has it at its position
     * @param whole  whether the rest of the message is in the buffer as well, so that a description is in one piece
     * @return null for no type
     */
    Field read(ByteBuffer buffer, DeserializableControl control, boolean whole) {
        if (level > 0) {
            Field field = description(buffer, control);
            if (field == null) {
                throw new WireException("a type with a field that has no type");
            }
            return field;
        }
        Description same = recent(buffer);
        if (same != null) {
            buffer.position(buffer.position() + same.bytes.length);
            count(same.size);
            return same.field;
        }
        fields = 0;
        numbered = false;
        int start = buffer.position();
        Field field = description(buffer, control);
        if (field != null) {
            Size size = measure(field);
            count(size);
            int length = buffer.position() - start;
            if (whole && !numbered && length <= LONGEST_RECENT && field instanceof Structure) {
                byte[] bytes = new byte[length];
                buffer.get(start, bytes);
                recent[nextRecent] = new Description(bytes, buffer.order(), field, size);
                nextRecent = (nextRecent + 1) % RECENT;
            }
        }
        return field;
    }

    private Description recent(ByteBuffer buffer) {
        for (Description each : recent) {
            if (each != null && each.begins(buffer)) {
                return each;
            }
        }
        return null;
    }

    private void count(Size size) {
        depthInMessage += size.depth;
        complexArrays |= size.hasComplexArray;
        if (depthInMessage > MAX_DEPTH_IN_MESSAGE) {
            throw new WireException("a message with types nested more than " + MAX_DEPTH_IN_MESSAGE + " deep altogether");
        }
    }

    private Field description(ByteBuffer buffer, DeserializableControl control) {
        control.ensureData(1);
        byte code = buffer.get(buffer.position());
        switch (code) {
            case NULL_TYPE -> {
                buffer.get();
                return null;
            }
            case ONLY_ID -> {
                return recall(id(buffer, control));
            }
            case FULL_WITH_ID -> {
                short id = id(buffer, control);
                Field field = full(buffer, control);
                remember(id, field);
                return field;
            }
            default -> {
                return full(buffer, control);
            }
        }
    }

    private static short id(ByteBuffer buffer, DeserializableControl control) {
        buffer.get();
        control.ensureData(Short.BYTES);
        return buffer.getShort();
    }

    private Field recall(short id) {
        numbered = true;
        Remembered found = byId.get(id);
        if (found == null) {
            throw new WireException("type number " + id + ", which was never described");
        }
        count(found.size.fields);
        if (level + found.size.depth > MAX_DEPTH) {
            throw tooDeep();
        }
        return found.field;
    }

    private Field full(ByteBuffer buffer, DeserializableControl control) {
        if (level >= MAX_DEPTH) {
            throw tooDeep();
        }
        count(1);
        level++;
        Field field = deserialize(buffer, control);
        level--;
        if (isFixed(field)) {
            count(weight(field) - 1);
        }
        return field;
    }

    // the library casts the element of an array of structures or unions without looking
    private static Field deserialize(ByteBuffer buffer, DeserializableControl control) {
        try {
            return CREATE.deserialize(buffer, control);
        } catch (ClassCastException e) {
            throw new WireException("an array of structures or unions whose element is neither");
        }
    }

    private void remember(short id, Field field) {
        numbered = true;
        if (field == null) {
            throw new WireException("a number for no type");
        }
        Size size = measure(field);
        Remembered old = byId.put(id, new Remembered(field, size));
        rememberedFields += size.fields - (old == null ? 0 : old.size.fields);
        if (rememberedFields > MAX_REMEMBERED_FIELDS) {
            throw new WireException("descriptions of types with more than " + MAX_REMEMBERED_FIELDS + " fields to remember");
        }
    }

    private void count(int more) {
        fields += more;
        if (fields > MAX_FIELDS) {
            throw new WireException("a type with more than " + MAX_FIELDS + " fields");
        }
    }

    private static WireException tooDeep() {
        return new WireException("a type nested more than " + MAX_DEPTH + " deep");
    }

    private static boolean isFixed(Field field) {
        return field instanceof Array array && array.getArraySizeType() == Array.ArraySizeType.fixed;
    }

    // an array of fixed size is allocated with the structure it stands in
    private static int weight(Field field) {
        return isFixed(field) ? 1 + ((Array) field).getMaximumCapacity() / ELEMENTS_AS_ONE_FIELD : 1;
    }

    private static Size measure(Field field) {
        return switch (field) {
            case Structure structure -> measure(structure.getFields());
            case Union union when !union.isVariant() -> measure(union.getFields());
            case StructureArray array -> inArray(measure(array.getStructure()));
            case UnionArray array -> inArray(array.getUnion().isVariant() ? new Size(1, 1, true) : measure(array.getUnion()));
            default -> new Size(weight(field), 1, false);
        };
    }

    private static Size inArray(Size element) {
        return new Size(element.fields + 1, element.depth + 1, true);
    }

    private static Size measure(Field[] members) {
        int sum = 1;
        int deepest = 0;
        boolean complex = false;
        for (Field member : members) {
            if (member.getType() == Type.scalar) {
                sum++;
                deepest = Math.max(deepest, 1);
                continue;
            }
            Size size = measure(member);
            sum += size.fields;
            deepest = Math.max(deepest, size.depth);
            complex |= size.hasComplexArray;
        }
        return new Size(sum, deepest + 1, complex);
    }
}
