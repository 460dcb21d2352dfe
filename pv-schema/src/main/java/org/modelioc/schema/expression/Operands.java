package org.modelioc.schema.expression;

/**
 * The values of an evaluation. An operand's slot is its place in the {@link Names} that the expression was compiled with;
 * only slots of {@link Expression#slots()} are asked for.
 */
public interface Operands {

    /**
     * The value of a scalar.
     *
     * @param slot of an operand declared as a scalar
     * @return any double
     */
    double scalar(int slot);

    /**
     * The array that holds the values of an array operand.
     *
     * @param slot of an operand declared as an array
     * @return at least as many as declared, from {@link #offset} on; read during the evaluation, neither changed nor kept
     */
    double[] array(int slot);

    /**
     * Where the values of an array operand begin.
     *
     * @param slot of an operand declared as an array
     * @return the place of its first in {@link #array}
     */
    default int offset(int slot) {
        return 0;
    }
}
