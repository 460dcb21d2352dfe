package org.modelioc.ioc.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryTrendTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long GIBIBYTE = 1L << 30;
    // a clock may begin anywhere, below zero too
    private static final long BEGIN = -5 * SECOND;

    private final MemoryTrend trend = new MemoryTrend();

    private void watch(int fromSecond, int toSecond, double bytesASecond, double noise) {
        Random random = new Random(1);
        for (int second = fromSecond; second < toSecond; second++) {
            trend.add(BEGIN + second * SECOND, GIBIBYTE + (long) (second * bytesASecond + noise * random.nextGaussian()));
        }
    }

    @Test
    void growthIsThatOfTheLineThroughAllLooks() {
        watch(0, 3_000, 500, 0);
        assertThat(trend.bytesAnHour()).isCloseTo(500 * 3_600, within(10.0));
    }

    @Test
    void whatComesAndGoesIsNoGrowth() {
        watch(0, 3_600, 500, 5e6);
        assertThat(trend.bytesAnHour()).as("a megabyte up and down").isCloseTo(500 * 3_600, within(2e6));
    }

    @Test
    void whatIsLongerAgoThanAnHourIsForgotten() {
        watch(0, 1_000, 100_000, 0);
        watch(1_000, 5_000, 0, 0);
        assertThat(trend.seconds()).isEqualTo(3_600);
        assertThat(trend.bytesAnHour()).isZero();
    }

    @Test
    void inTheFirstMinutesNothingIsSaid() {
        assertThat(trend.seconds()).isZero();
        assertThat(trend.bytesAnHour()).isNaN();
        watch(0, 600, 1_000, 0);
        assertThat(trend.bytesAnHour()).as("the last look kept was at 590 s").isNaN();
        watch(600, 601, 1_000, 0);
        assertThat(trend.bytesAnHour()).isCloseTo(1_000 * 3_600, within(10.0));
    }
}
