package org.modelioc.ioc.link.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to ask for which name: at once, then ever more seldom up to a longest period, for ever. Not thread-safe.
 *
 * <p>Each period is twice the one before, with a tenth of chance so that many clients do not ask in step. Names of about the
 * same time are asked for together.
 */
final class SearchSchedule {

    static final long FIRST_PERIOD = 100_000_000L;
    /** After something was wrong with a server that has the name, it is not asked for again sooner. */
    static final long PENALTY_PERIOD = 1_000_000_000L;

    private static final int MOST_DOUBLINGS = 20;
    private static final long NEVER = Long.MAX_VALUE;

    private final long longestPeriod;
    private final long origin;
    private final TreeSet<FollowedPv> byTime =
        new TreeSet<>(Comparator.comparingLong(FollowedPv::due).thenComparingInt(FollowedPv::id));

    SearchSchedule(long longestPeriod, long now) {
        this.longestPeriod = longestPeriod;
        origin = now;
    }

    int size() {
        return byTime.size();
    }

    /** Looks for a name, at once. */
    void add(FollowedPv pv, long now) {
        put(pv, now, FIRST_PERIOD);
    }

    /** Looks for a name that a server has but could not give, more seldom each time that happens without a value in between. */
    void addLater(FollowedPv pv, long now) {
        long period = Math.min(longestPeriod, PENALTY_PERIOD << Math.min(pv.failed(), MOST_DOUBLINGS));
        put(pv, now + jitter(period), period);
    }

    void remove(FollowedPv pv) {
        byTime.remove(pv);
    }

    /** Nanoseconds until something is due; {@link Long#MAX_VALUE} if nothing ever is. */
    long untilDue(long now) {
        return byTime.isEmpty() ? NEVER : Math.max(0, byTime.first().due() - (now - origin));
    }

    /** Takes names that are due, and puts them back for their next time. */
    List<FollowedPv> take(long now, int most) {
        List<FollowedPv> taken = new ArrayList<>();
        // those due soon go along, in the same packets
        long until = now - origin + longestPeriod / 64;
        while (taken.size() < most && !byTime.isEmpty() && byTime.first().due() <= until) {
            taken.add(byTime.pollFirst());
        }
        for (FollowedPv pv : taken) {
            long period = pv.period();
            put(pv, now + jitter(period), Math.min(longestPeriod, period * 2));
        }
        return taken;
    }

    /** Something new is on the network: asks for all names again soon, spread over half a second. */
    void hurry(long now) {
        for (FollowedPv pv : List.copyOf(byTime)) {
            put(pv, now + ThreadLocalRandom.current().nextLong(PENALTY_PERIOD / 2), PENALTY_PERIOD);
        }
    }

    private void put(FollowedPv pv, long time, long period) {
        byTime.remove(pv);
        pv.schedule(time - origin, period);
        byTime.add(pv);
    }

    private static long jitter(long period) {
        return period - period / 10 + ThreadLocalRandom.current().nextLong(period / 5);
    }
}
