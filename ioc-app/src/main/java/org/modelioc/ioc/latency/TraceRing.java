package org.modelioc.ioc.latency;

/**
 * The last evaluations whose stages were measured, with the times of each. Belongs to one thread; a copy belongs to whoever
 * asked for it.
 */
public final class TraceRing {

    /** Evaluations that are kept. */
    static final int EVALUATIONS = 2_000;

    private static final int WORDS = 7;

    private final long[] ring;
    private int next;
    private int count;

    TraceRing() {
        ring = new long[EVALUATIONS * WORDS];
    }

    private TraceRing(TraceRing of) {
        ring = of.ring.clone();
        next = of.next;
        count = of.count;
    }

    TraceRing copy() {
        return new TraceRing(this);
    }

    void add(long requested, long taken, long prepared, long inferred, long unpacked, long posted, long stamp) {
        int word = next * WORDS;
        ring[word] = requested;
        ring[word + 1] = taken;
        ring[word + 2] = prepared;
        ring[word + 3] = inferred;
        ring[word + 4] = unpacked;
        ring[word + 5] = posted;
        ring[word + 6] = stamp;
        next = (next + 1) % EVALUATIONS;
        count = Math.min(count + 1, EVALUATIONS);
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** A time of an evaluation: 0 is the oldest; times in the order of {@link #add}. */
    long time(int evaluation, int time) {
        return ring[(next - count + evaluation + EVALUATIONS) % EVALUATIONS * WORDS + time];
    }

    void clear() {
        count = 0;
    }
}
