package org.modelioc.schema.expression;

/**
 * Doubles to 32-bit integers as {@code calcPerform()} does it on 64-bit x86. C leaves open what becomes of a number that
 * does not fit; there it is what the processor's truncating conversions give.
 */
final class Integers {

    private static final double TWO_TO_31 = 0x1p31;
    private static final double TWO_TO_63 = 0x1p63;

    private Integers() {
    }

    /** Towards zero; what does not fit, and NaN, is the least integer. */
    static int truncate(double x) {
        return Math.abs(x) < TWO_TO_31 ? (int) x : Integer.MIN_VALUE;
    }

    /**
     * The bits for bitwise operators: of a negative number those of the signed integer, of another the lower 32 of the
     * integer with 64, so that 0xFFFFFFFF is reached from -1 and from 4294967295. NaN has none.
     */
    static int bits(double x) {
        if (x < 0) {
            return truncate(x);
        }
        return x < TWO_TO_63 ? (int) (long) x : 0;
    }
}
