package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.modelioc.runtime.stage.Chains.INF;
import static org.modelioc.runtime.stage.Chains.NAN;
import static org.modelioc.runtime.stage.Chains.chain;
import static org.modelioc.runtime.stage.Chains.run;
import static org.modelioc.runtime.stage.Chains.target;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.stage.ReplaceMissingDefinition;
import org.modelioc.schema.stage.SmoothDefinition;
import org.modelioc.schema.stage.SmoothDefinition.Method;
import org.modelioc.schema.stage.WindowDefinition;

/** Stages that remember evaluations. */
class StateStageTest {

    private static StageChain smooth(Method method, double samples) throws Exception {
        return chain(Shape.of(1, 2), new SmoothDefinition(target("smooth"), method, samples));
    }

    @Test
    void exponentialApproachesAStep() throws Exception {
        StageChain chain = smooth(Method.EXPONENTIAL, 4);
        assertThat(run(chain, 0, 8)).containsExactly(0, 8);
        for (int i = 0; i < 4; i++) {
            run(chain, 1, 8);
        }
        // after one time constant, 1/e is left
        assertThat(chain.output()).containsExactly(new double[] {1 - 1 / Math.E, 8}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {NAN, INF, -INF})
    void aValueThatIsNoneIsPassedOnAndFiltersBeginAnew(double none) throws Exception {
        for (Method method : Method.values()) {
            StageChain chain = smooth(method, 3);
            run(chain, 1, 1);
            assertThat(run(chain, none, 1)).containsExactly(none, 1);
            assertThat(run(chain, 5, 1)).as("%s after %s", method, none).containsExactly(5, 1);
        }
    }

    @Test
    void movingAverage() throws Exception {
        StageChain chain = smooth(Method.MEAN, 3);
        assertThat(run(chain, 3, 0)).containsExactly(3, 0);
        assertThat(run(chain, 5, 0)).containsExactly(4, 0);
        assertThat(run(chain, 10, 0)).containsExactly(6, 0);
        assertThat(run(chain, 0, 9)).containsExactly(5, 3);
    }

    @Test
    void movingMedian() throws Exception {
        StageChain chain = smooth(Method.MEDIAN, 3);
        assertThat(run(chain, 3, 0)).containsExactly(3, 0);
        assertThat(run(chain, 5, 0)).containsExactly(4, 0);
        assertThat(run(chain, 100, 0)).containsExactly(5, 0);
        assertThat(run(chain, 1, 9)).containsExactly(5, 0);
        assertThat(run(chain, 2, 9)).containsExactly(2, 9);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 51})
    void movingMedianIsThatOfSortedValues(int samples) throws Exception {
        Random random = new Random(samples);
        StageChain chain = smooth(Method.MEDIAN, samples);
        double[] values = new double[300];
        for (int n = 0; n < values.length; n++) {
            // few different values, both zeros among them, so that there are ties
            values[n] = random.nextInt(5) == 0 ? -0.0 : random.nextInt(-4, 5) / 2.0;
            double[] sorted = Arrays.copyOfRange(values, Math.max(0, n + 1 - samples), n + 1);
            Arrays.sort(sorted);
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            assertThat(run(chain, values[n], 0)[0]).as("value %d", n).isEqualTo(median, within(0.0));
        }
    }

    @Test
    void lastGoodValue() throws Exception {
        StageChain chain = chain(Shape.of(1, 2), new ReplaceMissingDefinition(target("replace-missing"),
            ReplaceMissingDefinition.By.LAST, NAN, -1));
        assertThat(run(chain, NAN, 1)).containsExactly(NAN, 1);
        assertThat(run(chain, 2, INF)).containsExactly(2, 1);
        assertThat(run(chain, -INF, NAN)).containsExactly(2, 1);
        chain.reset();
        assertThat(run(chain, NAN, 3)).containsExactly(NAN, 3);
    }

    @Test
    void windowIsTheLastSamplesTheOldestFirst() throws Exception {
        StageChain chain = chain(Shape.of(1, 2), new WindowDefinition(target("window"), 3, false));
        assertThat(chain.shape()).isEqualTo(Shape.of(1, 3, 2));
        assertThat(run(chain, 1, 10)).containsExactly(NAN, NAN, NAN, NAN, 1, 10);
        assertThat(run(chain, 2, 20)).containsExactly(NAN, NAN, 1, 10, 2, 20);
        assertThat(run(chain, 3, 30)).containsExactly(1, 10, 2, 20, 3, 30);
        assertThat(run(chain, 4, 40)).containsExactly(2, 20, 3, 30, 4, 40);
        assertThat(run(chain, NAN, 50)).containsExactly(3, 30, 4, 40, NAN, 50);
        chain.reset();
        assertThat(run(chain, 6, 60)).containsExactly(NAN, NAN, NAN, NAN, 6, 60);
    }

    @Test
    void windowThatRepeatsItsFirstSample() throws Exception {
        StageChain chain = chain(Shape.of(1, 1), new WindowDefinition(target("window"), 3, true));
        assertThat(run(chain, 1)).containsExactly(1, 1, 1);
        assertThat(run(chain, 2)).containsExactly(1, 1, 2);
        chain.reset();
        assertThat(run(chain, 5)).containsExactly(5, 5, 5);
    }

    @Test
    void windowOfSeveralRows() throws Exception {
        StageChain chain = chain(Shape.of(2, 1), new WindowDefinition(target("window"), 2, true));
        assertThat(run(chain, 1, 10)).containsExactly(1, 1, 10, 10);
        assertThat(run(chain, 2, 20)).containsExactly(1, 2, 10, 20);
        assertThat(run(chain, 3, 30)).containsExactly(2, 3, 20, 30);
    }

    @Test
    void windowIsNotDisturbedByWhatFollowsIt() throws Exception {
        StageChain chain = chain(Shape.of(1, 1), new WindowDefinition(target("window"), 2, true),
            new SmoothDefinition(target("smooth"), Method.MEAN, 2));
        assertThat(run(chain, 1)).containsExactly(1, 1);
        assertThat(run(chain, 3)).containsExactly(1, 2);
        assertThat(run(chain, 5)).containsExactly(2, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPONENTIAL", "MEAN", "MEDIAN"})
    void resetMakesFiltersBeginAnew(Method method) throws Exception {
        StageChain chain = smooth(method, 3);
        run(chain, 1, 1);
        run(chain, 2, 2);
        chain.reset();
        assertThat(run(chain, 9, 7)).containsExactly(9, 7);
    }
}
