package org.modelioc.schema.expression;

import java.util.random.RandomGenerator;

/**
 * The memory of a program: a stack of numbers and one of arrays, whose places are known when the program is made. Allocated
 * once and used by one thread.
 */
final class Registers {

    /** The number at each depth. */
    final double[] scalars;
    /** The array at each depth: one of {@link #buffers} or an operand's own. */
    final double[][] arrays;
    /** Where in it the first element is. */
    final int[] offsets;
    /** Where steps leave arrays. */
    final double[][] buffers;
    /** Where in each buffer the first element goes: 0, but for a result that is written into an array of the caller. */
    final int[] bufferOffsets;
    /** Elements of each buffer. */
    final int[] bufferLengths;
    /** Where {@code RNDM} comes from. */
    final RandomGenerator random;

    Registers(int depth, int[] bufferLengths, RandomGenerator random) {
        this.scalars = new double[depth];
        this.arrays = new double[depth][];
        this.offsets = new int[depth];
        this.buffers = new double[bufferLengths.length][];
        this.bufferOffsets = new int[bufferLengths.length];
        this.bufferLengths = bufferLengths.clone();
        for (int i = 0; i < bufferLengths.length; i++) {
            buffers[i] = new double[bufferLengths[i]];
        }
        this.random = random;
    }

    /** Makes a buffer the array at a depth; the one before stays as it is, unless it is the same. */
    double[] replace(int at, int buffer) {
        double[] target = buffers[buffer];
        arrays[at] = target;
        offsets[at] = bufferOffsets[buffer];
        return target;
    }
}
