package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelioc.runtime.stage.Chains.NAN;
import static org.modelioc.runtime.stage.Chains.run;
import static org.modelioc.runtime.stage.Chains.target;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.ExpressionDefinition;
import org.modelioc.schema.stage.ExpressionText;
import org.modelioc.schema.stage.WindowDefinition;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.YamlScalar;

/** Expressions over the elements of a tensor and PVs. */
class ExpressionStageTest {

    /** A scalar A, a waveform W of three and a scalar B, one behind the other. */
    private static final PvSource PVS = new PvSource() {
        private final double[] values = {10, 1, 2, 3, 0.5};

        @Override
        public List<Operand> pvs() {
            return List.of(Operand.scalar("A"), Operand.array("W", 3), Operand.scalar("SOL1:I-SET"));
        }

        @Override
        public int offset(String pv) {
            return switch (pv) {
                case "A" -> 0;
                case "W" -> 1;
                default -> 4;
            };
        }

        @Override
        public double[] values() {
            return values;
        }
    };

    static ExpressionDefinition expression(String text, Integer... elements) {
        YamlScalar scalar = new YamlScalar(new Mark("test.yaml", 20, 26), text, true, List.of(), true, true);
        return new ExpressionDefinition(target("expression", elements), new ExpressionText("is", scalar));
    }

    private static StageChain chain(Shape shape, ExpressionDefinition stage) throws Exception {
        return StageChain.plan(List.of(stage), shape, shape.last(), true, new StageContext(Optional.empty(), List.of(PVS)));
    }

    private static double[] of(String text, double... row) throws Exception {
        return run(chain(Shape.of(1, row.length), expression(text)), row);
    }

    private static void refused(int width, ExpressionDefinition stage, int column, String text) {
        assertThatThrownBy(() -> chain(Shape.of(1, width), stage)).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage("test.yaml:20:" + column + ": stage 'expression' on tensor 'x': " + text);
    }

    @Test
    void xIsEachElement() throws Exception {
        assertThat(of("x * 0.001 + A", 1000, 2000, NAN)).containsExactly(11, 12, NAN);
        assertThat(of("x > 1 ? x : -x", 1, 2, 3)).containsExactly(-1, 2, 3);
        assertThat(of("NINT(x)", 0.4, 1.6)).containsExactly(0, 2);
        assertThat(of("{SOL1:I-SET} * SOL1:I-SET * x", 4)).containsExactly(1);
        assertThat(of("x", 4, 5)).containsExactly(4, 5);
    }

    @Test
    void waveformsGoElementByElement() throws Exception {
        assertThat(of("x + W", 10, 20, 30)).containsExactly(11, 22, 33);
        assertThat(of("W", 10, 20, 30)).containsExactly(1, 2, 3);
        assertThat(of("x + W[2]", 10, 20)).containsExactly(13, 23);
    }

    @Test
    void aScalarGoesToEachElement() throws Exception {
        assertThat(of("SUM(x)", 1, 2, 3)).containsExactly(6, 6, 6);
        assertThat(of("x[2] - x[0]", 1, 2, 4)).containsExactly(3, 3, 3);
        assertThat(of("7", 1)).containsExactly(7);
        assertThat(of("MEAN(W)", 1, 2)).containsExactly(2, 2);
    }

    @Test
    void aPartOfTheElementsInEveryRow() throws Exception {
        StageChain neighbours = chain(Shape.of(1, 2, 4), expression("x - MEAN(x)", 1, 2));
        assertThat(run(neighbours, 1, 2, 4, 8, 10, 20, 40, 80)).containsExactly(1, -1, 1, 8, 10, -10, 10, 80);
        StageChain apart = chain(Shape.of(1, 2, 4), expression("x * W", 3, 0, 1));
        assertThat(run(apart, 1, 2, 4, 8, 10, 20, 40, 80)).containsExactly(2, 6, 4, 8, 20, 60, 40, 80);
        StageChain one = chain(Shape.of(1, 2, 2), expression("x + A", 1));
        assertThat(run(one, 1, 2, 3, 4)).containsExactly(1, 12, 3, 14);
        StageChain falling = chain(Shape.of(1, 3), expression("x * W", 2, 1, 0));
        assertThat(run(falling, 1, 1, 1)).containsExactly(3, 2, 1);
    }

    @Test
    void pvsAreReadAnewInEachEvaluation() throws Exception {
        StageChain chain = chain(Shape.of(1, 1), expression("x + A"));
        assertThat(run(chain, 1)).containsExactly(11);
        PVS.values()[0] = 20;
        assertThat(run(chain, 1)).containsExactly(21);
        PVS.values()[0] = 10;
    }

    @Test
    void behindAnotherStage() throws Exception {
        StageChain chain = StageChain.plan(List.of(new WindowDefinition(target("window"), 2, true), expression("x - A", 0)),
            Shape.of(1, 2), 2, true, new StageContext(Optional.empty(), List.of(PVS)));
        assertThat(run(chain, 11, 12)).containsExactly(1, 12, 1, 12);
        assertThat(run(chain, 15, 16)).containsExactly(1, 12, 5, 16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "x+W|2|28|'is', column 2: arrays of 2 and of 3 elements meet in '+'; element by element needs arrays of one length",
        "W * 2 | 2 | 26 | the result has 3 elements, and there are 2 to be set",
        "x + W | 1 | 26 | the result has 3 elements, and there is one to be set",
        "x[3] | 3 | 29 | 'is', column 3: there is no such element; the array has 3 elements, the last is [2]",
        "SUM(x) | 1 | 27 | 'is', column 1: SUM takes an array, and this is a scalar",
        "x + TEMP | 1 | 31 | 'is', column 5: there is no PV 'TEMP'"
    })
    void whatDoesNotFit(String text, int width, int column, String message) {
        refused(width, expression(text), column, message);
    }
}
