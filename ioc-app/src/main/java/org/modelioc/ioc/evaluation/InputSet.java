package org.modelioc.ioc.evaluation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.schema.AlarmSeverity;

/**
 * The latest of all inputs of one pipeline, and the requests to evaluate them.
 *
 * <p>One lock guards both, so that an evaluation sees a coherent set: whatever was stored before a put was confirmed is
 * seen by every evaluation that sees any later put. Requests are counted, not queued: while an evaluation runs, any number
 * of further requests become the one that follows it, with the latest values.
 *
 * <p><b>Threads.</b> {@link #store} and {@link #request} from any thread; {@link #take} and what it took from the owner
 * thread of the pipeline only.
 */
final class InputSet {

    private record Waiter(long ticket, CompletableFuture<Void> done) {
    }

    private final Row row;
    private final double[] values;
    private final boolean[] fresh;
    private final long[] stamps;
    private final Alarm[] causes;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private long requested;
    private boolean closed;

    private long takenTicket;
    private long takenStamp;
    private long takenMerged;
    private Alarm takenCause = Alarm.UNDEFINED;

    InputSet(Row row) {
        this.row = row;
        int count = row.pvs().size();
        values = new double[row.size()];
        fresh = new boolean[count];
        stamps = new long[count];
        causes = new Alarm[count];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(fresh, true);
        Arrays.fill(causes, Alarm.UNDEFINED);
    }

    /**
     * Stores the latest of one input. The monitor of its PV is held.
     *
     * @param slot  its place among the PVs of the row
     * @param value what to read
     * @param stamp nanoseconds since 1970
     * @param alarm the alarm of the PV
     */
    void store(int slot, ModelValue value, long stamp, Alarm alarm) {
        Alarm cause = alarm.severity() != AlarmSeverity.INVALID ? Alarm.NONE : new Alarm(AlarmSeverity.INVALID,
            Condition.LINK, "INPUT " + row.pvs().get(slot) + " INVALID (" + alarm.message() + ")");
        synchronized (this) {
            value.read(values, row.offsets()[slot]);
            fresh[slot] = true;
            stamps[slot] = stamp;
            causes[slot] = cause;
        }
    }

    /** Asks for an evaluation of what is stored now, or later. */
    synchronized void request() {
        requested++;
        notifyAll();
    }

    /** Asks as {@link #request} does; completed when the outputs of that evaluation have been committed. */
    synchronized CompletableFuture<Void> requestAndWait() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        requested++;
        waiters.add(new Waiter(requested, done));
        notifyAll();
        return done;
    }

    /**
     * Waits for a request and copies the inputs as they are then: those that were stored since the last copy, so that one
     * large input does not make all others slow.
     *
     * @param into receives the values as the row has them; always the same array, and nobody else writes into it
     * @return false once the set is closed
     * @throws InterruptedException if the owner thread is asked to end
     */
    synchronized boolean take(double[] into) throws InterruptedException {
        while (requested == takenTicket && !closed) {
            wait();
        }
        if (closed) {
            return false;
        }
        takenMerged = requested - takenTicket - 1;
        takenTicket = requested;
        takenStamp = Long.MIN_VALUE;
        takenCause = Alarm.NONE;
        for (int slot = 0; slot < stamps.length; slot++) {
            if (fresh[slot]) {
                fresh[slot] = false;
                System.arraycopy(values, row.offsets()[slot], into, row.offsets()[slot], row.length(slot));
            }
            takenStamp = Math.max(takenStamp, stamps[slot]);
            takenCause = Alarm.worst(takenCause, causes[slot]);
        }
        return true;
    }

    /** The newest stamp among the inputs taken, nanoseconds since 1970. */
    long takenStamp() {
        return takenStamp;
    }

    /** How many further requests the last take answered. */
    long takenMerged() {
        return takenMerged;
    }

    /** The worst that is wrong with the inputs taken. */
    Alarm takenCause() {
        return takenCause;
    }

    /** Tells those who wait for what was taken that it is done. Owner thread. */
    void complete() {
        while (true) {
            Waiter waiter;
            synchronized (this) {
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
