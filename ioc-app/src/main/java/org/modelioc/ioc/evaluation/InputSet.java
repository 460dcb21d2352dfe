package org.modelioc.ioc.evaluation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.evaluation.EvaluationDefinition;
import org.modelioc.schema.evaluation.EvaluationMode;

/**
 * The latest of all inputs of one pipeline, and the requests to evaluate them.
 *
 * <p>One lock guards both, so that an evaluation sees a coherent set: whatever was stored before a put was confirmed is
 * seen by every evaluation that sees any later put. Requests are counted, not queued: while an evaluation runs, any number
 * of further requests become the one that follows it, with the latest values.
 *
 * <p><b>Threads.</b> Storing and requesting from any thread; {@link #take} and what it took from the owner thread of the
 * pipeline only. Lock order: the monitor of a PV first, then this.
 */
final class InputSet {

    /** What the owner thread has to do next. */
    enum Turn {
        /** Evaluate what was taken. */
        EVALUATE,
        /** Mark the outputs as not evaluated: the mode has become HOLD or OFF. */
        MARK,
        /** End. */
        END
    }

    private record Waiter(long ticket, CompletableFuture<Void> done) {
    }

    private final Row row;
    private final Trigger trigger;
    private final InputAlarms alarms;
    private final double[] values;
    private final boolean[] fresh;
    private final long[] stamps;
    private final int[] tags;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    /** The followed inputs whose updates must belong together, and the place of each among the inputs; null without. */
    private final Alignment alignment;
    private final int[] members;

    private volatile EvaluationMode mode;
    private boolean marked;
    private long requested;
    private long requestedAt;
    private long completed;
    private int yielding;
    private boolean closed;
    private volatile long overruns;
    private volatile long unaligned;

    private long takenTicket;
    private long takenRequestedAt;
    private long takenStamp;
    private long takenMerged;
    private Alarm takenCause = Alarm.UNDEFINED;
    private EvaluationMode takenMode;
    private final boolean[] takenFresh;
    private final long[] takenStamps;
    private final int[] takenTags;
    private final Alarm[] takenAlarms;

    InputSet(Row row) {
        this(row, EvaluationDefinition.DEFAULT, new boolean[row.pvs().size()]);
    }

    /**
     * For one pipeline.
     *
     * @param row        where each input stands
     * @param definition when to evaluate
     * @param followed   which inputs follow a live PV
     */
    InputSet(Row row, EvaluationDefinition definition, boolean[] followed) {
        this.row = row;
        trigger = new Trigger(definition.trigger(), followed);
        mode = definition.mode();
        alarms = new InputAlarms(row.pvs());
        int count = row.pvs().size();
        values = new double[row.size()];
        fresh = new boolean[count];
        stamps = new long[count];
        tags = new int[count];
        takenMode = mode;
        takenFresh = new boolean[count];
        takenStamps = new long[count];
        takenTags = new int[count];
        takenAlarms = new Alarm[count];
        Arrays.fill(takenAlarms, Alarm.UNDEFINED);
        Arrays.fill(values, Double.NaN);
        Arrays.fill(fresh, true);
        int following = 0;
        members = new int[count];
        Arrays.fill(members, -1);
        for (int slot = 0; slot < count; slot++) {
            if (followed[slot]) {
                members[slot] = following++;
            }
        }
        alignment = definition.alignment().isEmpty() || following < 2 ? null : new Alignment(definition.alignment().get(),
            widths(following));
    }

    private int[] widths(int following) {
        int[] widths = new int[following];
        for (int slot = 0; slot < members.length; slot++) {
            if (members[slot] >= 0) {
                widths[members[slot]] = row.length(slot);
            }
        }
        return widths;
    }

    /**
     * Stores the latest of an input that clients put. The monitor of its PV is held.
     *
     * @param slot  its place among the PVs of the row
     * @param value what to read
     * @param stamp nanoseconds since 1970
     * @param alarm the alarm of the PV; passed on if INVALID
     */
    void store(int slot, ModelValue value, long stamp, Alarm alarm) {
        synchronized (this) {
            value.read(values, row.offsets()[slot]);
            stored(slot, stamp, 0);
            alarms.put(slot, alarm);
        }
    }

