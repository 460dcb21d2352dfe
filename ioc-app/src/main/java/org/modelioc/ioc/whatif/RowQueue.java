package org.modelioc.ioc.whatif;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.modelioc.runtime.store.LoadedModel;

/**
 * Questions whose rows wait for a batch, first come, first served. Several batches may take rows of one question, as long as
 * they have the same version of the model.
 *
 * <p>While a batch runs, another one begins only when enough rows wait to be worth it: a few cost almost as much as many, and
 * will be the next batch of the thread that is at work. Thread-safe; allocates nothing in steady state.
 */
final class RowQueue {

    private final String name;
    private final int most;
    private final int worth;
    /** Guarded by this, as all below: those of which no row has been taken, and those of which some have. */
    private final ArrayDeque<Question> fresh = new ArrayDeque<>();
    private final List<Question> begun = new ArrayList<>();
    private boolean closed;
    /** How many threads wait here, and how many make a batch. */
    private int idle;
    private int atWork;
    // written under the lock
    private volatile int waiting;
    private volatile long accepted;

    /** Rows of one question that a batch took. One thread. */
    static final class Taken {
        private Question question;
        private int from;
        private int to;

        Question question() {
            return question;
        }

        int from() {
            return from;
        }

        /** Exclusive. */
        int to() {
            return to;
        }
    }

    /**
     * Empty.
     *
     * @param name  of the pipeline, for messages
     * @param most  rows that may wait
     * @param worth how many of them make it worth to begin a batch while another one runs
     */
    RowQueue(String name, int most, int worth) {
        this.name = name;
        this.most = most;
        this.worth = worth;
    }

    /** Rejects what does not find room at present, or never will. */
    void requireRoom(int rows) throws RequestRejectedException {
        if (rows > most) {
            throw new RequestRejectedException(name + ": the request has " + rows + " rows, and " + most
                + " may wait; send it in parts");
        }
        int now = waiting;
        if (now + rows > most) {
            throw new RequestRejectedException(name + ": " + now + " rows of what-if requests wait, and no more than " + most
                + " may; ask again later");
        }
    }

    /**
     * Adds a question.
     *
     * @return whether a thread will take it; if not, another one would be of use
     * @throws RequestRejectedException if there is no room, or no more are taken
     */
    synchronized boolean add(Question question) throws RequestRejectedException {
        if (closed) {
            throw new RequestRejectedException("the IOC is ending");
        }
        requireRoom(question.rows());
        fresh.add(question);
        waiting += question.rows();
        accepted++;
        if (!worthWhile()) {
            return true;
        }
        // whoever is woken stays counted as idle until it runs, and takes what comes until then
        notify();
        return idle > 0;
    }

    private boolean worthWhile() {
        return atWork == 0 || waiting >= worth;
    }

    /** The caller's batch is over, which began with {@link #await}. */
    synchronized void over() {
        atWork--;
    }

    /**
     * Waits for a question, and begins a batch.
     *
     * @param suits  which the caller can take
     * @param millis how long; 0 for ever
     * @return whether there is one, and the caller is at work until {@link #over}; false also if the queue is closed
     */
    synchronized boolean await(Predicate<Question> suits, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        idle++;
        try {
            while (!closed) {
                if (worthWhile() && has(suits)) {
                    atWork++;
                    return true;
                }
                long rest = millis == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (rest <= 0 && millis > 0) {
                    return false;
                }
                wait(rest);
            }
            return false;
        } finally {
            idle--;
        }
    }

    private boolean has(Predicate<Question> suits) {
        if (!fresh.isEmpty()) {
            return true;
        }
        for (int i = 0; i < begun.size(); i++) {
            if (suits.test(begun.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a question waits of which a batch of this model has taken rows. */
    synchronized boolean hasBegun(LoadedModel model) {
        return begun(model) != null;
    }

    private Question begun(LoadedModel model) {
        for (int i = 0; i < begun.size(); i++) {
            if (begun.get(i).version() == model) {
                return begun.get(i);
            }
        }
        return null;
    }

    /**
     * Takes rows of the next question.
     *
     * @param model     of the batch
     * @param onlyBegun whether only a question that has been begun with it
     * @param count     how many at most
     * @param taken     receives them
     * @return false if there are none
     */
    synchronized boolean take(LoadedModel model, boolean onlyBegun, int count, Taken taken) {
        Question first = begun(model);
        boolean isFresh = first == null;
        if (isFresh) {
            first = onlyBegun ? null : fresh.poll();
            if (first == null) {
                return false;
            }
        }
        int from = first.taken();
        int to = Math.min(first.rows(), from + count);
        first.take(model, to);
        waiting -= to - from;
        if (isFresh && to < first.rows()) {
            begun.add(first);
        } else if (!isFresh && to == first.rows()) {
            begun.remove(first);
        }
        taken.question = first;
        taken.from = from;
        taken.to = to;
        return true;
    }

    /** Whether rows wait that no thread is about to take; those that wait here are woken for them. */
    synchronized boolean needsHelp() {
        if (waiting == 0 || !worthWhile()) {
            return false;
        }
        notifyAll();
        return idle == 0;
    }

    /** Ends all that wait. */
    void failAll(String why) {
        List<Question> all;
        synchronized (this) {
            all = new ArrayList<>(begun);
            all.addAll(fresh);
            begun.clear();
            fresh.clear();
            waiting = 0;
        }
        // whoever is told may want other locks
        all.forEach(question -> question.fails(why));
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Rows that wait at present. */
    int waiting() {
        return waiting;
    }

    /** Questions taken in since start. */
    long accepted() {
        return accepted;
    }
}
