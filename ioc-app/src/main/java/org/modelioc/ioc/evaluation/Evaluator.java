package org.modelioc.ioc.evaluation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.jfr.EvaluationEvent;
import org.modelioc.ioc.latency.EvaluationClock;
import org.modelioc.ioc.latency.EvaluationTimes;
import org.modelioc.ioc.log.RateLimitedLog;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.pipeline.Snapshot;
import org.modelioc.runtime.store.ModelFiles;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.evaluation.EvaluationDefinition;
import org.modelioc.schema.evaluation.EvaluationMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates one pipeline whenever it is asked to, on a thread of its own.
 *
 * <p>Each turn takes the latest of all inputs, runs the model and commits the outputs. Whatever goes wrong in a turn marks
 * the outputs INVALID with the reason; the next turn is tried as if nothing had happened.
 *
 * <p><b>Threads.</b> {@link #run} is the owner thread; the counters are written by it and read by anyone; {@link #watch} is
 * called by a timer.
 */
public final class Evaluator implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

    private static final Alarm WHAT_IF = new Alarm(AlarmSeverity.NO_ALARM, Condition.NO_ALARM, "WHAT-IF");
    private static final Alarm HOLD = new Alarm(AlarmSeverity.MINOR, Condition.DISABLE, "HOLD: not evaluated");
    private static final Alarm OFF = new Alarm(AlarmSeverity.INVALID, Condition.DISABLE, "OFF: not evaluated");

    private static final String CHANGE = "change";
    private static final int LINES_AT_FIRST = 20;

    // values that clients put can make good and bad of the outputs as fast as they like
    private final RateLimitedLog log = new RateLimitedLog(LOG, LINES_AT_FIRST);
    private final String name;
    /** Held while an evaluation runs, so that another pipeline takes over between two of them; fair, so that it comes to it. */
    private final ReentrantLock inUse = new ReentrantLock(true);
    /** Guarded by {@link #inUse}: what evaluates, and whether that has ended. */
    private Pipeline pipeline;
    private boolean ended;
    /** What is wrong as long as this pipeline runs, such as a device that could not be used. */
    private volatile Alarm standing = Alarm.NONE;
    private final InputSet inputs;
    private final ModeSwitch mode;
    private final OutputSet outputs;
    private final Snapshot snapshot;
    private final double[] results;
    private final long deadlineNanos;
    private final Alarm late;
    private final TrainingAlarm training;

    private EvaluationViews views;

    private final EvaluationClock clock = new EvaluationClock();
    private final EvaluationEvent event;
    private volatile EvaluationObserver observer = EvaluationObserver.NONE;
    private volatile long count;
    private volatile long errors;
    private volatile long merged;
    private volatile long deadlineMisses;
    private volatile int lastId;
    private volatile Alarm state = Alarm.UNDEFINED;

    private final Object turn = new Object();
    /** Guarded by {@link #turn}: the id of the evaluation under way that is not committed yet, 0 if none; when it is late. */
    private int running;
    private long runningLate;

    /**
     * For one pipeline.
     *
     * @param pipeline closed by the owner thread
     * @param inputs   its inputs
     * @param mode     by which its mode is changed
     * @param outputs  its outputs
     * @param definition when and how it is evaluated
     */
    Evaluator(Pipeline pipeline, InputSet inputs, ModeSwitch mode, OutputSet outputs,
            EvaluationDefinition definition) {
        name = pipeline.name();
        this.pipeline = pipeline;
        this.inputs = inputs;
        this.mode = mode;
        this.outputs = outputs;
        snapshot = pipeline.newSnapshot();
        event = new EvaluationEvent(name);
        results = new double[pipeline.outputSize()];
        training = new TrainingAlarm(definition.trainingRange());
        Optional<Duration> deadline = definition.deadline();
        deadlineNanos = deadline.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        late = new Alarm(AlarmSeverity.INVALID, Condition.TIMEOUT,
            "LATE: the deadline of " + deadline.map(Evaluator::text).orElse("") + " was missed");
    }

    private static String text(Duration deadline) {
        return deadline.toNanos() / 1e6 + " ms";
    }

    /** The numbers of the inputs that an evaluation uses, as their row has them. Always the same array, the owner thread's. */
    double[] inputValues() {
        return snapshot.values();
    }

    /** The numbers of the outputs, as their row has them. Always the same array, the owner thread's. */
    double[] results() {
        return results;
    }

    @Override
    public void run() {
        try {
            InputSet.Turn next = inputs.take(snapshot.values());
            while (next != InputSet.Turn.END) {
                if (next == InputSet.Turn.EVALUATE) {
                    evaluate();
                } else {
                    mark();
                }
                inputs.complete();
                next = inputs.take(snapshot.values());
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: interrupted", name);
        } finally {
            inUse.lock();
            ended = true;
            pipeline.close();
            inUse.unlock();
        }
    }

    /**
     * Lets another pipeline evaluate from the next evaluation on, which is asked for at once. Its windows and filters go on
     * where those of the present one end. Called by any thread; waits for the evaluation under way.
     *
     * @param next    made from the same definition; becomes this evaluator's to close
     * @param version what its model was loaded from
     * @param flaw    what is wrong with the outputs as long as it runs, {@link Alarm#NONE} if nothing
     */
    public void replace(Pipeline next, ModelFiles version, Alarm flaw) {
        Pipeline old;
        inUse.lock();
        try {
            if (ended) {
                next.close();
                return;
            }
            next.takeOver(pipeline);
            old = pipeline;
            pipeline = next;
            standing = flaw;
            observer.takenOver(version);
        } finally {
            inUse.unlock();
        }
        old.close();
        inputs.request();
    }

    /**
     * Says what is wrong with the outputs as long as the present pipeline runs.
     *
     * @param flaw at most MINOR; {@link Alarm#NONE} if nothing
     */
    public void flaw(Alarm flaw) {
        standing = flaw;
    }

    // One turn. The counters have one writer, so that reading and writing them in two steps is safe.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void evaluate() {
        int id = after(lastId);
        long stamp = inputs.takenStamp();
        snapshot.begin(id, stamp);
        Alarm cause = inputs.takenCause();
        if (cause.severity() == AlarmSeverity.NO_ALARM && inputs.mode() == EvaluationMode.WHAT_IF) {
            cause = WHAT_IF;
        }
        begin(id);
        event.begin();
        clock.taken(inputs.takenRequestedAt());
        inUse.lock();
        try {
            cause = Alarm.worst(cause, standing);
            pipeline.before(snapshot);
            Alarm untrained = training.of(pipeline.outsideTraining());
            cause = Alarm.worst(cause, untrained);
            clock.prepared();
            pipeline.infer();
            clock.inferred();
            pipeline.after(results);
            clock.unpacked();
            if (end()) {
                cause = Alarm.worst(late, cause);
                deadlineMisses = deadlineMisses + 1;
            }
            cause = outputs.commit(results, stamp, id, cause);
            clock.posted(stamp);
            event.over(id, clock.requestedAt(), clock.hasStages() ? clock.takenAt() : 0, false);
            observer.evaluated(id, stamp, clock, snapshot.values(), results, false);
        } catch (Throwable failure) {
            // whatever it is, the outputs must not look good and the pipeline must live
            end();
            cause = failed(failure);
            outputs.invalidate(stamp, id, cause);
            outputs.push(results, stamp);
            errors = errors + 1;
            event.over(id, clock.requestedAt(), clock.hasStages() ? clock.takenAt() : 0, true);
            observer.evaluated(id, stamp, clock, snapshot.values(), results, true);
        } finally {
            inUse.unlock();
        }
        merged = merged + inputs.takenMerged();
        count = count + 1;
        is(cause);
        lastId = id;
    }

    private void begin(int id) {
        if (deadlineNanos != Long.MAX_VALUE) {
            synchronized (turn) {
                running = id;
                runningLate = inputs.takenRequestedAt() + deadlineNanos;
            }
        }
    }

    /** Ends the watch over an evaluation; true if it is late. */
    private boolean end() {
        if (deadlineNanos == Long.MAX_VALUE) {
            return false;
        }
        synchronized (turn) {
            running = 0;
            return System.nanoTime() - runningLate > 0;
        }
    }

    /**
     * Marks the outputs INVALID if the evaluation under way has missed its deadline. To be called by a timer.
     *
     * @param now {@link System#nanoTime}
     */
    void watch(long now) {
        synchronized (turn) {
            if (running != 0 && now - runningLate > 0) {
                long stamp = Pv.now();
                outputs.invalidate(stamp, running, late);
                outputs.push(results, stamp);
                running = 0;
            }
        }
    }

    private void mark() {
        Alarm cause = inputs.mode() == EvaluationMode.OFF ? OFF : HOLD;
        long stamp = Pv.now();
        outputs.mark(stamp, lastId, cause);
        outputs.push(results, stamp);
        is(cause);
    }

    // A constant failure gives the same alarm again, so that it is logged once and posted without change.
    private Alarm failed(Throwable failure) {
        String text = "MODEL FAILED: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return state.message().equals(text) ? state : new Alarm(AlarmSeverity.INVALID, Condition.CALC, text);
    }

    private void is(Alarm cause) {
        Alarm now = cause.severity() == AlarmSeverity.NO_ALARM ? Alarm.NONE : cause;
        Alarm before = state;
        if (now == before) {
            return;
        }
        state = now;
        if (now != Alarm.NONE && !now.message().equals(before.message()) && !training.goesOn(before, now)) {
            log.warn(CHANGE, name + ": outputs " + now.severity() + ": " + now.message());
        } else if (now == Alarm.NONE && before != Alarm.UNDEFINED) {
            log.info(CHANGE, name + ": outputs good again");
        }
    }

    // 1 to 2^31 - 1 and round again: 0 is the tag of a value that no evaluation made
    private static int after(int id) {
        return id == Integer.MAX_VALUE ? 1 : id + 1;
    }

    /**
     * The inputs as they are now.
     *
     * @return a coherent set, which the next evaluation need not see
     */
    public PresentInputs present() {
        return inputs.present();
    }

    /**
     * Lets the evaluation go first that has been asked for by now, if there is one.
     *
     * @param millis how long to wait for its end at most
     * @throws InterruptedException if the caller is asked to end
     */
    public void letPass(long millis) throws InterruptedException {
        inputs.letPass(millis);
    }

    /**
     * What is wrong with all outputs as long as the present model runs.
     *
     * @return {@link Alarm#NONE} if nothing
     */
    public Alarm standing() {
        return standing;
    }

    /** The PVs that show whole evaluations. Before the first evaluation. */
    void joins(EvaluationViews newViews) {
        views = newViews;
        outputs.tells(newViews);
    }

    /**
     * The PVs that show whole evaluations.
     *
     * @return one structure and one table
     */
    public EvaluationViews views() {
        return views;
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
     * Has somebody look on, instead of who did before.
     *
     * @param by called by the owner thread
     */
    public void observe(EvaluationObserver by) {
        observer = by;
    }

    /**
     * How long the evaluations took that did not fail.
     *
     * @return to be read by one thread
     */
    public EvaluationTimes times() {
        return clock.times();
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
     * Periods that found the evaluation before unfinished.
     *
     * @return a count since start
     */
    public long overruns() {
        return inputs.overruns();
    }

    /**
     * Evaluations whose outputs came after the deadline.
     *
     * @return a count since start
     */
    public long deadlineMisses() {
        return deadlineMisses;
    }

    /**
     * Updates of followed inputs that found no partners to be aligned with.
     *
     * @return a count since start
     */
    public long unaligned() {
        return inputs.unaligned();
    }

    /**
     * What a put to the PV of its mode does.
     *
     * @return to stand behind that PV, whose choices are those of {@link EvaluationMode}
     */
    public Setpoint modeSwitch() {
        return mode;
    }

    /**
     * What a put that asks for an evaluation does.
     *
     * @return to stand behind a PV whose value means nothing
     */
    public Setpoint processSwitch() {
        return new ProcessSwitch(inputs);
    }

    /**
     * The present mode.
     *
     * @return from which values it is evaluated, if at all
     */
    public EvaluationMode mode() {
        return inputs.mode();
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
