package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stage that takes over from another one goes on as that one would have. */
class TakeOverTest {

    private static final Shape SHAPE = new Shape(List.of(1, 2));
    private static final int[] BOTH = {0, 1};
    private static final long MILLI = 1_000_000;

    private static Stage make(String name) throws StageException {
        return switch (name) {
            case "mean" -> new MovingMeanStage(SHAPE, BOTH, 3);
            case "median" -> new MovingMedianStage(SHAPE, BOTH, 3);
            case "exponential" -> new ExponentialStage(SHAPE, BOTH, 4);
            case "timed-exponential" -> new TimedExponentialStage(SHAPE, BOTH, 50 * MILLI);
            case "last-good" -> new LastGoodStage(SHAPE, BOTH);
            case "window" -> new WindowStage(SHAPE, 4, true);
            case "timed-window" -> new TimedWindowStage(SHAPE, 3, 100 * MILLI, true);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<Double> step(Stage stage, int turn) throws Exception {
        double[] from = {turn * turn, turn == 6 ? Double.NaN : -turn};
        double[] to = stage.inPlace() ? from : new double[stage.output().size()];
        stage.begin(1_000_000_000L + turn * 17 * MILLI);
        stage.apply(from, to);
        List<Double> results = new ArrayList<>();
        for (double value : to) {
            results.add(value);
        }
        return results;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "median", "exponential", "timed-exponential", "last-good", "window", "timed-window"})
    void itGoesOn(String name) throws Exception {
        Stage whole = make(name);
        Stage first = make(name);
        Stage fresh = make(name);
        for (int turn = 1; turn < 6; turn++) {
            assertThat(step(first, turn)).isEqualTo(step(whole, turn));
        }
        Stage next = make(name);
        next.takeOver(first);
        boolean remembers = false;
        for (int turn = 6; turn < 12; turn++) {
            List<Double> expected = step(whole, turn);
            assertThat(step(next, turn)).isEqualTo(expected);
            remembers |= !step(fresh, turn).equals(expected);
        }
        assertThat(remembers).as("a fresh one would give something else").isTrue();
    }

    @Test
    void theOneBeforeIsNotTouched() throws Exception {
        Stage first = make("window");
        step(first, 1);
        Stage next = make("window");
        next.takeOver(first);
        step(next, 2);
        assertThat(step(first, 3)).containsExactly(1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 9.0, -3.0);
    }
}
