package org.modelioc.runtime.tensor;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/** Elements of 32-bit floating point: a double is rounded to the nearest. */
final class Float32Tensor extends Tensor {

    Float32Tensor(TensorSignature signature, MemorySegment memory) {
        super(signature, memory);
    }

    @Override
    public double get(int index) {
        return memory.getAtIndex(JAVA_FLOAT, index);
    }

    @Override
    public void set(int index, double value) throws ConversionException {
        memory.setAtIndex(JAVA_FLOAT, index, narrowed(index, value));
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

    private float narrowed(int index, double value) throws ConversionException {
        float narrow = (float) value;
        if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw ConversionException.outOfRange(this, index, value, -Float.MAX_VALUE, Float.MAX_VALUE);
        }
        return narrow;
    }
}
