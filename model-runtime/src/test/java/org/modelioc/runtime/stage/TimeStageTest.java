package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.modelioc.runtime.stage.Chains.NAN;
import static org.modelioc.runtime.stage.Chains.chain;
import static org.modelioc.runtime.stage.Chains.runAt;
import static org.modelioc.runtime.stage.Chains.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.schema.stage.SmoothDefinition;
import org.modelioc.schema.stage.SmoothDefinition.Method;
import org.modelioc.schema.stage.WindowDefinition;

/** Stages that reckon with the stamps of the evaluations, in milliseconds here. */
class TimeStageTest {

    private static final long T0 = 1_800_000_000_000L;

    private static StageChain window(int samples, long millis, boolean repeat) throws Exception {
        return chain(Shape.of(1, 1),
            new WindowDefinition(target("window"), samples, Optional.of(Duration.ofMillis(millis)), repeat));
    }

    private static StageChain lowPass(long millis) throws Exception {
        return chain(Shape.of(1, 2),
            new SmoothDefinition(target("smooth"), Method.EXPONENTIAL, NAN, Optional.of(Duration.ofMillis(millis))));
    }

    @Test
    void eachPointOfAWindowIsTheSampleThatHeldAtItsTime() throws Exception {
        StageChain chain = window(5, 400, false);
        assertThat(chain.shape()).isEqualTo(Shape.of(1, 5, 1));
        assertThat(runAt(T0, chain, 1)).containsExactly(NAN, NAN, NAN, NAN, 1);
        assertThat(runAt(T0 + 150, chain, 2)).containsExactly(NAN, NAN, NAN, 1, 2);
        assertThat(runAt(T0 + 200, chain, 3)).containsExactly(NAN, NAN, 1, 1, 3);
        assertThat(runAt(T0 + 400, chain, 4)).containsExactly(1, 1, 3, 3, 4);
        assertThat(runAt(T0 + 500, chain, 5)).containsExactly(1, 3, 3, 4, 5);
        assertThat(runAt(T0 + 2_000, chain, 6)).as("after a long while without evaluations").containsExactly(5, 5, 5, 5, 6);
        chain.reset();
        assertThat(runAt(T0 + 2_100, chain, 7)).containsExactly(NAN, NAN, NAN, NAN, 7);
    }

    @Test
    void aWindowThatRepeatsItsFirstSample() throws Exception {
        StageChain chain = window(3, 200, true);
        assertThat(runAt(T0, chain, 1)).containsExactly(1, 1, 1);
        assertThat(runAt(T0 + 100, chain, 2)).containsExactly(1, 1, 2);
        assertThat(runAt(T0 + 200, chain, NAN)).containsExactly(1, 2, NAN);
        assertThat(runAt(T0 + 300, chain, 4)).containsExactly(2, NAN, 4);
    }

    @Test
    void aWindowOfSeveralRowsAndFeatures() throws Exception {
        StageChain chain = chain(Shape.of(2, 2),
            new WindowDefinition(target("window"), 2, Optional.of(Duration.ofMillis(100)), true));
        assertThat(runAt(T0, chain, 1, 2, 3, 4)).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
        assertThat(runAt(T0 + 100, chain, 5, 6, 7, 8)).containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40, 400})
    void atAnyRateAPointIsWhatHeldAtMostAnEighthOfAStepBefore(int millisBetween) throws Exception {
        int points = 11;
        long duration = 1_000;
        double slice = (double) duration / (points - 1) / 8;
        Random random = new Random(millisBetween);
        StageChain chain = window(points, duration, true);
        List<Long> stamps = new ArrayList<>();
        long now = T0;
        for (int n = 0; n < 4_000; n++) {
            now += random.nextInt(2 * millisBetween + 1);
            stamps.add(now);
            // the value of a sample is its own time
            double[] result = runAt(now, chain, now - T0);
            assertThat(result[points - 1]).isEqualTo(now - T0);
            if (now - T0 < 2 * duration) {
                continue;
            }
            for (int i = 0; i < points; i++) {
                double time = now - T0 - duration + (double) i * duration / (points - 1);
                // what held, or if that was followed by another one in its slice, the last one of the slices before
                assertThat(result[i]).as("point %d at %s", i, time).satisfiesAnyOf(
                    value -> assertThat(value).isEqualTo(heldAt(stamps, time)),
                    value -> assertThat(value).isBetween(time - slice - 2 * millisBetween - 1, time));
            }
        }
    }

    private static double heldAt(List<Long> stamps, double time) {
        int n = stamps.size() - 1;
        while (stamps.get(n) - T0 > time) {
            n--;
        }
        return stamps.get(n) - T0;
    }

    @Test
    void farApartNothingIsLost() throws Exception {
        Random random = new Random(3);
        StageChain chain = window(6, 500, true);
        List<Long> stamps = new ArrayList<>();
        long now = T0;
        for (int n = 0; n < 2_000; n++) {
            // a slice is 12.5 ms
            now += 13 + random.nextInt(100);
            stamps.add(now);
            double[] result = runAt(now, chain, now - T0);
            for (int i = 0; i < 6 && now - T0 > 1_000; i++) {
                assertThat(result[i]).isEqualTo(heldAt(stamps, now - T0 - 500 + i * 100));
            }
        }
    }

    @Test
    void aStampThatGoesBackIsNoTime() throws Exception {
        StageChain chain = window(3, 200, true);
        runAt(T0, chain, 1);
        runAt(T0 + 100, chain, 2);
        assertThat(runAt(T0 + 50, chain, 3)).containsExactly(1, 1, 3);
        assertThat(runAt(T0 + 200, chain, 4)).containsExactly(1, 3, 4);
        assertThat(runAt(T0 - 10_000, chain, 5)).as("a clock was set").containsExactly(5, 5, 5);
        assertThat(runAt(T0 - 9_900, chain, 6)).containsExactly(5, 5, 6);
    }

    @Test
    void aLowPassWithATimeConstantDoesNotDependOnTheRate() throws Exception {
        for (int steps : new int[] {1, 4, 100}) {
            StageChain chain = lowPass(400);
            assertThat(runAt(T0, chain, 0, 8)).containsExactly(0, 8);
            for (int i = 1; i <= steps; i++) {
                runAt(T0 + 400L * i / steps, chain, 1, 8);
            }
            // after one time constant, 1/e is left
            assertThat(chain.output()).as("in %d steps", steps).containsExactly(new double[] {1 - 1 / Math.E, 8}, within(1e-12));
        }
    }

    @Test
    void aLowPassTakesStampsThatStandStillOrGoBackForNoTime() throws Exception {
        StageChain chain = lowPass(400);
        runAt(T0, chain, 0, 0);
        assertThat(runAt(T0, chain, 1, 1)).containsExactly(0, 0);
        assertThat(runAt(T0 - 5_000, chain, 1, NAN)).containsExactly(0, NAN);
        assertThat(runAt(T0 - 4_600, chain, 1, 3)).containsExactly(new double[] {1 - 1 / Math.E, 3}, within(1e-12));
        chain.reset();
        assertThat(runAt(T0, chain, 9, 9)).containsExactly(9, 9);
    }
}
