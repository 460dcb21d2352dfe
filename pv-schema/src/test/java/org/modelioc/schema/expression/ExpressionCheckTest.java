package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found before lengths are known: x may be a scalar or an array here. */
class ExpressionCheckTest {

    private static final Names NAMES = new Names(List.of(Operand.unknown("x"), Operand.unknown("y"), Operand.scalar("A"),
        Operand.array("W", 3)));

    @ParameterizedTest
    @ValueSource(strings = {"x", "x + A", "x + W", "-x * y", "SUM(x)", "x[5]", "(x + y)[9]", "(x + W)[2]", "x > A ? x : W",
        "MAX(x, A, y)", "ISNAN(x)", "LEN(x * y) + A"})
    void whateverMayFitPasses(String text) {
        assertThatCode(() -> Expression.check(text, NAMES)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x + |column 4: an operand is missing at the end: a PV, a number, a function or '('",
        "x + z|column 5: there is no PV 'z'; operands are PVs by name, not CALC's letters",
        "SUM(A)|column 1: SUM takes an array, and this is a scalar",
        "SUM(SUM(x))|column 1: SUM takes an array, and this is a scalar",
        "(x + W)[3]|column 9: there is no such element; the array has 3 elements, the last is [2]"})
    void whatIsWrongForAllLengthsIsFound(String text, String message) {
        assertThatThrownBy(() -> Expression.check(text, NAMES)).isInstanceOf(ExpressionException.class).hasMessage(message);
    }

    @Test
    void toBeCompiledLengthsMustBeKnown() {
        assertThatCode(() -> Expression.compile("A + SUM(W)", NAMES)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Expression.compile("A + x", NAMES)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("the length of 'x' is not known");
    }
}
