package org.modelioc.ioc.evaluation;

import java.util.Arrays;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.evaluation.AlignmentDefinition;

/**
 * Finds the updates of several inputs that belong together: those of one pulse, or those of one moment.
 *
 * <p>The last updates of each member wait for their partners. An update that completes a set takes it out, and with it all
 * that is older: those have missed theirs and are counted. So is the oldest of a member when there is no more room.
 *
 * <p>An update without a pulse number (user tag 0) has no partners. A second update of the same pulse replaces the first.
 *
 * <p>Not thread-safe: used under the lock of its {@link InputSet}. Allocates nothing once made.
 */
final class Alignment {

    /** Updates of a member that may wait. Sources of one pulse rarely are more than a few pulses apart. */
    private static final int DEPTH = 16;
    /** Images and long waveforms wait in smaller numbers: 32 MiB a member. */
    private static final int MOST_NUMBERS = 4 << 20;
    private static final int LEAST_DEPTH = 2;

    private final boolean byPulse;
    private final long tolerance;
    private final Member[] members;
    private long lost;
    private boolean overdue;

    private static final class Member {
        private final int width;
        private final int depth;
        private final double[] values;
        private final long[] stamps;
        private final int[] tags;
        private final Alarm[] alarms;
        /** Place of the oldest. */
        private int first;
        private int count;
        /** Which of those that wait, counted from the oldest, is in the set that was completed. */
        private int chosen;
        /** Place of the one last taken out. */
        private int taken;
        private long sinceSet;

        Member(int width) {
            this.width = width;
            depth = Math.clamp(MOST_NUMBERS / Math.max(1, width), LEAST_DEPTH, DEPTH);
            values = new double[depth * width];
            stamps = new long[depth];
            tags = new int[depth];
            alarms = new Alarm[depth];
        }

        private int place(int index) {
            return (first + index) % depth;
        }

        /** Stores one as the newest, in place of the oldest if there is no room. Returns how many were dropped for it. */
        int add(double[] from, int offset, long stamp, int tag, Alarm alarm) {
            int dropped = 0;
            if (count == depth) {
                first = place(1);
                count--;
                dropped = 1;
            }
            set(place(count), from, offset, stamp, tag, alarm);
            count++;
            sinceSet++;
            return dropped;
        }

        void set(int place, double[] from, int offset, long stamp, int tag, Alarm alarm) {
            System.arraycopy(from, offset, values, place * width, width);
            stamps[place] = stamp;
            tags[place] = tag;
            alarms[place] = alarm;
        }

        int indexOfPulse(int tag) {
            for (int i = count - 1; i >= 0; i--) {
                if (tags[place(i)] == tag) {
                    return i;
                }
            }
            return -1;
        }

        int nearest(long stamp) {
            int best = -1;
            for (int i = 0; i < count; i++) {
                if (best < 0 || distance(stamps[place(i)], stamp) <= distance(stamps[place(best)], stamp)) {
                    best = i;
                }
            }
            return best;
        }

        private static long distance(long one, long other) {
            return Math.abs(one - other);
        }

        /** Takes the chosen one out, and all older ones. Returns how many those were. */
        int take() {
            taken = place(chosen);
            int older = chosen;
            first = place(chosen + 1);
            count -= chosen + 1;
            sinceSet = 0;
            return older;
        }
    }

    /**
     * For the inputs that shall belong together.
     *
     * @param rule   what belongs together
     * @param widths numbers of each member
     */
    Alignment(AlignmentDefinition rule, int[] widths) {
        byPulse = rule instanceof AlignmentDefinition.ByPulseId;
        tolerance = rule instanceof AlignmentDefinition.ByTime time ? time.tolerance().toNanos() : 0;
        members = Arrays.stream(widths).mapToObj(Member::new).toArray(Member[]::new);
    }

    /**
     * Takes an update.
     *
     * @param member which member
     * @param values where its numbers are, from {@code offset} on
     * @param stamp  nanoseconds since 1970
     * @param tag    the pulse, 0 if unknown
     * @return true if it completes a set, which {@link #copy} and its kin then give
     */
    boolean offer(int member, double[] values, int offset, long stamp, int tag, Alarm alarm) {
        Member its = members[member];
        int same = byPulse && tag != 0 ? its.indexOfPulse(tag) : -1;
        if (same >= 0) {
            its.set(its.place(same), values, offset, stamp, tag, alarm);
        } else if (its.add(values, offset, stamp, tag, alarm) > 0) {
            lost++;
            overdue = true;
        }
        if (!completes(stamp, tag)) {
            return false;
        }
        for (Member each : members) {
            lost += each.take();
        }
        overdue = false;
        return true;
    }

    private boolean completes(long stamp, int tag) {
        if (byPulse && tag == 0) {
            return false;
        }
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (Member each : members) {
            each.chosen = byPulse ? each.indexOfPulse(tag) : each.nearest(stamp);
            if (each.chosen < 0) {
                return false;
            }
            long its = each.stamps[each.place(each.chosen)];
            earliest = Math.min(earliest, its);
            latest = Math.max(latest, its);
        }
        return byPulse || latest - earliest <= tolerance;
    }

    /** Copies the numbers of a member in the set last completed. */
    void copy(int member, double[] to, int offset) {
        Member its = members[member];
        System.arraycopy(its.values, its.taken * its.width, to, offset, its.width);
    }

    /** The stamp of a member in the set last completed, nanoseconds since 1970. */
    long stamp(int member) {
        return members[member].stamps[members[member].taken];
    }

    /** The pulse of a member in the set last completed, 0 if unknown. */
    int tag(int member) {
        return members[member].tags[members[member].taken];
    }

    /** The alarm of a member in the set last completed. */
    Alarm alarm(int member) {
        return members[member].alarms[members[member].taken];
    }

    /** Updates that missed their partners, since the start. */
    long lost() {
        return lost;
    }

    /**
     * Whether sets fail to come about: since the last one, more updates of a member have come than may wait.
     *
     * @return the member that is behind the others; -1 if all is well
     */
    int straggler() {
        if (!overdue) {
            return -1;
        }
        int behind = 0;
        for (int i = 1; i < members.length; i++) {
            if (members[i].sinceSet < members[behind].sinceSet) {
                behind = i;
            }
        }
        return behind;
    }

    /** Forgets all that wait, without counting them: for a change of mode, or a source that has come back. */
    void clear() {
        for (Member each : members) {
            each.count = 0;
            each.sinceSet = 0;
        }
        overdue = false;
    }
}
