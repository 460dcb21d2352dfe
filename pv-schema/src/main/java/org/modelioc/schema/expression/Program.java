package org.modelioc.schema.expression;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * An expression as instructions without jumps, for a stack machine. Immutable; its memory is apart.
 *
 * @param steps         the instructions
 * @param depth         places on the stacks
 * @param bufferLengths elements of each buffer
 * @param length        elements of the result, or 0 if it is a scalar
 * @param resultBuffer  the buffer in which the last step leaves an array, or -1 if the result is an operand as it is
 * @param slots         the operands that are used
 */
record Program(Step[] steps, int depth, int[] bufferLengths, int length, int resultBuffer, BitSet slots) {

    Registers newRegisters(RandomGenerator random) {
        return new Registers(depth, bufferLengths, random);
    }

    double scalar(Registers registers, Operands operands) {
        run(registers, operands, steps.length);
        return registers.scalars[0];
    }

    /** Lets the last step write into the result itself; the steps before must not, as the result may be an operand. */
    void array(Registers registers, Operands operands, double[] result, int from) {
        if (resultBuffer < 0) {
            run(registers, operands, steps.length);
            System.arraycopy(registers.arrays[0], registers.offsets[0], result, from, length);
            return;
        }
        run(registers, operands, steps.length - 1);
        double[] own = registers.buffers[resultBuffer];
        registers.buffers[resultBuffer] = result;
        registers.bufferOffsets[resultBuffer] = from;
        steps[steps.length - 1].run(registers, operands);
        registers.buffers[resultBuffer] = own;
        registers.bufferOffsets[resultBuffer] = 0;
    }

    private void run(Registers registers, Operands operands, int count) {
        for (int i = 0; i < count; i++) {
            steps[i].run(registers, operands);
        }
    }
}
