package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayExpressionTest {

    private static final double NAN = Double.NaN;

    private static Values values() {
        return Values.letters(10, 2).array("X", 1, -2, 3).array("Y", 4, 5, 6).array("Z", 3, NAN).array("ONE", 7);
    }

    @Test
    void operatorsAndFunctionsWorkElementByElement() throws ExpressionException {
        assertThat(values().arrayOf("X + Y")).containsExactly(5, 3, 9);
        assertThat(values().arrayOf("X - Y")).containsExactly(-3, -7, -3);
        assertThat(values().arrayOf("X * Y")).containsExactly(4, -10, 18);
        assertThat(values().arrayOf("Y / X")).containsExactly(4, -2.5, 2);
        assertThat(values().arrayOf("-X")).containsExactly(-1, 2, -3);
        assertThat(values().arrayOf("ABS(X) + MAX(X, Y, 5)")).containsExactly(6, 7, 9);
        assertThat(values().arrayOf("ISNAN(Z)")).containsExactly(0, 1);
        assertThat(values().arrayOf("FINITE(Z, 1, INF)")).containsExactly(0, 0);
        assertThat(values().arrayOf("X")).containsExactly(1, -2, 3);
        assertThat(values().arrayOf("+(X)")).containsExactly(1, -2, 3);
    }

    @Test
    void aScalarIsTheSameForEachElement() throws ExpressionException {
        assertThat(values().arrayOf("X * A + B")).containsExactly(12, -18, 32);
        assertThat(values().arrayOf("A - X")).containsExactly(9, 12, 7);
        assertThat(values().arrayOf("A * B - X * (A - B)")).containsExactly(12, 36, -4);
        assertThat(values().arrayOf("ONE + A")).containsExactly(17);
    }

    @Test
    void aConditionalChoosesElementByElement() throws ExpressionException {
        assertThat(values().arrayOf("X > 0 ? X : Y")).containsExactly(1, 5, 3);
        assertThat(values().arrayOf("X > 0 ? A : B")).containsExactly(10, 2, 10);
        assertThat(values().arrayOf("A ? X : B")).containsExactly(1, -2, 3);
        assertThat(values().arrayOf("!A ? X : B")).containsExactly(2, 2, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "SUM(Y); 15", "MEAN(Y); 5", "AMIN(X); -2", "AMAX(X); 3", "RMS(X); 2.160246899469287", "LEN(Z); 2", "LEN X; 3",
        "SUM(X) + SUM(Y); 17", "A + SUM(X * Y) * B; 34", "SUM(X > 0); 2", "AMAX(Z); NaN", "AMIN(Z); NaN", "SUM(Z); NaN",
        "MEAN(ONE); 7", "X[0]; 1", "X[2]; 3", "Y[1]^2; 25", "-X[1]; 2", "(X+Y)[2]; 9", "ABS(X)[1]; 2", "MAX(X, Y)[0]; 4",
        "SUM(X)+Z[0]+ONE[0]; 12", "LEN(Z)*SUM(Y-X); 26", "MAX(SUM(X), SUM(Y)); 15", "SUM(X < Y ? X : 100); 2"
    })
    void anArrayCanBecomeAScalar(String text, Double expected) throws ExpressionException {
        assertThat(values().scalarOf(text)).isEqualTo(expected);
    }

    @Test
    void theResultMayBeTheArrayOfAnOperand() throws ExpressionException {
        double[] x = {1, 2, 3};
        Values values = new Values().array("X", x).scalar("A", 10);
        Expression expression = Expression.compile("X * A + X", values.names());

        expression.evaluate(values, x, 0);
        assertThat(x).containsExactly(11, 22, 33);
        expression.evaluate(values, x, 0);
        assertThat(x).containsExactly(121, 242, 363);
    }

    @Test
    void operandsAndEarlierResultsStayAsTheyAre() throws ExpressionException {
        double[] x = {1, 2, 3};
        Values values = new Values().array("X", x);
        Expression expression = Expression.compile("SQRT(X * X) + 1", values.names());
        double[] first = new double[3];
        double[] second = new double[3];

        expression.evaluate(values, first, 0);
        x[0] = -5;
        expression.evaluate(values, second, 0);

        assertThat(first).containsExactly(2, 3, 4);
        assertThat(second).containsExactly(6, 3, 4);
        assertThat(x).containsExactly(-5, 2, 3);
    }

    @Test
    void lengthTellsTheShapeOfTheResult() throws ExpressionException {
        Names names = values().names();

        assertThat(Expression.compile("X + 1", names)).matches(Expression::isArray).extracting(Expression::length).isEqualTo(3);
        assertThat(Expression.compile("SUM(X)", names)).matches(e -> !e.isArray()).extracting(Expression::length).isEqualTo(0);
        assertThat(Expression.compile("SUM(X)", names)).hasToString("SUM(X)");
    }
}
