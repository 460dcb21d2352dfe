package org.modelioc.ioc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.modelioc.ioc.evaluation.EvaluationObserver;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.latency.EvaluationClock;
import org.modelioc.ioc.pv.Setpoint;

/** Evaluations of one pipeline, asked for by this process: the whole way but the network. */
final class InProcess {

    private static final long PATIENCE_SECONDS = 60;
    private static final String[] STAGES = {"WAIT", "BEFORE", "INFER", "AFTER", "POST", "TOTAL"};

    private final Evaluator evaluator;
    private final Setpoint process;

    InProcess(Evaluator evaluator) {
        this.evaluator = evaluator;
        process = evaluator.processSwitch();
    }

    /** Its own record of what the evaluator did, beside that which the PVs show. */
    private static final class Stages implements EvaluationObserver {

        private final Histogram[] nanos = new Histogram[STAGES.length];

        Stages() {
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = Latency.histogram();
            }
        }

        @Override
        public synchronized void evaluated(int id, long stamp, EvaluationClock clock, double[] in, double[] out, boolean failed) {
            if (failed) {
                return;
            }
            if (clock.hasStages()) {
                record(0, clock.takenAt() - clock.requestedAt());
                record(1, clock.preparedAt() - clock.takenAt());
                record(2, clock.inferredAt() - clock.preparedAt());
                record(3, clock.unpackedAt() - clock.inferredAt());
                record(4, clock.postedAt() - clock.unpackedAt());
            }
            record(5, clock.postedAt() - clock.requestedAt());
        }

        private void record(int stage, long time) {
            nanos[stage].recordValue(Math.clamp(time, 0, nanos[stage].getHighestTrackableValue()));
        }

        synchronized List<Latency> latencies() {
            List<Latency> latencies = new ArrayList<>();
            for (int i = 0; i < nanos.length; i++) {
                latencies.add(Latency.of(STAGES[i], nanos[i]));
            }
            return latencies;
        }
    }

    /**
     * Measures.
     *
     * @param rate    evaluations a second, or {@link Pace#UNLIMITED}
     * @param seconds how long
     */
    Measurement measure(double rate, double seconds) throws InterruptedException {
        run(rate, Math.min(1, seconds / 2));
        Stages stages = new Stages();
        evaluator.observe(stages);
        long before = evaluator.count();
        long start = System.nanoTime();
        Histogram asked = run(rate, seconds);
        double took = (System.nanoTime() - start) / 1e9;
        long evaluations = evaluator.count() - before;
        evaluator.observe(EvaluationObserver.NONE);
        List<Latency> latencies = new ArrayList<>(stages.latencies());
        latencies.add(Latency.of("asked to answered", asked));
        return new Measurement("in process", Pace.text(rate), evaluations / took, latencies);
    }

    private Histogram run(double rate, double seconds) throws InterruptedException {
        Histogram asked = Latency.histogram();
        Pace pace = new Pace(rate);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (long due = pace.next(); due - end < 0; due = pace.next()) {
            try {
                process.processAndWait().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("no evaluation within " + PATIENCE_SECONDS + " s", e);
            }
            asked.recordValue(Math.clamp(System.nanoTime() - due, 0, asked.getHighestTrackableValue()));
        }
        return asked;
    }
}
