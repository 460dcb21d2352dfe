package org.modelioc.ioc.latency;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * The latencies of one pipeline, by stage, with rate and jitter.
 *
 * <p>Belongs to the thread that refreshes the PVs. {@link #refresh} is to be called some ten times a second.
 */
public final class PipelineLatency implements EvaluationTimes.Reader {

    private static final double NANOS_A_SECOND = 1e9;

    private final EvaluationTimes times;
    private final long sliceNanos;
    /** By ordinal of the stage. */
    private final LatencyWindow[] stages = new LatencyWindow[LatencyStage.values().length];
    private final Interval interval = new Interval();
    private final TraceRing trace = new TraceRing();
    private long wallOffset;
    private long sliceEnd;

    /** Mean and deviation of the time between evaluations in one window's slices, by sums. */
    private static final class Interval {
        private final long[] counts = new long[LatencyWindow.SLICES];
        private final double[] sums = new double[LatencyWindow.SLICES];
        private final double[] squares = new double[LatencyWindow.SLICES];
        private int present;
        private long previous;
        private boolean begun;

        void evaluated(long posted) {
            if (begun) {
                double seconds = (posted - previous) / NANOS_A_SECOND;
                counts[present]++;
                sums[present] += seconds;
                squares[present] += seconds * seconds;
            }
            previous = posted;
            begun = true;
        }

        void turn() {
            present = (present + 1) % counts.length;
            counts[present] = 0;
            sums[present] = 0;
            squares[present] = 0;
        }

        void reset() {
            for (int i = 0; i < counts.length; i++) {
                turn();
            }
            begun = false;
        }

        double deviation() {
            long count = 0;
            double sum = 0;
            double square = 0;
            for (int i = 0; i < counts.length; i++) {
                count += counts[i];
                sum += sums[i];
                square += squares[i];
            }
            return count < 2 ? 0 : Math.sqrt(Math.max(0, square / count - sum / count * (sum / count)));
        }
    }

    /**
     * Statistics of what one pipeline records.
     *
     * @param times       where it records
     * @param windowNanos length of the rolling window
     */
    public PipelineLatency(EvaluationTimes times, long windowNanos) {
        this.times = times;
        sliceNanos = Math.max(1, windowNanos / LatencyWindow.SLICES);
        Arrays.setAll(stages, stage -> new LatencyWindow());
    }

    /**
     * Takes in what was recorded meanwhile.
     *
     * @param now  {@link System#nanoTime}
     * @param wall the same moment in nanoseconds since 1970
     */
    public void refresh(long now, long wall) {
        wallOffset = wall - now;
        if (sliceEnd == 0) {
            sliceEnd = now + sliceNanos;
        }
        // what was recorded since the last call belongs to the slice that ran then
        times.drain(this);
        for (int turns = 0; now >= sliceEnd && turns < LatencyWindow.SLICES; turns++) {
            for (LatencyWindow stage : stages) {
                stage.turn();
            }
            interval.turn();
            sliceEnd += sliceNanos;
        }
        if (now >= sliceEnd) {
            sliceEnd = now + sliceNanos;
        }
    }

    @Override
    public void evaluation(long requested, long taken, long prepared, long inferred, long unpacked, long posted, long stamp) {
        record(LatencyStage.WAIT, taken - requested);
        record(LatencyStage.BEFORE, prepared - taken);
        record(LatencyStage.INFER, inferred - prepared);
        record(LatencyStage.AFTER, unpacked - inferred);
        record(LatencyStage.POST, posted - unpacked);
        trace.add(requested, taken, prepared, inferred, unpacked, posted, stamp);
        evaluation(requested, posted, stamp);
    }

    @Override
    public void evaluation(long requested, long posted, long stamp) {
        record(LatencyStage.TOTAL, posted - requested);
        record(LatencyStage.E2E, posted + wallOffset - stamp);
        interval.evaluated(posted);
    }

    private void record(LatencyStage stage, long nanos) {
        stages[stage.ordinal()].record(nanos);
    }

    /**
     * Latencies of the rolling window.
     *
     * @param stage the stage
     * @return nanoseconds; valid until the next call of this object
     */
    public Histogram window(LatencyStage stage) {
        return stages[stage.ordinal()].window();
    }

    /**
     * Latencies since the start, or the last reset.
     *
     * @param stage the stage
     * @return nanoseconds
     */
    public Histogram total(LatencyStage stage) {
        return stages[stage.ordinal()].total();
    }

    /**
     * The last latency.
     *
     * @param stage the stage
     * @return nanoseconds
     */
    public long last(LatencyStage stage) {
        return stages[stage.ordinal()].last();
    }

    /**
     * How unevenly evaluations follow each other.
     *
     * @return standard deviation of the time from one to the next in the rolling window, seconds
     */
    public double jitter() {
        return interval.deviation();
    }

    /**
     * Evaluations that could not be recorded because there was no room.
     *
     * @return a count since start
     */
    public long unrecorded() {
        return times.unrecorded();
    }

    /**
     * The last evaluations whose stages were measured.
     *
     * @return a copy
     */
    public TraceRing trace() {
        return trace.copy();
    }

    /** Forgets all latencies. */
    public void reset() {
        for (LatencyWindow stage : stages) {
            stage.reset();
        }
        interval.reset();
        trace.clear();
    }
}
