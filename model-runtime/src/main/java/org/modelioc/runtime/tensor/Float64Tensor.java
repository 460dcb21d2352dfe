package org.modelioc.runtime.tensor;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;

/** Elements of 64-bit floating point: every double fits. */
final class Float64Tensor extends Tensor {

    Float64Tensor(TensorSignature signature, MemorySegment memory) {
        super(signature, memory);
    }

    @Override
    public double get(int index) {
        return memory.getAtIndex(JAVA_DOUBLE, index);
    }

    @Override
    public void set(int index, double value) {
        memory.setAtIndex(JAVA_DOUBLE, index, value);
    }

    @Override
    public void getAll(int index, double[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            values[from + i] = get(index + i);
        }
    }

    @Override
    public void setAll(int index, double[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            set(index + i, values[from + i]);
        }
    }

    @Override
    public void gather(int index, double[] values, int[] slots) {
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
}
