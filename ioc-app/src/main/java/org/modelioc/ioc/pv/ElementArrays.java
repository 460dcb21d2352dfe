package org.modelioc.ioc.pv;

import java.util.Arrays;
import org.modelioc.schema.type.ValueType;

/**
 * Java's arrays by the type of a PV's elements: unsigned integers stand in the signed array of their size, as in pvData.
 */
final class ElementArrays {

    private static final int BYTE = 0xFF;
    private static final int SHORT = 0xFFFF;
    private static final long INT = 0xFFFF_FFFFL;

    private ElementArrays() {
    }

    /** A new array, undefined: NaN where there is one, else 0, false or no text. */
    static Object undefined(ValueType type, int length) {
        Object array = allocate(type, length);
        switch (array) {
            case double[] a -> Arrays.fill(a, Double.NaN);
            case float[] a -> Arrays.fill(a, Float.NaN);
            case String[] a -> Arrays.fill(a, "");
            default -> {
                // zeros
            }
        }
        return array;
    }

    static Object allocate(ValueType type, int length) {
        return switch (type) {
            case BOOLEAN -> new boolean[length];
            case BYTE, UBYTE -> new byte[length];
            case SHORT, USHORT -> new short[length];
            case INT, UINT -> new int[length];
            case LONG, ULONG -> new long[length];
            case FLOAT -> new float[length];
            case DOUBLE -> new double[length];
            case STRING -> new String[length];
        };
    }

    /** The length of an array; -1 of anything else. */
    static int length(Object array) {
        return switch (array) {
            case double[] a -> a.length;
            case float[] a -> a.length;
            case long[] a -> a.length;
            case int[] a -> a.length;
            case short[] a -> a.length;
            case byte[] a -> a.length;
            case boolean[] a -> a.length;
            case String[] a -> a.length;
            case null, default -> -1;
        };
    }

    /** One number as the nearest double. */
    static double number(ValueType type, Object array, int index) {
        return switch (array) {
            case double[] a -> a[index];
            case float[] a -> a[index];
            case String[] a -> Double.NaN;
            default -> Numbers.number(type, bits(type, array, index));
        };
    }

    /** One integer or boolean. */
    static long bits(ValueType type, Object array, int index) {
        boolean unsigned = type.least() == 0;
        return switch (array) {
            case long[] a -> a[index];
            case int[] a -> unsigned ? a[index] & INT : a[index];
            case short[] a -> unsigned ? a[index] & SHORT : a[index];
            case byte[] a -> unsigned ? a[index] & BYTE : a[index];
            case boolean[] a -> a[index] ? 1 : 0;
            default -> throw new IllegalArgumentException("no integers: " + type.yaml());
        };
    }

    /** Copies all numbers into doubles; an integer that has no double of its own becomes NaN. */
    static void read(ValueType type, Object array, double[] to, int offset) {
        switch (array) {
            case double[] a -> System.arraycopy(a, 0, to, offset, a.length);
            case float[] a -> {
                for (int i = 0; i < a.length; i++) {
                    to[offset + i] = a[i];
                }
            }
            case byte[] a -> {
                int mask = type == ValueType.UBYTE ? BYTE : -1;
                for (int i = 0; i < a.length; i++) {
                    to[offset + i] = a[i] & mask;
                }
            }
            case short[] a -> {
                int mask = type == ValueType.USHORT ? SHORT : -1;
                for (int i = 0; i < a.length; i++) {
                    to[offset + i] = a[i] & mask;
                }
            }
            case int[] a -> {
                long mask = type == ValueType.UINT ? INT : -1;
                for (int i = 0; i < a.length; i++) {
                    to[offset + i] = a[i] & mask;
                }
            }
            case long[] a -> {
                for (int i = 0; i < a.length; i++) {
                    to[offset + i] = Numbers.exact(type, a[i]) ? Numbers.number(type, a[i]) : Double.NaN;
                }
            }
            case boolean[] a -> {
                for (int i = 0; i < a.length; i++) {
                    to[offset + i] = a[i] ? 1 : 0;
                }
            }
            default -> {
                // text is nothing to a model
            }
        }
    }

    /** Stores doubles, each of which fits. */
    static void write(ValueType type, double[] from, int offset, Object array) {
        switch (array) {
            case double[] a -> System.arraycopy(from, offset, a, 0, a.length);
            case float[] a -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] = (float) from[offset + i];
                }
            }
            case byte[] a -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] = (byte) (int) from[offset + i];
                }
            }
            case short[] a -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] = (short) (int) from[offset + i];
                }
            }
            case int[] a -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] = (int) (long) from[offset + i];
                }
            }
            case long[] a -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] = Numbers.bits(from[offset + i]);
                }
            }
            case boolean[] a -> {
                for (int i = 0; i < a.length; i++) {
                    a[i] = from[offset + i] != 0;
                }
            }
            default -> throw new IllegalArgumentException("no numbers: " + type.yaml());
        }
    }

    /** The index of the first number that is not finite; -1 if all are. */
    static int firstNotFinite(Object array) {
        switch (array) {
            case double[] a -> {
                for (int i = 0; i < a.length; i++) {
                    if (!Double.isFinite(a[i])) {
                        return i;
                    }
                }
            }
            case float[] a -> {
                for (int i = 0; i < a.length; i++) {
                    if (!Float.isFinite(a[i])) {
                        return i;
                    }
                }
            }
            default -> {
                // integers always are
            }
        }
        return -1;
    }

    /** The index of the first integer that has no double of its own; -1 if there is none. */
    static int firstInexact(ValueType type, Object array) {
        if (array instanceof long[] a) {
            for (int i = 0; i < a.length; i++) {
                if (!Numbers.exact(type, a[i])) {
                    return i;
                }
            }
        }
        return -1;
    }
}
