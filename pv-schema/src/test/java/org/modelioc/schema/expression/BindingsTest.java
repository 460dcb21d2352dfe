package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Operands and results at places in arrays of the caller. */
class BindingsTest {

    private static final Names NAMES = new Names(List.of(Operand.scalar("A"), Operand.array("X", 3), Operand.array("Y", 3)));

    /** All values in one array: A, then X, then Y, then what belongs to nobody. */
    private final double[] values = {10, 1, -2, 3, 4, 5, 6, 99};

    private double[] evaluate(String text) throws ExpressionException {
        Bindings bindings = new Bindings(NAMES);
        bindings.bind(NAMES.slot("A"), values, 0);
        bindings.bind(NAMES.slot("X"), values, 1);
        bindings.bind(NAMES.slot("Y"), values, 4);
        Expression expression = Expression.compile(text, NAMES);
        double[] result = {7, 7, 7, 7, 7};
        if (expression.isArray()) {
            expression.evaluate(bindings, result, 1);
            assertThat(result[0]).isEqualTo(7);
            assertThat(result[4]).isEqualTo(7);
            return new double[] {result[1], result[2], result[3]};
        }
        return new double[] {expression.evaluate(bindings)};
    }

    @Test
    void everyKindOfStepFindsItsElements() throws ExpressionException {
        assertThat(evaluate("X")).containsExactly(1, -2, 3);
        assertThat(evaluate("X + Y")).containsExactly(5, 3, 9);
        assertThat(evaluate("X * Y - Y / A")).containsExactly(3.6, -10.5, 17.4);
        assertThat(evaluate("-X")).containsExactly(-1, 2, -3);
        assertThat(evaluate("X > 0 ? Y : A")).containsExactly(4, 10, 6);
        assertThat(evaluate("MAX(X, Y, 5)")).containsExactly(5, 5, 6);
        assertThat(evaluate("A + 0 * X")).containsExactly(10, 10, 10);
        assertThat(evaluate("SUM(Y)")).containsExactly(15);
        assertThat(evaluate("AMIN(X) + AMAX(Y)")).containsExactly(4);
        assertThat(evaluate("RMS(Y) ^ 2 * LEN(Y)")[0]).isCloseTo(77, within(1e-12));
        assertThat(evaluate("Y[2] - X[1]")).containsExactly(8);
        assertThat(evaluate("(X - Y)[2]")).containsExactly(-3);
    }

    @Test
    void theResultMayTakeThePlaceOfAnOperand() throws ExpressionException {
        Bindings bindings = new Bindings(NAMES);
        bindings.bind(NAMES.slot("A"), values, 0);
        bindings.bind(NAMES.slot("X"), values, 1);
        bindings.bind(NAMES.slot("Y"), values, 4);
        Expression expression = Expression.compile("Y * A + X - MEAN(Y)", NAMES);

        expression.evaluate(bindings, values, 4);

        assertThat(values).containsExactly(10, 1, -2, 3, 36, 43, 58, 99);
        bindings.bind(NAMES.slot("A"), values, 7);
        expression.evaluate(bindings, values, 1);
        assertThat(values[1]).as("bound anew").isEqualTo(36 * 99 + 1 - 137 / 3.0);
    }

    @Test
    void thePlacesMustBeThere() throws ExpressionException {
        Bindings bindings = new Bindings(NAMES);
        bindings.bind(NAMES.slot("X"), values, 6);
        Expression expression = Expression.compile("-X", NAMES);

        assertThatThrownBy(() -> expression.evaluate(bindings, new double[3], 0)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("'X' has 2 elements instead of 3");
        assertThatThrownBy(() -> expression.evaluate(bindings, new double[4], 2)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("room for 2 elements, and there are 3");
    }
}
