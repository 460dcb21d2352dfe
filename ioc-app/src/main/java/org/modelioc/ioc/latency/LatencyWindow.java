package org.modelioc.ioc.latency;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * The latencies of one stage: over the last while, and since the start.
 *
 * <p>The last while is a number of slices, of which the oldest is emptied and used anew. Within 1 % of the true value, from
 * 16 ns to an hour; what is longer counts as an hour. Belongs to one thread.
 */
final class LatencyWindow {

    /** Slices that the window is made of: how smoothly the oldest leave it. */
    static final int SLICES = 12;

    private static final long LEAST_NANOS = 16;
    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 2;

    // half the memory of a Histogram; enough for 2^31 evaluations a slice
    private final IntCountsHistogram[] slices = new IntCountsHistogram[SLICES];
    private final Histogram total = histogram();
    private final Histogram window = histogram();
    private int present;
    private boolean stale = true;
    private long last;

    LatencyWindow() {
        for (int i = 0; i < SLICES; i++) {
            slices[i] = new IntCountsHistogram(LEAST_NANOS, MOST_NANOS, DIGITS);
        }
    }

    private static Histogram histogram() {
        return new Histogram(LEAST_NANOS, MOST_NANOS, DIGITS);
    }

    /** Records a latency in nanoseconds; a negative one, from a clock that was set, counts as 0. */
    void record(long nanos) {
        last = Math.max(0, nanos);
        long counted = Math.min(last, MOST_NANOS);
        slices[present].recordValue(counted);
        total.recordValue(counted);
        stale = true;
    }

    /** Begins the next slice; the oldest is forgotten. */
    void turn() {
        present = (present + 1) % SLICES;
        slices[present].reset();
        stale = true;
    }

    /** The last latency, nanoseconds; 0 before the first. */
    long last() {
        return last;
    }

    /** All latencies of the window. Valid until the next call of this object. */
    Histogram window() {
        if (stale) {
            window.reset();
            for (IntCountsHistogram slice : slices) {
                window.add(slice);
            }
            stale = false;
        }
        return window;
    }

    /** All latencies since the start or the last {@link #reset}. */
    Histogram total() {
        return total;
    }

    /** Forgets everything. */
    void reset() {
        for (IntCountsHistogram slice : slices) {
            slice.reset();
        }
        total.reset();
        last = 0;
        stale = true;
    }
}
