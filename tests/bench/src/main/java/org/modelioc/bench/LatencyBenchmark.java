package org.modelioc.bench;

import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.latency.EvaluationClock;
import org.modelioc.ioc.latency.PipelineLatency;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What recording the times of an evaluation costs its owner thread: as evaluations of more than 2 kHz are recorded, and slower
 * ones, whose stages are measured each. The floor is one reading of the clock. The work of the other thread, which fills the
 * histograms, is in both, since it is this one here.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseZGC")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LatencyBenchmark {

    private static final int DRAIN = 0xFFF;
    private static final long FAST_NANOS = 20_000;
    private static final long SLOW_NANOS = 1_000_000;

    private final EvaluationClock clock = new EvaluationClock();
    private final PipelineLatency latency = new PipelineLatency(clock.times(), 60_000_000_000L);
    private final long stamp = System.currentTimeMillis() * 1_000_000;
    private long now = System.nanoTime();
    private int count;

    /** One reading of the clock. */
    @Benchmark
    public long floor() {
        return System.nanoTime();
    }

    /** An evaluation in a row of 50 000 a second. */
    @Benchmark
    public void fast() {
        record(FAST_NANOS);
    }

    /** An evaluation in a row of 1 000 a second: each stage is measured. */
    @Benchmark
    public void slow() {
        record(SLOW_NANOS);
    }

    private void record(long interval) {
        now += interval;
        clock.taken(now);
        clock.prepared();
        clock.inferred();
        clock.unpacked();
        clock.posted(stamp);
        if ((++count & DRAIN) == 0) {
            latency.refresh(now, stamp);
        }
    }
}
