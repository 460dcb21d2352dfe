package org.modelioc.ioc.access.acf;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.expression.Expression;
import org.modelioc.schema.expression.ExpressionException;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.expression.Operands;

/**
 * The condition {@code CALC("…")} of a rule, compiled. The one place that knows the compiler of expressions. One thread at a
 * time.
 */
public final class RuleCalc {

    /** Inputs that a group can have, A to U. */
    public static final int INPUTS = 21;

    private static final double LEAST_TRUE = 0.99;
    private static final double MOST_TRUE = 1.01;
    private static final Names LETTERS = letters();

    private final Expression expression;
    private final int used;

    /** An expression that is none. */
    static final class BadCalcException extends Exception {

        private static final long serialVersionUID = 1;

        private final int column;

        private BadCalcException(int column, String reason) {
            super(reason, null, false, false);
            this.column = column;
        }

        /** Where in the text, counted from 1. */
        int column() {
            return column;
        }
    }

    private RuleCalc(Expression expression) {
        this.expression = expression;
        int bits = 0;
        for (int slot : expression.slots()) {
            bits |= 1 << slot % INPUTS;
        }
        used = bits;
    }

    // upper and lower case are the same in CALC
    private static Names letters() {
        List<Operand> letters = new ArrayList<>();
        for (char first : new char[] {'A', 'a'}) {
            for (int i = 0; i < INPUTS; i++) {
                letters.add(Operand.scalar(Character.toString(first + i)));
            }
        }
        return new Names(letters);
    }

    /**
     * Compiles the text of a rule that was read from a file, so that it is known to be right.
     *
     * @param text of {@link Rule#calc}
     * @return ready to be evaluated
     */
    public static RuleCalc of(String text) {
        try {
            return compile(text);
        } catch (BadCalcException e) {
            throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
        }
    }

    static RuleCalc compile(String text) throws BadCalcException {
        try {
            return new RuleCalc(Expression.compile(text, LETTERS));
        } catch (ExpressionException e) {
            throw new BadCalcException(e.column(), e.reason());
        }
    }

    /**
     * What the result depends on.
     *
     * @return a bit for each input, the lowest for A
     */
    public int used() {
        return used;
    }

    /**
     * Whether the condition is met: the result is 1, with room for rounding as in EPICS base (.99 &lt; x &lt; 1.01).
     *
     * @param inputs values of A to U
     * @return false also for NaN
     */
    public boolean isTrue(double[] inputs) {
        double result = expression.evaluate(new Inputs(inputs));
        return result > LEAST_TRUE && result < MOST_TRUE;
    }

    private record Inputs(double[] values) implements Operands {

        @Override
        public double scalar(int slot) {
            return values[slot % INPUTS];
        }

        @Override
        public double[] array(int slot) {
            throw new IllegalStateException("inputs are scalars");
        }
    }
}