    /**
     * Stores an update of an input that follows a live PV; with alignment, when its partners are there.
     *
     * @param slot   its place among the PVs of the row
     * @param from   where its numbers are, from {@code offset} on
     * @param stamp  nanoseconds since 1970
     * @param tag    the pulse, 0 if unknown
     * @param alarm  what its link passes on to the outputs
     */
    synchronized void follow(int slot, double[] from, int offset, long stamp, int tag, Alarm alarm) {
        if (alignment == null || alarm.severity() == AlarmSeverity.INVALID) {
            System.arraycopy(from, offset, values, row.offsets()[slot], row.length(slot));
            stored(slot, stamp, tag);
            alarms.follow(slot, alarm);
            changed(slot);
            return;
        }
        boolean complete = alignment.offer(members[slot], from, offset, stamp, tag, alarm);
        unaligned = alignment.lost();
        if (complete) {
            for (int each = 0; each < members.length; each++) {
                if (members[each] >= 0) {
                    alignment.copy(members[each], values, row.offsets()[each]);
                    stored(each, alignment.stamp(members[each]), alignment.tag(members[each]));
                    alarms.follow(each, alignment.alarm(members[each]));
                }
            }
            alarms.straggler(-1);
            changedTogether();
        } else if (alarms.straggler(slotOf(alignment.straggler()))) {
            request();
        }
    }

    // one set, one request
    private void changedTogether() {
        boolean due = false;
        for (int slot = 0; slot < members.length; slot++) {
            due |= members[slot] >= 0 && trigger.changed(slot);
        }
        if (due) {
            request();
        }
    }

    private int slotOf(int member) {
        for (int slot = 0; member >= 0 && slot < members.length; slot++) {
            if (members[slot] == member) {
                return slot;
            }
        }
        return -1;
    }

    /**
     * Stores what the pipeline before gave.
     *
     * @param slot  its place among the PVs of the row
     * @param from  where its numbers are, from {@code offset} on
     * @param stamp nanoseconds since 1970
     * @param tag   the evaluation that gave it
     * @param alarm the alarm of its PV; passed on if INVALID
     */
    synchronized void chain(int slot, double[] from, int offset, long stamp, int tag, Alarm alarm) {
        System.arraycopy(from, offset, values, row.offsets()[slot], row.length(slot));
        stored(slot, stamp, tag);
        alarms.put(slot, alarm);
    }

    private void stored(int slot, long stamp, int tag) {
        fresh[slot] = true;
        stamps[slot] = stamp;
        tags[slot] = tag;
    }

    /** Notes that an input has changed: an evaluation is requested if the trigger says so. */
    synchronized void changed(int slot) {
        if (trigger.changed(slot)) {
            request();
        }
    }

    /** Notes that an input has changed, and requests nothing: true if the trigger asks for an evaluation. */
    synchronized boolean notes(int slot) {
        return trigger.changed(slot);
    }

    /** As {@link #changed}; completed when the outputs of that evaluation have been committed, at once if there is none. */
    synchronized CompletableFuture<Void> changedAndWait(int slot) {
        return trigger.changed(slot) ? requestAndWait() : CompletableFuture.completedFuture(null);
    }

    /** Asks for an evaluation of what is stored now, or later. */
    synchronized void request() {
        if (requested == takenTicket) {
            requestedAt = System.nanoTime();
        }
        requested++;
        notifyAll();
    }

