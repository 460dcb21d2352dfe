package org.modelioc.ioc.diagnostics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.latency.ChromeTrace;
import org.modelioc.ioc.latency.LatencyBins;
import org.modelioc.ioc.latency.LatencyStage;
import org.modelioc.ioc.latency.PipelineLatency;
import org.modelioc.ioc.latency.TraceRing;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.service.LatencyDefinition;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PVs about the latency of one pipeline. Belongs to the thread that refreshes them. */
final class LatencyPvs {

    private static final String UNITS = "µs";
    private static final int PRECISION = 2;
    private static final double NANOS_A_MICRO = 1_000;
    private static final double MICROS_A_SECOND = 1e6;
    private static final PvType.Array COUNTS = new PvType.Array(ValueType.DOUBLE, LatencyBins.COUNT);
    private static final PvType.Array EDGES = new PvType.Array(ValueType.DOUBLE, LatencyBins.COUNT + 1);

    private static final Logger LOG = LoggerFactory.getLogger(LatencyPvs.class);

    private final PipelineLatency latency;
    private final long period;
    private final List<Stage> stages = new ArrayList<>();
    private final DoublePv jitter;
    private final LongPv unrecorded;
    private final AskSwitch reset = new AskSwitch();
    private final AskSwitch trace = new AskSwitch();
    private final StringPv traceFile;
    private final String name;
    private final Path traces;
    private long next;

    LatencyPvs(String prefix, Evaluator evaluator, LatencyDefinition definition, PvDatabase database) {
        latency = new PipelineLatency(evaluator.times(), definition.window().toNanos());
        period = definition.period().toNanos();
        name = prefix + evaluator.name();
        traces = definition.traces();
        String pipeline = prefix + evaluator.name() + ':';
        String window = ", last " + definition.window().toSeconds() + " s";
        for (LatencyStage stage : LatencyStage.values()) {
            stages.add(new Stage(stage, pipeline + BuiltInNames.LATENCY + stage + ':', window, database));
        }
        ArrayPv edges = database.add(new ArrayPv(pipeline + BuiltInNames.LATENCY_EDGES, EDGES,
            micros("Where the bins of the histograms begin and end"), null));
        edges.commit(LatencyBins.edges(), 0, Pv.now(), 0, Alarm.NONE);
        ArrayPv decades = database.add(new ArrayPv(pipeline + BuiltInNames.LATENCY_DECADES, EDGES,
            Metadata.builtIn("The same as powers of ten of a µs: 0 is 1 µs, 3 is 1 ms", ""), null));
        decades.commit(Arrays.stream(LatencyBins.edges()).map(Math::log10).toArray(), 0, Pv.now(), 0, Alarm.NONE);
        jitter = database.add(new DoublePv(pipeline + BuiltInNames.LATENCY_JITTER,
            micros("Standard deviation of the time between evaluations" + window), null));
        unrecorded = database.add(new LongPv(pipeline + BuiltInNames.LATENCY_UNRECORDED,
            Metadata.builtIn("Evaluations that are missing in the statistics: they came too fast", "")));
        database.add(reset.pv(pipeline + BuiltInNames.LATENCY_RESET, "A put of anything forgets all latencies"));
        database.add(trace.pv(pipeline + BuiltInNames.LATENCY_TRACE, "A put of anything writes the last evaluations as a trace"));
        traceFile = database.add(new StringPv(pipeline + BuiltInNames.LATENCY_TRACE_FILE,
            Metadata.builtIn("The trace written last, empty if none", "")));
        traceFile.set("", Alarm.NONE);
    }

    private static Metadata micros(String description) {
        return new Metadata(description, UNITS, PRECISION, DisplayForm.DEFAULT, Range.NONE, Range.NONE, 0, AlarmLimits.NONE);
    }

    /**
     * Takes in what was recorded, and updates the PVs when it is time.
     *
     * @param now  {@link System#nanoTime}
     * @param wall the same moment in nanoseconds since 1970
     */
    void refresh(long now, long wall) {
        latency.refresh(now, wall);
        CompletableFuture<Void> traced = trace.taken();
        if (traced != null) {
            TraceRing last = latency.trace();
            // not by this thread: a slow disk must not stop the heartbeat
            Thread.ofVirtual().name("trace").start(() -> write(last, traced));
        }
        CompletableFuture<Void> forgotten = reset.taken();
        if (forgotten != null) {
            latency.reset();
        }
        if (next == 0 || now - next >= 0 || forgotten != null) {
            show(now, wall);
        }
        if (forgotten != null) {
            forgotten.complete(null);
        }
    }

