package org.modelioc.ioc.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** From recorded times to percentiles, by stage, over a window and since the start. */
class PipelineLatencyTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Percentage ACCURACY = Percentage.withPercentage(1);

    private final EvaluationTimes times = new EvaluationTimes();
    private final PipelineLatency latency = new PipelineLatency(times, 12 * SECOND);

    /** An evaluation posted at a time, whose stages took 1, 2, … 5 times as long as given. */
    private void evaluation(long posted, long unit) {
        times.record(posted - 15 * unit, posted - 14 * unit, posted - 12 * unit, posted - 9 * unit, posted - 5 * unit, posted,
            1_000 * SECOND + posted - 20 * unit);
    }

    private void refresh(long now) {
        latency.refresh(now, 1_000 * SECOND + now);
    }

    @Test
    void eachStageHasItsTime() {
        refresh(1);
        evaluation(SECOND, 1_000);
        refresh(SECOND + 1);

        LatencyStage[] stages = LatencyStage.values();
        long[] expected = {1_000, 2_000, 3_000, 4_000, 5_000, 15_000, 20_000};
        for (int i = 0; i < stages.length; i++) {
            assertThat((double) latency.window(stages[i]).getValueAtPercentile(50)).as(stages[i].name())
                .isCloseTo(expected[i], ACCURACY);
            assertThat(latency.last(stages[i])).isEqualTo(expected[i]);
        }
    }

    @Test
    void percentilesAreWithinOnePercent() {
        refresh(1);
        for (int i = 1; i <= 1_000; i++) {
            evaluation(i * 1_000_000L, i * 1_000L);
        }
        refresh(SECOND + 1);

        assertThat((double) latency.window(LatencyStage.WAIT).getValueAtPercentile(90)).isCloseTo(900_000, ACCURACY);
        assertThat((double) latency.window(LatencyStage.TOTAL).getMaxValue()).isCloseTo(15_000_000, ACCURACY);
        assertThat(latency.window(LatencyStage.TOTAL).getTotalCount()).isEqualTo(1_000);
    }

    @Test
    void theWindowForgetsAndTheTotalDoesNot() {
        refresh(1);
        evaluation(SECOND, 1_000_000);
        refresh(SECOND + 1);
        for (long second = 2; second <= 14; second++) {
            refresh(second * SECOND + 1);
        }

        assertThat(latency.window(LatencyStage.TOTAL).getTotalCount()).isZero();
        assertThat(latency.total(LatencyStage.TOTAL).getTotalCount()).isEqualTo(1);
    }

    @Test
    void aLongPauseOfTheReaderEmptiesTheWindowOnce() {
        refresh(1);
        evaluation(SECOND, 1_000);
        refresh(SECOND + 1);
        refresh(1_000 * SECOND);
        evaluation(1_000 * SECOND + 5, 1_000);
        refresh(1_000 * SECOND + 10);

        assertThat(latency.window(LatencyStage.TOTAL).getTotalCount()).isEqualTo(1);
    }

    @Test
    void jitterIsTheDeviationOfTheInterval() {
        refresh(1);
        long at = SECOND;
        for (int i = 0; i < 100; i++) {
            at += i % 2 == 0 ? 9_000_000 : 11_000_000;
            evaluation(at, 1_000);
        }
        refresh(at + 1);

        assertThat(latency.jitter()).isCloseTo(0.001, within(1e-5));
    }

    @Test
    void evaluationsWithoutRoomAreCounted() {
        refresh(1);
        for (int i = 0; i < 10_000; i++) {
            evaluation(SECOND + i, 100);
        }
        refresh(SECOND);

        assertThat(latency.unrecorded()).isEqualTo(10_000 - 8_192);
        assertThat(latency.total(LatencyStage.TOTAL).getTotalCount()).isEqualTo(8_192);

        evaluation(2 * SECOND, 100);
        refresh(2 * SECOND);
        assertThat(latency.total(LatencyStage.TOTAL).getTotalCount()).isEqualTo(8_193);
    }

    @Test
    void aClockSetBackIsNoLatency() {
        refresh(1);
        times.record(0, 1_000, 2_000, 3_000, 4_000, 5_000, 5_000 * SECOND);
        refresh(SECOND);

        assertThat(latency.last(LatencyStage.E2E)).isZero();
    }

    @Test
    void resetForgetsAll() {
        refresh(1);
        evaluation(SECOND, 1_000);
        refresh(SECOND + 1);
        latency.reset();

        assertThat(latency.total(LatencyStage.INFER).getTotalCount()).isZero();
        assertThat(latency.window(LatencyStage.INFER).getTotalCount()).isZero();
        assertThat(latency.last(LatencyStage.INFER)).isZero();
    }
}
