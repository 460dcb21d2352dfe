package org.modelioc.runtime.expression;

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
     * The values of an array.
     *
     * @param slot of an operand declared as an array
     * @return exactly as many as declared; read during the evaluation, neither changed nor kept
     */
    double[] array(int slot);
}
