package org.modelioc.ioc.latency;

/**
 * Takes the times of the evaluations of one pipeline: the owner thread tells it how far an evaluation has come.
 *
 * <p>Reading the clock costs some 25 ns, as much as a short stage takes. So the stages of an evaluation are measured if it was
 * asked for at least half a millisecond after the last one measured: of evaluations at 2 kHz or slower those of all; of faster
 * ones 2 000 a second, while each is still counted with its whole time. Belongs to one thread; nothing is allocated.
 */
public final class EvaluationClock {

    private static final long STAGES_EVERY_NANOS = 500_000;

    private final EvaluationTimes times = new EvaluationTimes();
    private boolean stages;
    /** When the last evaluation whose stages were measured was asked for; the first one is measured. */
    private long measured = System.nanoTime() - STAGES_EVERY_NANOS;
    private long requested;
    private long taken;
    private long prepared;
    private long inferred;
    private long unpacked;
    private long posted;

    /**
     * What it measured.
     *
     * @return to be read by one other thread
     */
    public EvaluationTimes times() {
        return times;
    }

    /**
     * The inputs have been copied.
     *
     * @param askedFor when the evaluation was asked for, {@link System#nanoTime}
     */
    public void taken(long askedFor) {
        requested = askedFor;
        stages = askedFor - measured >= STAGES_EVERY_NANOS;
        if (stages) {
            measured = askedFor;
            taken = System.nanoTime();
        }
    }

    /** The stages before the model are done. */
    public void prepared() {
        if (stages) {
            prepared = System.nanoTime();
        }
    }

    /** The model is done. */
    public void inferred() {
        if (stages) {
            inferred = System.nanoTime();
        }
    }

    /** The stages after the model are done. */
    public void unpacked() {
        if (stages) {
            unpacked = System.nanoTime();
        }
    }

    /**
     * The outputs have been committed.
     *
     * @param stamp the newest time stamp of the inputs, nanoseconds since 1970
     */
    public void posted(long stamp) {
        posted = System.nanoTime();
        if (stages) {
            times.record(requested, taken, prepared, inferred, unpacked, posted, stamp);
        } else {
            times.record(requested, posted, stamp);
        }
    }

    /**
     * Whether the stages of the present evaluation are measured.
     *
     * @return if not, only {@link #requestedAt} and {@link #postedAt} are of this evaluation
     */
    public boolean hasStages() {
        return stages;
    }

    /**
     * When it was asked for.
     *
     * @return {@link System#nanoTime}, as all the times
     */
    public long requestedAt() {
        return requested;
    }

    /**
     * When its inputs had been copied.
     *
     * @return the time
     */
    public long takenAt() {
        return taken;
    }

    /**
     * When the stages before the model were done.
     *
     * @return the time
     */
    public long preparedAt() {
        return prepared;
    }

    /**
     * When the model was done.
     *
     * @return the time
     */
    public long inferredAt() {
        return inferred;
    }

    /**
     * When the stages after the model were done.
     *
     * @return the time
     */
    public long unpackedAt() {
        return unpacked;
    }

    /**
     * When its outputs had been committed.
     *
     * @return the time
     */
    public long postedAt() {
        return posted;
    }
}
