package org.modelioc.ioc.access.putlog;

/**
 * Makes one line of puts that follow each other quickly on one PV, as caPutLog does: the value before the first, the last
 * one, the least, the greatest and how many were left out. A put to another PV, or by somebody else, ends a burst.
 *
 * <p>Belongs to the thread that writes.
 */
final class BurstFilter {

    private final PutLine line;
    private final boolean changesOnly;
    private PutEntry held;
    private Object first;
    private double least;
    private double most;
    private long burst;

    /**
     * A filter with nothing in it.
     *
     * @param line        writes lines
     * @param changesOnly whether a put that sets what was set already is left out
     */
    BurstFilter(PutLine line, boolean changesOnly) {
        this.line = line;
        this.changesOnly = changesOnly;
    }

    /** Whether a put waits for others to follow it. */
    boolean holds() {
        return held != null;
    }

    /** When the burst ends unless another put follows, for a quiet time in nanoseconds; since 1970. */
    long end(long quiet) {
        return held.stamp + quiet;
    }

    /** Whether a put goes on with what is held. */
    boolean continues(PutEntry next) {
        return held != null && held.pv.equals(next.pv) && held.origin.equals(next.origin);
    }

    /**
     * Takes a put that goes on with what is held, or begins when nothing is.
     *
     * @param next the put, which belongs to the filter from now on
     * @return an entry that is free again
     */
    PutEntry hold(PutEntry next) {
        PutEntry free = held;
        if (held == null) {
            first = next.oldValue();
            least = next.newNumber;
            most = next.newNumber;
            burst = 0;
            free = new PutEntry();
        } else {
            burst++;
            least = Math.min(least, next.newNumber);
            most = Math.max(most, next.newNumber);
        }
        held = next;
        return free;
    }

    /**
     * Ends the burst.
     *
     * @return its line; null if there is nothing to tell
     */
    String release() {
        PutEntry last = held;
        held = null;
        boolean changed = burst > 0 || !last.newValue().equals(first);
        return changed || !changesOnly ? line.of(last, first, least, most, burst) : null;
    }
}
