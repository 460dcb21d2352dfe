package org.modelioc.schema.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operands and their values together: a number makes a scalar, several an array. */
final class Values implements Operands {

    private final List<Operand> declared = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    Values scalar(String name, double value) {
        declared.add(Operand.scalar(name));
        values.add(new double[] {value});
        return this;
    }

    Values array(String name, double... elements) {
        declared.add(Operand.array(name, elements.length));
        values.add(elements);
        return this;
    }

    /** Scalars A, B and so on. */
    static Values letters(double... values) {
        Values letters = new Values();
        for (int i = 0; i < values.length; i++) {
            letters.scalar(Character.toString('A' + i), values[i]);
        }
        return letters;
    }

    Names names() {
        return new Names(declared);
    }

    double scalarOf(String text) throws ExpressionException {
        return Expression.compile(text, names()).evaluate(this);
    }

    double[] arrayOf(String text) throws ExpressionException {
        Expression expression = Expression.compile(text, names());
        double[] result = new double[expression.length()];
        Arrays.fill(result, -99);
        expression.evaluate(this, result, 0);
        return result;
    }

    @Override
    public double scalar(int slot) {
        return values.get(slot)[0];
    }

    @Override
    public double[] array(int slot) {
        return values.get(slot);
    }
}
