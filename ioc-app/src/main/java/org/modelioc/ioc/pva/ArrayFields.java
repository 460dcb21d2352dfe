package org.modelioc.ioc.pva;

import java.util.Arrays;
import org.epics.pvdata.pv.BooleanArrayData;
import org.epics.pvdata.pv.ByteArrayData;
import org.epics.pvdata.pv.DoubleArrayData;
import org.epics.pvdata.pv.FloatArrayData;
import org.epics.pvdata.pv.IntArrayData;
import org.epics.pvdata.pv.LongArrayData;
import org.epics.pvdata.pv.PVBooleanArray;
import org.epics.pvdata.pv.PVByteArray;
import org.epics.pvdata.pv.PVDoubleArray;
import org.epics.pvdata.pv.PVFloatArray;
import org.epics.pvdata.pv.PVIntArray;
import org.epics.pvdata.pv.PVLongArray;
import org.epics.pvdata.pv.PVScalarArray;
import org.epics.pvdata.pv.PVShortArray;
import org.epics.pvdata.pv.PVStringArray;
import org.epics.pvdata.pv.PVUByteArray;
import org.epics.pvdata.pv.PVUIntArray;
import org.epics.pvdata.pv.PVULongArray;
import org.epics.pvdata.pv.PVUShortArray;
import org.epics.pvdata.pv.ShortArrayData;
import org.epics.pvdata.pv.StringArrayData;
import org.modelioc.ioc.pv.Elements;
import org.modelioc.schema.type.ValueType;

/**
 * Java's arrays in the array fields of pvData.
 *
 * <p>A small array is copied into each structure that shows it, so that a steady stream of updates allocates nothing. One of
 * more than {@value #SHARED_BYTES} bytes is shared by all of them instead, so that any number of subscribers costs no copy at
 * all; the PV then makes a new array for its next value.
 */
final class ArrayFields {

    /** The largest array that is copied. */
    static final int SHARED_BYTES = 64 * 1024;

    // the most that a field of each type was ever seen to need, and a reference for a text
    private static final int[] ELEMENT_BYTES = {1, 1, 2, 4, 8, 1, 2, 4, 8, 4, 8, 8};

    private static final boolean[] NO_BOOLEANS = {};
    private static final byte[] NO_BYTES = {};
    private static final short[] NO_SHORTS = {};
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final float[] NO_FLOATS = {};
    private static final double[] NO_DOUBLES = {};
    private static final String[] NO_TEXTS = {};

    private ArrayFields() {
    }

    /** Memory of one element; of a text the reference alone. */
    static int bytes(ValueType type) {
        return ELEMENT_BYTES[type.ordinal()];
    }

    /** Memory of an array. */
    static long bytes(Elements elements) {
        return (long) elements.length() * bytes(elements.type());
    }

    /** Makes a field show the present elements. The PV's monitor is held. */
    static void show(Elements from, PVScalarArray to) {
        if (bytes(from) > SHARED_BYTES) {
            share(from.share(), to);
        } else {
            // a table may have fewer rows than before
            if (to.getLength() > from.length()) {
                to.setLength(from.length());
            }
            copy(from.array(), from.length(), to);
        }
    }

    /** Lets go of a shared array. */
    static void release(Elements of, PVScalarArray from) {
        if (bytes(of) > SHARED_BYTES) {
            release(from);
        }
    }

    /** Lets go of whatever the field holds. */
    static void release(PVScalarArray field) {
        share(switch (field.getScalarArray().getElementType()) {
            case pvBoolean -> NO_BOOLEANS;
            case pvByte, pvUByte -> NO_BYTES;
            case pvShort, pvUShort -> NO_SHORTS;
            case pvInt, pvUInt -> NO_INTS;
            case pvLong, pvULong -> NO_LONGS;
            case pvFloat -> NO_FLOATS;
            case pvDouble -> NO_DOUBLES;
            case pvString -> NO_TEXTS;
        }, field);
    }