    /** Asks as {@link #request} does; completed when the outputs of that evaluation have been committed. */
    synchronized CompletableFuture<Void> requestAndWait() {
        request();
        if (idle()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiters.add(new Waiter(requested, done));
        return done;
    }

    /** Asks for the evaluation of a period; one that finds the last one unfinished is an overrun. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    synchronized void tick() {
        if (idle()) {
            return;
        }
        if (completed < requested) {
            overruns = overruns + 1;
        }
        request();
    }

    private boolean idle() {
        return mode == EvaluationMode.HOLD || mode == EvaluationMode.OFF;
    }

    /** The present mode. */
    EvaluationMode mode() {
        return mode;
    }

    /** Changes the mode and asks for what it means for the outputs. Updates that wait for partners are forgotten. */
    synchronized CompletableFuture<Void> enter(EvaluationMode newMode) {
        mode = newMode;
        marked = false;
        if (alignment != null) {
            alignment.clear();
            alarms.straggler(-1);
        }
        return requestAndWait();
    }

    /**
     * Waits for a request and copies the inputs as they are then: those that were stored since the last copy, so that one
     * large input does not make all others slow.
     *
     * @param into receives the values as the row has them; always the same array, and nobody else writes into it
     * @return what to do
     * @throws InterruptedException if the owner thread is asked to end
     */
    synchronized Turn take(double[] into) throws InterruptedException {
        while (!closed && (requested == takenTicket || idle() && marked)) {
            // nobody waits for what HOLD and OFF do not do; what has changed meanwhile is evaluated when they end
            wait();
        }
        if (closed) {
            return Turn.END;
        }
        takenRequestedAt = requestedAt;
        takenMerged = requested - takenTicket - 1;
        takenTicket = requested;
        takenMode = mode;
        if (idle()) {
            marked = true;
            return Turn.MARK;
        }
        takenStamp = Long.MIN_VALUE;
        for (int slot = 0; slot < stamps.length; slot++) {
            if (fresh[slot]) {
                fresh[slot] = false;
                System.arraycopy(values, row.offsets()[slot], into, row.offsets()[slot], row.length(slot));
                takenFresh[slot] = true;
                takenStamps[slot] = stamps[slot];
                takenTags[slot] = tags[slot];
                takenAlarms[slot] = alarms.origin(slot);
            }
            takenStamp = Math.max(takenStamp, stamps[slot]);
        }
        takenCause = alarms.worst();
        return Turn.EVALUATE;
    }

    /** All inputs as they are now. */
    synchronized PresentInputs present() {
        return new PresentInputs(values.clone(), alarms.causes(), alarms.together());
    }

    /**
     * Lets an evaluation go first that has been asked for by now.
     *
     * @param millis how long to wait for its end at most
     * @throws InterruptedException if the caller is asked to end
     */
    synchronized void letPass(long millis) throws InterruptedException {
        long due = requested;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        yielding++;
        try {
            while (!closed && completed < due && !(idle() && marked)) {
                long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (rest <= 0) {
                    return;
                }
                wait(rest);
            }
        } finally {
            yielding--;
        }
    }

    /** The newest stamp among the inputs taken, nanoseconds since 1970. */
    long takenStamp() {
        return takenStamp;
    }

    /** The mode of the last take. */
    EvaluationMode takenMode() {
        return takenMode;
    }

    /** Whether an input was taken anew since this was last asked. */
    boolean refreshed(int slot) {
        boolean was = takenFresh[slot];
        takenFresh[slot] = false;
        return was;
    }

    /** The stamp of an input that was taken, nanoseconds since 1970. */
    long takenStamp(int slot) {
        return takenStamps[slot];
    }

    /** The user tag of an input that was taken. */
    int takenTag(int slot) {
        return takenTags[slot];
    }

    /** The alarm of an input that was taken: of a followed one what its link says, else that of its PV. */
    Alarm takenAlarm(int slot) {
        return takenAlarms[slot];
    }

    /** How many further requests the last take answered. */
    long takenMerged() {
        return takenMerged;
    }

    /** The worst that is wrong with the inputs taken. */
    Alarm takenCause() {
        return takenCause;
    }

    /** When what was taken was first asked for, {@link System#nanoTime}. */
    long takenRequestedAt() {
        return takenRequestedAt;
    }

    /** Periods that found the evaluation before unfinished. */
    long overruns() {
        return overruns;
    }

    /** Updates of followed inputs that found no partners. */
    long unaligned() {
        return unaligned;
    }

    /** Tells those who wait for what was taken that it is done. Owner thread. */
    void complete() {
        while (true) {
            Waiter waiter;
            synchronized (this) {
                completed = takenTicket;
                if (yielding > 0) {
                    notifyAll();
                }
                waiter = waiters.peek();
                if (waiter == null || waiter.ticket > takenTicket) {
                    return;
                }
                waiters.remove();
            }
            waiter.done.complete(null);
        }
    }

    /** Ends the owner's wait and that of everyone else. */
    void close() {
        synchronized (this) {
            closed = true;
            takenTicket = Long.MAX_VALUE;
            notifyAll();
        }
        complete();
    }
}
