package org.modelioc.runtime.tensor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Elements of 8-bit integers without a sign: only whole numbers from 0 to 255 fit. */
final class UInt8Tensor extends Tensor {

    private static final int MOST = 255;

    UInt8Tensor(TensorSignature signature, MemorySegment memory) {
        super(signature, memory);
    }

    @Override
    public double get(int index) {
        return Byte.toUnsignedInt(memory.getAtIndex(JAVA_BYTE, index));
    }

    @Override
    public void set(int index, double value) throws ConversionException {
        memory.setAtIndex(JAVA_BYTE, index, (byte) whole(index, value, 0, MOST));
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
