package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionFaultTest {

    private static final Values VALUES = Values.letters(1, 2).array("X", 1, 2, 3).array("Y", 1, 2, 3, 4, 5);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "A+|3|an operand is missing at the end: a PV, a number, a function or '('",
        "A+*B|3|an operand is missing before '*': a PV, a number, a function or '('",
        "()|2|an operand is missing before ')': a PV, a number, a function or '('",
        "A + é|5|an operand is missing before 'é': a PV, a number, a function or '('",
        "OR A|1|an operand is missing before 'OR'",
        "A B|3|an operator is expected before 'B'",
        "A ! B|3|an operator is expected before '!'",
        "A)|2|there is no '(' for this ')'",
        "1]|2|there is no '[' for this ']'",
        "1,2|2|there is no function whose arguments this ',' could part",
        "1:2|2|there is no '?' for this ':'",
        "(A|3|')' for the '(' in column 1 is missing at the end",
        "(A,B)|3|')' for the '(' in column 1 is expected before ','",
        "A?B|4|':' for the '?' in column 2 is missing at the end",
        "(A?B)|5|':' for the '?' in column 3 is expected before ')'",
        "A:=B|2|an expression has nothing but a result; assignment with ':=' is not available, and '=' compares",
        "i := B|1|an expression has nothing but a result; assignment with ':=' is not available, and '=' compares",
        "A;B|2|an expression has one result; a sequence with ';' is not available",
        "SIN(A,B)|6|SIN takes one argument",
        "ATAN2(A)|1|ATAN2 takes two arguments, and has 1 argument",
        "ATAN2(A,B,1)|10|ATAN2 takes two arguments",
        "FMOD A|1|FMOD takes two arguments in parentheses, as in FMOD(x, y)",
        "MAX()|5|an operand is missing before ')': a PV, a number, a function or '('",
        "SUM(A)|1|SUM takes an array, and this is a scalar",
        "2*LEN A|3|LEN takes an array, and this is a scalar",
        "X+Y|2|arrays of 3 and of 5 elements meet in '+'; element by element needs arrays of one length",
        "1+MAX(X,2,Y)|3|arrays of 3 and of 5 elements meet in 'MAX'; element by element needs arrays of one length",
        "A?X:Y|2|arrays of 3 and of 5 elements meet in '?' and ':'; element by element needs arrays of one length",
        "X[3]|3|there is no such element; the array has 3 elements, the last is [2]",
        "X[99999999999]|3|there is no such element; the array has 3 elements, the last is [2]",
        "X[-1]|3|an index is a whole number from 0, such as [2]",
        "X[A]|3|an index is a whole number from 0, such as [2]",
        "X[1.5]|4|']' for the '[' in column 2 is expected before '.'",
        "(A)[0]|4|only an array has elements, and this is a scalar",
        "A[0]|2|only an array has elements, and this is a scalar",
        "X[0][0]|5|only an array has elements, and this is a scalar",
        "X]|2|there is no '[' for this ']'",
        "A.B|1|there is no PV 'A.B'",
        "1e999|1|'1e999' is too large; the largest number is about 1.8e308",
        "1e-310|1|'1e-310' is too small; the smallest number is about 2.3e-308",
        "0x123456789|1|'0x123456789' has more than 32 bits; a hexadecimal number has at most 8 digits",
        "0x|1|'0x' needs a hexadecimal digit, 0 to 9 or A to F",
        "2+.|3|a point without a digit is no number"
    })
    void theErrorSaysWhatAndWhere(String text, int column, String reason) {
        assertThatThrownBy(() -> Expression.compile(text, VALUES.names()))
            .isInstanceOfSatisfying(ExpressionException.class, e -> {
                assertThat(e.reason()).isEqualTo(reason);
                assertThat(e.column()).isEqualTo(column);
            });
    }

    @Test
    void anEmptyTextIsNoExpression() {
        assertThatThrownBy(() -> VALUES.scalarOf(" \n")).hasMessage("column 1: the expression is empty");
    }

    @Test
    void anyBlankParts() throws ExpressionException {
        assertThat(VALUES.scalarOf("\tA\n+\r\f\u000BB ")).isEqualTo(3);
    }

    @Test
    void lengthAndNestingHaveLimits() throws ExpressionException {
        assertThat(VALUES.scalarOf("A" + "+A".repeat(1999) + " ")).isEqualTo(2000);
        assertThatThrownBy(() -> VALUES.scalarOf("A" + "+A".repeat(2000)))
            .hasMessage("column 4001: the expression has 4001 characters; at most 4000 are allowed");
        assertThat(VALUES.scalarOf("(".repeat(100) + "A" + ")".repeat(100))).isEqualTo(1);
        assertThatThrownBy(() -> VALUES.scalarOf("(".repeat(101) + "A" + ")".repeat(101)))
            .hasMessage("column 101: parentheses and conditionals are nested more than 100 deep");
        assertThat(VALUES.scalarOf("0?1:".repeat(100) + "7")).isEqualTo(7);
        assertThatThrownBy(() -> VALUES.scalarOf("0?1:".repeat(101) + "7"))
            .hasMessage("column 402: parentheses and conditionals are nested more than 100 deep");
        assertThat(VALUES.scalarOf("(1?A:2)+".repeat(150) + "MAX(A,B)+".repeat(150) + "X[0]")).isEqualTo(451);
        assertThat(VALUES.scalarOf("-".repeat(3998) + "A")).isEqualTo(1);
    }

    @Test
    void resultAndOperandsMustHaveTheirShapes() throws ExpressionException {
        Expression scalar = Expression.compile("A", VALUES.names());
        Expression array = Expression.compile("X+A", VALUES.names());
        Values shorter = Values.letters(1, 2).array("X", 1, 2);

        assertThatThrownBy(() -> scalar.evaluate(VALUES, new double[1], 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> array.evaluate(VALUES)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> array.evaluate(VALUES, new double[2], 0)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("room for 2 elements, and there are 3");
        assertThatThrownBy(() -> array.evaluate(shorter, new double[3], 0)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("'X' has 2 elements instead of 3");
    }
}
