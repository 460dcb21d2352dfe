package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded, so that what fails fails again. */
class ExpressionFuzzTest {

    private static final int LENGTH = 7;
    private static final double[] EDGES = {0, -0.0, 1, -1, 0.5, 31, 32, 2147483648.0, -2147483649.0, 1e19, 1e300,
        Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    private static final String[] PIECES = ("A B X Y A-B 1 2.5 0x1F 1e3 . ( ) [ ] { } {X} X[1] + - * / % ^ ** = == # != "
        + "< <= > >= && || & | AND OR XOR NOT << >> >>> ? : := ; , ! ~ SIN MAX( ATAN2( SUM( LEN RNDM PI nan VAL foo é \t "
        + "\uD83D @").split(" ");
    private static final String[] OPERATORS = ("+ - * / % ^ = != < <= > >= && || & | AND OR XOR << >> >>>").split(" ");
    private static final String[] FUNCTIONS = ("- ! ~ NOT ABS EXP LN LOG SQRT CEIL FLOOR NINT ISINF SIN COS TAN ASIN ACOS "
        + "ATAN SINH COSH TANH").split(" ");

    private final Random random = new Random(4);

    @Test
    void anyTextEitherCompilesOrGivesTheCheckedException() {
        Values values = Values.letters(1, 2).array("X", 1, 2, 3).array("Y", 4, 5).scalar("A-B", 3);
        int compiled = 0;
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = i % 2 == 0 ? pieces() : i % 4 == 1 ? characters() : damaged(tree(4));
            try {
                Expression expression = Expression.compile(text, values.names());
                evaluate(expression, values);
                compiled++;
            } catch (ExpressionException e) {
                assertThat(e.column()).as(text).isBetween(1, text.length() + 1);
                assertThat(e.reason()).as(text).isNotBlank().doesNotContain("\n", "\r");
                refused++;
            }
        }
        assertThat(compiled).isGreaterThan(1000);
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void anArrayGivesWhatItsElementsGiveAsScalars() throws ExpressionException {
        for (int i = 0; i < 2000; i++) {
            String text = tree(5);
            double[] a = numbers();
            double[] b = numbers();
            double[] x = numbers();
            double[] y = numbers();
            Values arrays = Values.letters(a[0], b[0]).array("X", x).array("Y", y);
            double[] result = new double[LENGTH];
            // with X in it the result is an array whatever the tree
            Expression.compile(text + "+0*{X}", arrays.names()).evaluate(arrays, result, 0);
            for (int k = 0; k < LENGTH; k++) {
                Double expected = Values.letters(a[0], b[0]).scalar("X", x[k]).scalar("Y", y[k]).scalarOf(text + "+0*{X}");
                assertThat(result[k]).as("%s, element %d", text, k).isEqualTo(expected);
            }
        }
    }

    @Test
    void evaluationThrowsForNoValues() throws ExpressionException {
        for (int i = 0; i < 2000; i++) {
            String text = tree(6);
            Values names = Values.letters(0, 0).array("X", numbers()).array("Y", numbers());
            Expression expression = Expression.compile(text, names.names());
            for (int k = 0; k < 20; k++) {
                Values values = Values.letters(number(), number()).array("X", numbers()).array("Y", numbers());
                assertThatCode(() -> evaluate(expression, values)).as(text).doesNotThrowAnyException();
            }
        }
    }

    private static void evaluate(Expression expression, Values values) {
        if (expression.isArray()) {
            expression.evaluate(values, new double[expression.length()], 0);
        } else {
            expression.evaluate(values);
        }
    }

    private String pieces() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            text.append(pick(PIECES)).append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString();
    }

    private String characters() {
        return random.ints(random.nextInt(40), 0, random.nextBoolean() ? 0x80 : 0x10000)
            .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append).toString();
    }

    private String damaged(String text) {
        int at = random.nextInt(text.length());
        return random.nextBoolean() ? text.substring(0, at) + text.substring(at + 1)
            : text.substring(0, at) + pick(PIECES) + text.substring(at);
    }

    private String tree(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(10);
        return switch (kind) {
            case 0 -> pick("A", "B", "{X}", "{Y}", "1", "2.5", "0x1F", "PI");
            case 1, 2 -> pick(FUNCTIONS) + "(" + tree(depth - 1) + ")";
            case 3 -> "(" + tree(depth - 1) + "?" + tree(depth - 1) + ":" + tree(depth - 1) + ")";
            case 4 -> pick("MIN(", "MAX(", "ISNAN(", "FINITE(", "ATAN2(", "FMOD(") + tree(depth - 1) + ", "
                + tree(depth - 1) + ")";
            case 5 -> "(" + tree(depth - 1) + ")";
            default -> tree(depth - 1) + " " + pick(OPERATORS) + " " + tree(depth - 1);
        };
    }

    private double[] numbers() {
        return random.doubles(LENGTH).map(x -> number()).toArray();
    }

    private double number() {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)]
            : random.nextGaussian() * Math.pow(10, random.nextInt(12));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
