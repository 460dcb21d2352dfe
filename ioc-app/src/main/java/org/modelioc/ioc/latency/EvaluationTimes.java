package org.modelioc.ioc.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The times of the evaluations of one pipeline on their way from the owner thread to the statistics: a ring of fixed size.
 *
 * <p>The owner thread writes a few longs an evaluation and never waits; if the reader has fallen behind by the whole ring, an
 * evaluation goes unrecorded and is counted. One writer, one reader, no lock; nothing is allocated.
 */
public final class EvaluationTimes {

    /** Evaluations that fit: at the usual ten readings a second enough for 80 000 a second. */
    private static final int SIZE = 8192;
    private static final int WORDS = 8;
    private static final int MASK = SIZE - 1;
    /** In the last word of an evaluation whose stages were measured. */
    private static final long STAGES = 1;

    private static final VarHandle WRITTEN;
    private static final VarHandle READ;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WRITTEN = lookup.findVarHandle(EvaluationTimes.class, "written", long.class);
            READ = lookup.findVarHandle(EvaluationTimes.class, "read", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long[] ring = new long[SIZE * WORDS];
    private volatile long written;
    private volatile long read;
    private volatile long unrecorded;
    /** The writer's last look at {@code read}: it looks again only when the ring seems full. */
    private long readSeen;

    /** Takes what was recorded. Times are of {@link System#nanoTime}, except the stamp. */
    public interface Reader {
        /**
         * One evaluation.
         *
         * @param requested when it was asked for
         * @param taken     when its inputs had been copied
         * @param prepared  when the stages before the model were done
         * @param inferred  when the model was done
         * @param unpacked  when the stages after the model were done
         * @param posted    when its outputs had been committed
         * @param stamp     the newest time stamp of its inputs, nanoseconds since 1970
         */
        void evaluation(long requested, long taken, long prepared, long inferred, long unpacked, long posted, long stamp);

        /**
         * One evaluation whose stages were not measured.
         *
         * @param requested when it was asked for
         * @param posted    when its outputs had been committed
         * @param stamp     the newest time stamp of its inputs, nanoseconds since 1970
         */
        void evaluation(long requested, long posted, long stamp);
    }

    /**
     * Records one evaluation; the parameters are those of {@link Reader#evaluation}. Owner thread.
     *
     * @param requested when it was asked for
     * @param taken     when its inputs had been copied
     * @param prepared  when the stages before the model were done
     * @param inferred  when the model was done
     * @param unpacked  when the stages after the model were done
     * @param posted    when its outputs had been committed
     * @param stamp     the newest time stamp of its inputs, nanoseconds since 1970
     */
    void record(long requested, long taken, long prepared, long inferred, long unpacked, long posted, long stamp) {
        long at = (long) WRITTEN.get(this);
        if (isFull(at)) {
            return;
        }
        int word = (int) (at & MASK) * WORDS;
        ring[word] = requested;
        ring[word + 1] = taken;
        ring[word + 2] = prepared;
        ring[word + 3] = inferred;
        ring[word + 4] = unpacked;
        ring[word + 5] = posted;
        ring[word + 6] = stamp;
        ring[word + 7] = STAGES;
        WRITTEN.setRelease(this, at + 1);
    }

    /**
     * Records one evaluation whose stages were not measured. Owner thread.
     *
     * @param requested when it was asked for
     * @param posted    when its outputs had been committed
     * @param stamp     the newest time stamp of its inputs, nanoseconds since 1970
     */
    void record(long requested, long posted, long stamp) {
        long at = (long) WRITTEN.get(this);
        if (isFull(at)) {
            return;
        }
        int word = (int) (at & MASK) * WORDS;
        ring[word] = requested;
        ring[word + 5] = posted;
        ring[word + 6] = stamp;
        ring[word + 7] = 0;
        WRITTEN.setRelease(this, at + 1);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private boolean isFull(long at) {
        if (at - readSeen < SIZE) {
            return false;
        }
        readSeen = (long) READ.getAcquire(this);
        if (at - readSeen < SIZE) {
            return false;
        }
        unrecorded = unrecorded + 1;
        return true;
    }

    /**
     * Hands over what has been recorded since the last call. One reader at a time.
     *
     * @param reader takes each evaluation, the oldest first
     */
    public void drain(Reader reader) {
        long end = (long) WRITTEN.getAcquire(this);
        for (long at = (long) READ.get(this); at < end; at++) {
            int word = (int) (at & MASK) * WORDS;
            if (ring[word + 7] == STAGES) {
                reader.evaluation(ring[word], ring[word + 1], ring[word + 2], ring[word + 3], ring[word + 4], ring[word + 5],
                    ring[word + 6]);
            } else {
                reader.evaluation(ring[word], ring[word + 5], ring[word + 6]);
            }
            READ.setRelease(this, at + 1);
        }
    }

    /**
     * Evaluations that found no room.
     *
     * @return a count since start
     */
    public long unrecorded() {
        return unrecorded;
    }
}
