package org.modelioc.ioc.evaluation;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.pipeline.Snapshot;
import org.modelioc.schema.AlarmSeverity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates one pipeline whenever it is asked to, on a thread of its own.
 *
 * <p>Each turn takes the latest of all inputs, runs the model and commits the outputs. Whatever goes wrong in a turn marks
 * the outputs INVALID with the reason; the next turn is tried as if nothing had happened.
 *
 * <p><b>Threads.</b> {@link #run} is the owner thread; the counters are written by it and read by anyone.
 */
public final class Evaluator implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

    private final String name;
    private final Pipeline pipeline;
    private final InputSet inputs;
    private final OutputSet outputs;
    private final Snapshot snapshot;
    private final double[] results;

    private volatile long count;
    private volatile long errors;
    private volatile long merged;
    private volatile int lastId;
    private volatile Alarm state = Alarm.UNDEFINED;

    Evaluator(Pipeline pipeline, InputSet inputs, OutputSet outputs) {
        name = pipeline.name();
        this.pipeline = pipeline;
        this.inputs = inputs;
        this.outputs = outputs;
        snapshot = pipeline.newSnapshot();
        results = new double[Row.outputs(pipeline).size()];
    }

    @Override
    public void run() {
        try (pipeline) {
            while (inputs.take(snapshot.values())) {
                evaluate();
                inputs.complete();
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: interrupted", name);
        }
    }

    // One turn. The counters have one writer, so that reading and writing them in two steps is safe.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void evaluate() {
        int id = next(lastId);
        snapshot.begin(id);
        Alarm cause = inputs.takenCause();
        try {
            pipeline.before(snapshot);
            pipeline.infer();
            pipeline.after(results);
            cause = outputs.commit(results, inputs.takenStamp(), id, cause);
        } catch (Throwable failure) {
            // whatever it is, the outputs must not look good and the pipeline must live
            cause = failed(failure);
            outputs.invalidate(inputs.takenStamp(), id, cause);
            errors = errors + 1;
        }
        merged = merged + inputs.takenMerged();
        count = count + 1;
        if (cause != state) {
            changed(cause);
        }
        lastId = id;
    }

    // A constant failure gives the same alarm again, so that it is logged once and posted without change.
    private Alarm failed(Throwable failure) {
        String text = "MODEL FAILED: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return state.message().equals(text) ? state : new Alarm(AlarmSeverity.INVALID, Condition.CALC, text);
    }

    private void changed(Alarm now) {
        Alarm before = state;
        state = now;
        if (now != Alarm.NONE && !now.message().equals(before.message())) {
            LOG.warn("{}: outputs INVALID: {}", name, now.message());
        } else if (now == Alarm.NONE && before != Alarm.UNDEFINED) {
            LOG.info("{}: outputs good again", name);
        }
    }

    // 1 to 2^31 - 1 and round again: 0 is the tag of a value that no evaluation made
    private static int next(int id) {
        return id == Integer.MAX_VALUE ? 1 : id + 1;
    }

    /**
     * The key of the pipeline in the configuration.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * Evaluations so far, failed ones included.
     *
     * @return a count since start
     */
    public long count() {
        return count;
    }

    /**
     * Evaluations that failed.
     *
     * @return a count since start
     */
    public long errors() {
        return errors;
    }

    /**
     * Requests that came while an evaluation ran and were answered together with another one.
     *
     * @return a count since start
     */
    public long merged() {
        return merged;
    }

    /**
     * The number of the last evaluation, as in {@code timeStamp.userTag} of its outputs.
     *
     * @return 1 to 2^31 - 1, 0 before the first
     */
    public int lastId() {
        return lastId;
    }

    /**
     * What is wrong with the outputs as a whole.
     *
     * @return {@link Alarm#NONE} if nothing
     */
    public Alarm state() {
        return state;
    }
}
