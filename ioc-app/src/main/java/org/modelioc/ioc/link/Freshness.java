package org.modelioc.ioc.link;

import java.time.Duration;

/**
 * Tells when a value has become too old: when nothing came for longer than a limit.
 *
 * <p>The age counts from the last update, whatever it brought. EPICS servers send what changes, so that a source whose value
 * stands still is silent although nothing is wrong: a limit is of use for sources that are known to update.
 *
 * <p>Times are those of {@link System#nanoTime}, so that setting the clock ages nothing. Not thread-safe.
 */
public final class Freshness {

    /** Never stale. */
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final long limit;
    private long updated;
    private boolean running;
    private boolean stale;

    private Freshness(long limit) {
        this.limit = limit;
    }

    /**
     * With a limit.
     *
     * @param limit the longest silence; more than 0
     * @return nothing to watch yet
     */
    public static Freshness limitedTo(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a limit of " + limit);
        }
        return new Freshness(limit.toNanos());
    }

    /**
     * Without a limit.
     *
     * @return never stale
     */
    public static Freshness unlimited() {
        return new Freshness(NO_LIMIT);
    }

    public boolean isLimited() {
        return limit != NO_LIMIT;
    }

    /**
     * An update came.
     *
     * @param now the time
     * @return whether that heals what was stale
     */
    public boolean updated(long now) {
        boolean healed = stale;
        updated = now;
        running = true;
        stale = false;
        return healed;
    }

    /** There is no source: nothing can become stale until the next update. */
    public void stop() {
        running = false;
        stale = false;
    }

    /**
     * Whether the limit has been passed since this was last asked.
     *
     * @param now the time
     * @return true once in each silence
     */
    public boolean hasBecomeStale(long now) {
        if (!running || stale || !isLimited() || now - updated < limit) {
            return false;
        }
        stale = true;
        return true;
    }

    public boolean isStale() {
        return stale;
    }

    /**
     * When to look again.
     *
     * @param now the time
     * @return nanoseconds until the value becomes stale if nothing comes; 0 if it has; {@link Long#MAX_VALUE} if it never does
     */
    public long left(long now) {
        return !running || !isLimited() ? NO_LIMIT : Math.max(0, limit - (now - updated));
    }

    /**
     * Time since the last update.
     *
     * @param now the time
     * @return nanoseconds; 0 before the first update
     */
    public long age(long now) {
        return running ? now - updated : 0;
    }
}
