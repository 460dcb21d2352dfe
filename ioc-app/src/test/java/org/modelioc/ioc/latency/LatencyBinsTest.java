package org.modelioc.ioc.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The bins of the distribution that clients see. */
class LatencyBinsTest {

    private final Histogram latencies = new Histogram(16, 3_600_000_000_000L, 2);
    private final double[] counts = new double[LatencyBins.COUNT];

    private int binOf(double micros) {
        double[] edges = LatencyBins.edges();
        for (int i = 0; i < LatencyBins.COUNT; i++) {
            if (micros < edges[i + 1]) {
                return i;
            }
        }
        return LatencyBins.COUNT - 1;
    }

    @Test
    void theEdgesAreTenADecadeFromATenthOfAMicrosecondToASecond() {
        double[] edges = LatencyBins.edges();
        assertThat(edges).hasSize(LatencyBins.COUNT + 1);
        assertThat(edges[0]).isCloseTo(0.1, within(1e-12));
        assertThat(edges[10]).isCloseTo(1, within(1e-12));
        assertThat(edges[LatencyBins.COUNT]).isCloseTo(1e6, within(1e-6));
    }

    @Test
    void eachLatencyIsInItsBin() {
        double[] micros = {0.12, 0.4, 1.1, 7.1, 70, 140, 900, 14_000, 450_000};
        for (double each : micros) {
            latencies.recordValueWithCount(Math.round(each * 1_000), 3);
        }
        LatencyBins.count(latencies, counts);

        double[] expected = new double[LatencyBins.COUNT];
        for (double each : micros) {
            expected[binOf(each)] += 3;
        }
        assertThat(counts).containsExactly(expected);
    }

    @Test
    void whatIsOutsideIsAtTheEnds() {
        Arrays.fill(counts, 99);
        latencies.recordValue(0);
        latencies.recordValue(20);
        latencies.recordValue(5_000_000_000L);
        LatencyBins.count(latencies, counts);

        assertThat(counts[0]).isEqualTo(2);
        assertThat(counts[LatencyBins.COUNT - 1]).isEqualTo(1);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(3);
    }
}
