package org.modelioc.schema.expression;

import java.util.Arrays;

/**
 * One instruction of a program. It finds its first argument at depth {@code at}, further ones above, and leaves its result
 * at {@code at}. An array result may share the buffer of the first argument, since element {@code i} of a result needs only
 * the elements {@code i} of the arguments.
 */
sealed interface Step {

    void run(Registers registers, Operands operands);

    /** A number of the text. */
    record Constant(int at, double value) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            registers.scalars[at] = value;
        }
    }

    /** {@code RNDM}. */
    record Random(int at) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            registers.scalars[at] = registers.random.nextDouble();
        }
    }

    /** A scalar operand. */
    record LoadScalar(int at, int slot) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            registers.scalars[at] = operands.scalar(slot);
        }
    }

    /** An array operand, not copied. */
    record LoadArray(int at, int slot, Operand declared) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            double[] array = operands.array(slot);
            int offset = operands.offset(slot);
            if (array.length - offset < declared.length()) {
                throw new IllegalArgumentException("'" + declared.name() + "' has " + (array.length - offset)
                    + " elements instead of " + declared.length());
            }
            registers.arrays[at] = array;
            registers.offsets[at] = offset;
        }
    }

    /** Scalar to scalar. */
    record Unary(int at, UnaryOperation operation) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            registers.scalars[at] = operation.apply(registers.scalars[at]);
        }
    }

    /** Two scalars to one. */
    record Binary(int at, BinaryOperation operation) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            double[] scalars = registers.scalars;
            scalars[at] = operation.apply(scalars[at], scalars[at + 1]);
        }
    }

    /** Condition and two scalars to one of them. */
    record Select(int at) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            double[] scalars = registers.scalars;
            scalars[at] = scalars[at] != 0 ? scalars[at + 1] : scalars[at + 2];
        }
    }

    /** Scalar to an array of equal elements. */
    record Broadcast(int at, int buffer) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            double[] result = registers.replace(at, buffer);
            int to = registers.offsets[at];
            Arrays.fill(result, to, to + registers.bufferLengths[buffer], registers.scalars[at]);
        }
    }

    /** Array to array. */
    record UnaryArray(int at, UnaryOperation operation, int buffer) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            double[] x = registers.arrays[at];
            int from = registers.offsets[at];
            double[] result = registers.replace(at, buffer);
            int to = registers.offsets[at];
            int length = registers.bufferLengths[buffer];
            for (int i = 0; i < length; i++) {
                result[to + i] = operation.apply(x[from + i]);
            }
        }
    }

    /** Two arrays to one. */
    record BinaryArray(int at, BinaryOperation operation, int buffer) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            double[] a = registers.arrays[at];
            double[] b = registers.arrays[at + 1];
            int fromA = registers.offsets[at];
            int fromB = registers.offsets[at + 1];
            double[] result = registers.replace(at, buffer);
            int to = registers.offsets[at];
            int length = registers.bufferLengths[buffer];
            switch (operation) {
                // loops that the compiler turns into vector instructions
                case ADD -> {
                    for (int i = 0; i < length; i++) {
                        result[to + i] = a[fromA + i] + b[fromB + i];
                    }
                }
                case SUBTRACT -> {
                    for (int i = 0; i < length; i++) {
                        result[to + i] = a[fromA + i] - b[fromB + i];
                    }
                }
                case MULTIPLY -> {
                    for (int i = 0; i < length; i++) {
                        result[to + i] = a[fromA + i] * b[fromB + i];
                    }
                }
                case DIVIDE -> {
                    for (int i = 0; i < length; i++) {
                        result[to + i] = a[fromA + i] / b[fromB + i];
                    }
                }
                default -> {
                    for (int i = 0; i < length; i++) {
                        result[to + i] = operation.apply(a[fromA + i], b[fromB + i]);
                    }
                }
            }
        }
    }

    /** An array of conditions and two arrays to one. */
    record SelectArray(int at, int buffer) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            double[] condition = registers.arrays[at];
            double[] a = registers.arrays[at + 1];
            double[] b = registers.arrays[at + 2];
            int from = registers.offsets[at];
            int fromA = registers.offsets[at + 1];
            int fromB = registers.offsets[at + 2];
            double[] result = registers.replace(at, buffer);
            int to = registers.offsets[at];
            int length = registers.bufferLengths[buffer];
            for (int i = 0; i < length; i++) {
                result[to + i] = condition[from + i] != 0 ? a[fromA + i] : b[fromB + i];
            }
        }
    }

    /** Array to scalar. */
    record Reduce(int at, Reduction reduction, int length) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            registers.scalars[at] = reduction.apply(registers.arrays[at], registers.offsets[at], length);
        }
    }

    /** Array to one of its elements. */
    record Element(int at, int index) implements Step {
        @Override
        public void run(Registers registers, Operands operands) {
            registers.scalars[at] = registers.arrays[at][registers.offsets[at] + index];
        }
    }
}
