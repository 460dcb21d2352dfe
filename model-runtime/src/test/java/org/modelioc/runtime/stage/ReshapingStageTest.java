package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.modelioc.runtime.stage.Chains.INF;
import static org.modelioc.runtime.stage.Chains.NAN;
import static org.modelioc.runtime.stage.Chains.chain;
import static org.modelioc.runtime.stage.Chains.each;
import static org.modelioc.runtime.stage.Chains.of;
import static org.modelioc.runtime.stage.Chains.one;
import static org.modelioc.runtime.stage.Chains.run;
import static org.modelioc.runtime.stage.Chains.target;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.ArgmaxDefinition;
import org.modelioc.schema.stage.Elements;
import org.modelioc.schema.stage.OneHotDefinition;
import org.modelioc.schema.stage.ReduceDefinition;
import org.modelioc.schema.stage.ReduceDefinition.Method;
import org.modelioc.schema.stage.ResampleDefinition;
import org.modelioc.schema.stage.ScaleDefinition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.StageTarget;
import org.modelioc.schema.stage.WindowDefinition;

/** Stages that change the shape, and shapes that do not fit. */
class ReshapingStageTest {

    private static ReduceDefinition reduce(Method method, int axis) {
        return new ReduceDefinition(target("reduce"), method, axis, 0.5);
    }

    @ParameterizedTest
    @CsvSource({"SUM, 6", "MEAN, 1.5", "MEDIAN, 1.5", "MIN, -3", "MAX, 6", "RMS, 3.5355339059327378", "INTEGRAL, 2.25"})
    void reduce(Method method, double result) throws Exception {
        assertThat(of(reduce(method, -1), 6, 2, 1, -3)).containsExactly(new double[] {result}, within(1e-15));
        assertThat(of(reduce(method, -1), 6, NAN, 1, -3)).containsExactly(NAN);
    }

