package org.modelioc.runtime.tensor;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/** Elements of 16-bit floating point (IEEE 754 binary16): a double is rounded to the nearest, ties to even. */
final class Float16Tensor extends Tensor {

    private static final double MOST = 65504;
    /** From here on the nearest would be infinity: half-way from the largest number to the next, were there one. */
    private static final double OVERFLOW = 65520;

    Float16Tensor(TensorSignature signature, MemorySegment memory) {
        super(signature, memory);
    }

    @Override
    public double get(int index) {
        return Float.float16ToFloat(memory.getAtIndex(JAVA_SHORT, index));
    }

    @Override
    public void set(int index, double value) throws ConversionException {
        memory.setAtIndex(JAVA_SHORT, index, narrowed(index, value));
    }

    @Override
    public void getAll(int index, double[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            values[from + i] = get(index + i);
        }
    }

    @Override
    public void setAll(int index, double[] values, int from, int count) throws ConversionException {
        for (int i = 0; i < count; i++) {
            set(index + i, values[from + i]);
        }
    }

    @Override
    public void gather(int index, double[] values, int[] slots) throws ConversionException {
        for (int i = 0; i < slots.length; i++) {
            set(index + i, values[slots[i]]);
        }
    }

    @Override
    public void scatter(int index, double[] values, int[] slots) {
        for (int i = 0; i < slots.length; i++) {
            values[slots[i]] = get(index + i);
        }
    }

    private short narrowed(int index, double value) throws ConversionException {
        if (Math.abs(value) >= OVERFLOW && !Double.isInfinite(value)) {
            throw ConversionException.outOfRange(this, index, value, -MOST, MOST);
        }
        return Float.floatToFloat16(roundedToOdd(value));
    }

    /**
     * A float from which rounding to 16 bits gives what rounding the double itself would give. The nearest float would not do:
     * it may be half-way between two results where the double is not. What is cut off leaves its trace in the last bit instead
     * (S. Boldo, G. Melquiond, "When double rounding is odd", 2005).
     */
    private static float roundedToOdd(double value) {
        float nearest = (float) value;
        if (nearest == value || Double.isNaN(value)) {
            return nearest;
        }
        int bits = Float.floatToRawIntBits(nearest);
        int towardsZero = Math.abs((double) nearest) > Math.abs(value) ? bits - 1 : bits;
        return Float.intBitsToFloat(towardsZero | 1);
    }
}
