package org.modelioc.runtime.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.tensor.TensorType;

/**
 * All inputs, or all outputs, of a session in one piece of memory, so that a device needs one copy for them.
 *
 * @param memory  the whole piece, 64-byte aligned, zero at first
 * @param tensors one 64-byte aligned slice each, in the order they were asked for
 */
public record TensorBlock(MemorySegment memory, List<Tensor> tensors) {

    /** Bytes: a cache line, and the widest vector register. */
    private static final long ALIGNMENT = 64;

    /** Keeps an unmodifiable copy of the list. */
    public TensorBlock {
        tensors = List.copyOf(tensors);
    }

    /**
     * Allocates tensors.
     *
     * @param arena      whose life the memory shares
     * @param signatures names, element types and concrete shapes
     * @return the block
     * @throws IllegalArgumentException if a dimension is open, or a tensor has no element or takes 2 GiB or more, which is
     *                                  the limit of a direct buffer
     */
    public static TensorBlock allocate(Arena arena, List<TensorSignature> signatures) {
        long total = 0;
        long[] offsets = new long[signatures.size()];
        long[] sizes = new long[signatures.size()];
        for (int i = 0; i < offsets.length; i++) {
            sizes[i] = bytes(signatures.get(i));
            offsets[i] = total;
            total += (sizes[i] + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        MemorySegment memory = arena.allocate(total, ALIGNMENT);
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < offsets.length; i++) {
            tensors.add(Tensor.over(signatures.get(i), memory.asSlice(offsets[i], sizes[i], ALIGNMENT)));
        }
        return new TensorBlock(memory, tensors);
    }

    private static long bytes(TensorSignature signature) {
        TensorType type = signature.type();
        long bytes = type.element().bytes();
        for (long size : type.dimensions()) {
            if (size <= 0) {
                throw new IllegalArgumentException(
                    "tensor " + signature + (size == 0 ? " has no elements" : " has an open dimension"));
            }
            if (size > Integer.MAX_VALUE / bytes) {
                throw new IllegalArgumentException("tensor " + signature + " takes 2 GiB or more");
            }
            bytes *= size;
        }
        return bytes;
    }
}
