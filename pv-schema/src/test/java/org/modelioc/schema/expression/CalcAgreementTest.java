package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables were made by EPICS base itself; their first lines say how. */
class CalcAgreementTest {

    /** The two mathematical libraries may round the last bits of a transcendental function differently. */
    private static final int ULPS = 4;

    @Test
    void resultsAreThoseOfCalc() throws IOException {
        List<String> rows = table("calc.csv");
        List<String> wrong = new ArrayList<>();
        for (String row : rows) {
            String[] cells = row.split(";");
            double[] operands = Stream.of(cells[1].split(" ")).filter(cell -> !cell.isEmpty())
                .mapToDouble(Double::parseDouble).toArray();
            try {
                double result = Values.letters(operands).scalarOf(cells[0]);
                if (!agrees(result, Double.parseDouble(cells[2]))) {
                    wrong.add(row + " but " + result);
                }
            } catch (ExpressionException e) {
                wrong.add(row + " but " + e.getMessage());
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(rows).hasSizeGreaterThan(4000);
    }

    @Test
    void whatCalcRefusesIsRefused() throws IOException {
        List<String> accepted = new ArrayList<>();
        List<String> rows = table("refused.csv");
        for (String text : rows) {
            try {
                Expression.compile(text, Values.letters(1, 2).names());
                accepted.add(text);
            } catch (ExpressionException e) {
                assertThat(e.column()).as(text).isBetween(1, text.length() + 1);
            }
        }

        assertThat(accepted).isEmpty();
        assertThat(rows).hasSizeGreaterThan(50);
    }

    /** What stops CALC: on x86 the processor traps. */
    @Test
    void theLeastIntegerModuloMinusOneIsZero() throws ExpressionException {
        assertThat(Values.letters(-2147483648.0, -1).scalarOf("A % B")).isZero();
        assertThat(Values.letters(Double.NaN, -1).scalarOf("A % B")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"+2, 2", "2++3, 5", "2-+3, -1", "INT(2.6), 3", "int -2.5, -3"})
    void additionsToCalc(String text, double expected) throws ExpressionException {
        assertThat(new Values().scalarOf(text)).isEqualTo(expected);
    }

    private static boolean agrees(double result, double expected) {
        return Double.compare(result, expected) == 0
            || expected != 0 && Math.abs(result - expected) <= ULPS * Math.ulp(expected);
    }

    /** The lines below the header. */
    private static List<String> table(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                CalcAgreementTest.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            return reader.lines().skip(2).toList();
        }
    }
}