    private static void copy(Object array, int length, PVScalarArray to) {
        switch (to) {
            case PVDoubleArray a -> a.put(0, length, (double[]) array, 0);
            case PVFloatArray a -> a.put(0, length, (float[]) array, 0);
            case PVUByteArray a -> a.put(0, length, (byte[]) array, 0);
            case PVUShortArray a -> a.put(0, length, (short[]) array, 0);
            case PVUIntArray a -> a.put(0, length, (int[]) array, 0);
            case PVULongArray a -> a.put(0, length, (long[]) array, 0);
            case PVByteArray a -> a.put(0, length, (byte[]) array, 0);
            case PVShortArray a -> a.put(0, length, (short[]) array, 0);
            case PVIntArray a -> a.put(0, length, (int[]) array, 0);
            case PVLongArray a -> a.put(0, length, (long[]) array, 0);
            case PVBooleanArray a -> a.put(0, length, (boolean[]) array, 0);
            case PVStringArray a -> a.put(0, length, (String[]) array, 0);
            default -> throw unknown(to);
        }
    }

    private static void share(Object array, PVScalarArray to) {
        switch (to) {
            case PVDoubleArray a -> a.shareData((double[]) array);
            case PVFloatArray a -> a.shareData((float[]) array);
            case PVUByteArray a -> a.shareData((byte[]) array);
            case PVUShortArray a -> a.shareData((short[]) array);
            case PVUIntArray a -> a.shareData((int[]) array);
            case PVULongArray a -> a.shareData((long[]) array);
            case PVByteArray a -> a.shareData((byte[]) array);
            case PVShortArray a -> a.shareData((short[]) array);
            case PVIntArray a -> a.shareData((int[]) array);
            case PVLongArray a -> a.shareData((long[]) array);
            case PVBooleanArray a -> a.shareData((boolean[]) array);
            case PVStringArray a -> a.shareData((String[]) array);
            default -> throw unknown(to);
        }
    }

    /** What a field holds: its own array, or a copy where that is longer than its length. */
    static Object array(PVScalarArray from) {
        int length = from.getLength();
        return switch (from) {
            case PVDoubleArray a -> {
                DoubleArrayData data = new DoubleArrayData();
                a.get(0, length, data);
                yield data.data.length == length ? data.data : Arrays.copyOf(data.data, length);
            }
            case PVFloatArray a -> {
                FloatArrayData data = new FloatArrayData();
                a.get(0, length, data);
                yield data.data.length == length ? data.data : Arrays.copyOf(data.data, length);
            }
            case PVBooleanArray a -> {
                BooleanArrayData data = new BooleanArrayData();
                a.get(0, length, data);
                yield data.data.length == length ? data.data : Arrays.copyOf(data.data, length);
            }
            case PVStringArray a -> {
                StringArrayData data = new StringArrayData();
                a.get(0, length, data);
                yield data.data.length == length ? data.data : Arrays.copyOf(data.data, length);
            }
            default -> integers(from, length);
        };
    }

    private static Object integers(PVScalarArray from, int length) {
        switch (from.getScalarArray().getElementType()) {
            case pvByte, pvUByte -> {
                ByteArrayData data = new ByteArrayData();
                if (from instanceof PVUByteArray a) {
                    a.get(0, length, data);
                } else {
                    ((PVByteArray) from).get(0, length, data);
                }
                return data.data.length == length ? data.data : Arrays.copyOf(data.data, length);
            }
            case pvShort, pvUShort -> {
                ShortArrayData data = new ShortArrayData();
                if (from instanceof PVUShortArray a) {
                    a.get(0, length, data);
                } else {
                    ((PVShortArray) from).get(0, length, data);
                }
                return data.data.length == length ? data.data : Arrays.copyOf(data.data, length);
            }
            case pvInt, pvUInt -> {
                IntArrayData data = new IntArrayData();
                if (from instanceof PVUIntArray a) {
                    a.get(0, length, data);
                } else {
                    ((PVIntArray) from).get(0, length, data);
                }
                return data.data.length == length ? data.data : Arrays.copyOf(data.data, length);
            }
            case pvLong, pvULong -> {
                LongArrayData data = new LongArrayData();
                if (from instanceof PVULongArray a) {
                    a.get(0, length, data);
                } else {
                    ((PVLongArray) from).get(0, length, data);
                }
                return data.data.length == length ? data.data : Arrays.copyOf(data.data, length);
            }
            default -> throw unknown(from);
        }
    }

    private static IllegalStateException unknown(PVScalarArray field) {
        return new IllegalStateException("array of type " + field.getField());
    }
}