    @Test
    void reduceAlongAnAxisInTheMiddle() throws Exception {
        StageChain chain = chain(Shape.of(1, 2, 3), reduce(Method.SUM, 1));
        assertThat(chain.shape()).isEqualTo(Shape.of(1, 3));
        assertThat(chain.keepsElements()).isTrue();
        assertThat(run(chain, 1, 2, 3, 10, 20, NAN)).containsExactly(11, 22, NAN);
        StageChain last = chain(Shape.of(1, 2, 3), reduce(Method.MAX, 2));
        assertThat(last.shape()).isEqualTo(Shape.of(1, 2));
        assertThat(last.keepsElements()).isFalse();
        assertThat(run(last, 1, 2, 3, 10, 20, INF)).containsExactly(3, INF);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 101})
    void medianIsThatOfSortedValues(int length) throws Exception {
        Random random = new Random(length);
        for (int n = 0; n < 200; n++) {
            boolean ties = n % 2 == 0;
            double[] values = random.doubles(length, -3, 3).map(value -> ties ? Math.rint(value) : value).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double median = length % 2 == 1 ? sorted[length / 2] : (sorted[length / 2 - 1] + sorted[length / 2]) / 2;
            assertThat(of(reduce(Method.MEDIAN, -1), values)[0]).isEqualTo(median, within(1e-15));
        }
    }

    @Test
    void resample() throws Exception {
        assertThat(of(new ResampleDefinition(target("resample"), -1, 5), 0, 10, 30)).containsExactly(0, 5, 10, 20, 30);
        assertThat(of(new ResampleDefinition(target("resample"), -1, 2), 0, 10, 30)).containsExactly(0, 30);
        assertThat(of(new ResampleDefinition(target("resample"), -1, 3), 0, 10, 30)).containsExactly(0, 10, 30);
        assertThat(of(new ResampleDefinition(target("resample"), -1, 3), 7)).containsExactly(7, 7, 7);
        assertThat(of(new ResampleDefinition(target("resample"), -1, 5), 0, NAN, 30)).containsExactly(0, NAN, NAN, NAN, 30);
        StageChain middle = chain(Shape.of(1, 2, 2), new ResampleDefinition(target("resample"), 1, 3));
        assertThat(middle.shape()).isEqualTo(Shape.of(1, 3, 2));
        assertThat(run(middle, 0, 100, 1, 200)).containsExactly(0, 100, 0.5, 150, 1, 200);
    }

    @Test
    void argmax() throws Exception {
        assertThat(of(new ArgmaxDefinition(target("argmax"), -1), 1, 7, 7, 2)).containsExactly(1);
        assertThat(of(new ArgmaxDefinition(target("argmax"), -1), -INF, NAN, INF)).containsExactly(NAN);
        assertThat(of(new ArgmaxDefinition(target("argmax"), -1), NAN, 1)).containsExactly(NAN);
        assertThat(run(chain(Shape.of(1, 2, 2), new ArgmaxDefinition(target("argmax"), 1)), 1, 5, 2, 4)).containsExactly(1, 0);
    }

    @Test
    void oneHot() throws Exception {
        StageChain chain = chain(Shape.of(1, 2), new OneHotDefinition(target("one-hot"), 3));
        assertThat(chain.shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(run(chain, 2, 0)).containsExactly(0, 0, 1, 1, 0, 0);
        assertThat(run(chain, 3, 1.5)).containsOnly(NAN);
        assertThat(run(chain, NAN, -1)).containsOnly(NAN);
    }

    @Test
    void shapesFollowOneAnother() throws Exception {
        StageChain chain = chain(Shape.of(1, 2), new WindowDefinition(target("window"), 4, true), reduce(Method.MEAN, 1),
            new ScaleDefinition(target("scale"), each(1.0, 2.0), one(0)), new ResampleDefinition(target("resample"), -1, 3));
        assertThat(run(chain, 4, 8)).containsExactly(4, 10, 16);
        assertThat(run(chain, 8, 8)).containsExactly(5, 10.5, 16);
    }

    private static void refused(String text, Shape input, StageDefinition... stages) {
        assertThatThrownBy(() -> chain(input, stages)).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage("test.yaml:20:9: stage '" + stages[stages.length - 1].target().stage() + "' on tensor 'x': " + text);
    }

    @Test
    void axisThatIsNotThere() {
        refused("there is no axis 2 in [1, 3]; from 1 to 1 or -1 to -1 are possible, the batch excepted", Shape.of(1, 3),
            reduce(Method.SUM, 2));
        refused("there is no axis -2 in [1, 3]; from 1 to 1 or -1 to -1 are possible, the batch excepted", Shape.of(1, 3),
            reduce(Method.SUM, -2));
        refused("there is no axis -1 in [1], which has the batch only", Shape.of(1, 3), reduce(Method.SUM, -1),
            new ArgmaxDefinition(target("argmax"), -1));
    }

    @Test
    void elementsAndNumbersThatDoNotFit() {
        refused("there is no element 3: the last axis of [1, 3] has those from 0 to 2", Shape.of(1, 3),
            new ScaleDefinition(target("scale", 0, 3), one(1), one(0)));
        refused("'factor' must have one number an element, which are 3, not 2", Shape.of(1, 3),
            new ScaleDefinition(target("scale"), each(1.0, 2.0), one(0)));
        refused("an integral needs at least two points along the axis, and [1, 1] has one", Shape.of(1, 1),
            reduce(Method.INTEGRAL, -1));
        refused("it would make [1, 1000000, 1000] of [1, 1000], which are more than the 134217728 elements that are allowed",
            Shape.of(1, 1000), new WindowDefinition(target("window"), 1_000_000, false));
    }

    @Test
    void namesOfPvsBelongToTheAxisOfThePvs() throws Exception {
        ScaleDefinition named = new ScaleDefinition(new StageTarget("scale", target("").at(), "x",
            new Elements(List.of(1), true)), one(2), one(0));
        ResampleDefinition resample = new ResampleDefinition(target("resample"), -1, 2);
        WindowDefinition window = new WindowDefinition(target("window"), 2, true);
        String text = "test.yaml:20:9: stage 'scale' on tensor 'x': its 'elements' are named by PVs, but the last axis of [1, 2]"
            + " is not that of the 2 PVs here; give indices";
        assertThat(run(chain(Shape.of(1, 2), window, named), 1, 1)).containsExactly(1, 2, 1, 2);
        assertThatThrownBy(() -> chain(Shape.of(1, 2), resample, named)).hasMessage(text);
        assertThat(chain(Shape.of(1, 2), named, resample).shape()).isEqualTo(Shape.of(1, 2));
        // after the model, the PVs come last
        assertThatThrownBy(() -> StageChain.plan(List.of(named, resample), Shape.of(1, 2), 2, false, StageContext.NONE))
            .hasMessage(text);
        assertThat(StageChain.plan(List.of(resample, named), Shape.of(1, 2), 2, false, StageContext.NONE).shape())
            .isEqualTo(Shape.of(1, 2));
    }
}
