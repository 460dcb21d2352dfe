package org.modelioc.ioc.latency;

import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/** The bins in which a distribution of latencies is shown: ten a decade from 0.1 µs to 1 s. */
public final class LatencyBins {

    /** How many there are. */
    public static final int COUNT = 70;

    private static final int BINS_A_DECADE = 10;
    private static final double NANOS_OF_FIRST_EDGE = 100;
    private static final double NANOS_A_MICRO = 1_000;

    private LatencyBins() {
    }

    /**
     * Where the bins begin and end.
     *
     * @return one more than there are bins, in µs
     */
    public static double[] edges() {
        double[] edges = new double[COUNT + 1];
        for (int i = 0; i <= COUNT; i++) {
            edges[i] = NANOS_OF_FIRST_EDGE / NANOS_A_MICRO * Math.pow(10, (double) i / BINS_A_DECADE);
        }
        return edges;
    }

    /**
     * Counts what is in each bin. What is outside of all counts in the first or the last.
     *
     * @param histogram nanoseconds
     * @param counts    receives the counts
     */
    public static void count(AbstractHistogram histogram, double[] counts) {
        Arrays.fill(counts, 0);
        for (HistogramIterationValue value : histogram.recordedValues()) {
            double nanos = histogram.medianEquivalentValue(value.getValueIteratedTo());
            int bin = (int) Math.floor(Math.log10(Math.max(1, nanos) / NANOS_OF_FIRST_EDGE) * BINS_A_DECADE);
            counts[Math.clamp(bin, 0, COUNT - 1)] += value.getCountAddedInThisIterationStep();
        }
    }
}
