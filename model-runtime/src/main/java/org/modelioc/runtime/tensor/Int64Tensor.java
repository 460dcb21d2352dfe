package org.modelioc.runtime.tensor;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** Elements of 64-bit integers: only whole numbers in range fit, and only those with an exact double come out. */
final class Int64Tensor extends Tensor {

    Int64Tensor(TensorSignature signature, MemorySegment memory) {
        super(signature, memory);
    }

    @Override
    public double get(int index) throws ConversionException {
        return exact(index, memory.getAtIndex(JAVA_LONG, index));
    }

    @Override
    public void set(int index, double value) throws ConversionException {
        memory.setAtIndex(JAVA_LONG, index, whole(index, value));
    }

    @Override
    public void getAll(int index, double[] values, int from, int count) throws ConversionException {
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
    public void scatter(int index, double[] values, int[] slots) throws ConversionException {
        for (int i = 0; i < slots.length; i++) {
            values[slots[i]] = get(index + i);
        }
    }

    /** 2^63, the least double above every long, is cast to Long.MAX_VALUE, which itself is no double. */
    private long whole(int index, double value) throws ConversionException {
        long whole = (long) value;
        if (whole != value || whole == Long.MAX_VALUE) {
            throw value == Math.rint(value)
                ? ConversionException.outOfRange(this, index, value, Long.MIN_VALUE, Long.MAX_VALUE)
                : ConversionException.notWhole(this, index, value);
        }
        return whole;
    }

    private double exact(int index, long value) throws ConversionException {
        double exact = value;
        if ((long) exact != value || value == Long.MAX_VALUE) {
            throw ConversionException.notExact(this, index, value);
        }
        return exact;
    }
}