    private void write(TraceRing last, CompletableFuture<Void> done) {
        try {
            Path file = ChromeTrace.write(last, name, traces);
            traceFile.set(file.toString(), Alarm.NONE);
            LOG.info("{}: wrote the trace {}", name, file);
        } catch (IOException e) {
            String text = "no trace could be written to " + traces + ": " + e;
            traceFile.set("", new Alarm(AlarmSeverity.MINOR, Condition.SOFT, text));
            LOG.warn("{}: {}", name, text);
        } finally {
            done.complete(null);
        }
    }

    private void show(long now, long wall) {
        next = next != 0 && now - next < period ? next + period : now + period;
        for (Stage stage : stages) {
            stage.refresh(latency, wall);
        }
        jitter.set(latency.jitter() * MICROS_A_SECOND);
        unrecorded.set(latency.unrecorded());
    }

    /** The PVs of one stage. */
    private static final class Stage {

        private final LatencyStage stage;
        private final Statistics window;
        private final Statistics all;
        private final DoublePv last;

        Stage(LatencyStage stage, String name, String windowText, PvDatabase database) {
            this.stage = stage;
            window = new Statistics(name, stage.description(), windowText, database);
            last = database.add(new DoublePv(name + "LAST", micros(stage.description() + ", last one"), null));
            all = new Statistics(name + BuiltInNames.LATENCY_ALL, stage.description(), ", since start or reset", database);
        }

        void refresh(PipelineLatency latency, long wall) {
            window.refresh(latency.window(stage), wall);
            all.refresh(latency.total(stage), wall);
            last.set(latency.last(stage) / NANOS_A_MICRO);
        }
    }

    /** The PVs of one distribution. */
    private static final class Statistics {

        private static final double[] PERCENTILES = {50, 90, 99, 99.9};
        private static final String[] NAMES = {"P50", "P90", "P99", "P999"};
        private static final String[] TEXTS = {"median", "90 %", "99 %", "99.9 %"};

        private final DoublePv[] percentiles = new DoublePv[PERCENTILES.length];
        private final DoublePv most;
        private final DoublePv mean;
        private final LongPv count;
        private final ArrayPv histogram;
        private final double[] counts = new double[LatencyBins.COUNT];
        private final Alarm none;
        private long counted = -1;

        Statistics(String name, String what, String when, PvDatabase database) {
            none = new Alarm(AlarmSeverity.INVALID, Condition.UDF, "no evaluation measured" + when);
            for (int i = 0; i < PERCENTILES.length; i++) {
                percentiles[i] = database.add(new DoublePv(name + NAMES[i], micros(what + ", " + TEXTS[i] + when), null));
            }
            most = database.add(new DoublePv(name + "MAX", micros(what + ", longest" + when), null));
            mean = database.add(new DoublePv(name + "MEAN", micros(what + ", mean" + when), null));
            count = database.add(new LongPv(name + "COUNT", Metadata.builtIn(what + ", measured" + when, "")));
            histogram = database.add(new ArrayPv(name + "HIST", COUNTS, Metadata.builtIn(what + ", counts by bin" + when, ""),
                null));
        }

        void refresh(Histogram from, long wall) {
            if (from.getTotalCount() == 0) {
                if (counted != 0) {
                    empty(wall);
                }
                return;
            }
            counted = from.getTotalCount();
            for (int i = 0; i < PERCENTILES.length; i++) {
                percentiles[i].set(from.getValueAtPercentile(PERCENTILES[i]) / NANOS_A_MICRO);
            }
            most.set(from.getMaxValue() / NANOS_A_MICRO);
            mean.set(from.getMean() / NANOS_A_MICRO);
            LatencyBins.count(from, counts);
            histogram.commit(counts, 0, wall, 0, Alarm.NONE);
            // last, so that who sees it finds the others as new
            count.set(counted);
        }

        // a latency of 0 would look like a very good one
        private void empty(long wall) {
            counted = 0;
            for (DoublePv percentile : percentiles) {
                percentile.commit(Double.NaN, wall, 0, none);
            }
            most.commit(Double.NaN, wall, 0, none);
            mean.commit(Double.NaN, wall, 0, none);
            Arrays.fill(counts, 0);
            histogram.commit(counts, 0, wall, 0, Alarm.NONE);
            count.set(0);
        }
    }
}
