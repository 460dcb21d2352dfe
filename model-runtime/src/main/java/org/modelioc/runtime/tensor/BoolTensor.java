package org.modelioc.runtime.tensor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Elements that are false or true, one byte each: 0 and 1, and no other number. */
final class BoolTensor extends Tensor {

    BoolTensor(TensorSignature signature, MemorySegment memory) {
        super(signature, memory);
    }

    @Override
    public double get(int index) {
        return memory.getAtIndex(JAVA_BYTE, index) == 0 ? 0 : 1;
    }

    @Override
    public void set(int index, double value) throws ConversionException {
        if (value != 0 && value != 1) {
            throw ConversionException.notBoolean(this, index, value);
        }
        memory.setAtIndex(JAVA_BYTE, index, (byte) value);
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
}
