package org.modelioc.ioc.link.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchScheduleTest {

    private static final long LONGEST = 30_000_000_000L;

    private final SearchSchedule schedule = new SearchSchedule(LONGEST, 0);

    private static FollowedPv pv(int id) {
        return new FollowedPv(id, "PV" + id, null) {
        };
    }

    @Test
    void asksAtOnceThenMoreSeldomButForEver() {
        schedule.add(pv(1), 0);
        assertThat(schedule.untilDue(0)).isZero();
        List<Long> times = new ArrayList<>();
        long now = 0;
        while (now < 1_000_000_000_000L) {
            now += Math.max(1_000_000, schedule.untilDue(now));
            if (!schedule.take(now, 10).isEmpty()) {
                times.add(now);
            }
        }
        assertThat(times.size()).isGreaterThan(30);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isLessThanOrEqualTo((long) (LONGEST * 1.1) + 1_000_000);
        }
        assertThat(times.getLast() - times.get(times.size() - 2)).isGreaterThanOrEqualTo((long) (LONGEST * 0.85));
    }

    @Test
    void takesNoMoreThanMayBeSentAtOnceAndForgetsNone() {
        for (int id = 0; id < 1_000; id++) {
            schedule.add(pv(id), 0);
        }
        Set<Integer> asked = new HashSet<>();
        assertThat(schedule.take(0, 300)).hasSize(300).allSatisfy(pv -> asked.add(pv.id()));
        for (long now = 0; now < 10_000_000_000L; now += 20_000_000L) {
            schedule.take(now, 300).forEach(pv -> asked.add(pv.id()));
        }
        assertThat(asked).hasSize(1_000);
    }

    @Test
    void aServerThatFailsIsAskedMoreSeldomEachTime() {
        FollowedPv pv = pv(1);
        schedule.addLater(pv, 0);
        long first = schedule.untilDue(0);
        schedule.addLater(pv, 0);
        schedule.addLater(pv, 0);
        assertThat(first).isBetween((long) (SearchSchedule.PENALTY_PERIOD * 0.9), (long) (SearchSchedule.PENALTY_PERIOD * 1.1));
        assertThat(schedule.untilDue(0)).isGreaterThan(3 * first);
        for (int i = 0; i < 100; i++) {
            schedule.addLater(pv, 0);
        }
        assertThat(schedule.untilDue(0)).isBetween((long) (LONGEST * 0.85), (long) (LONGEST * 1.1));
        assertThat(schedule.size()).isEqualTo(1);
    }

    @Test
    void whatIsFoundIsAskedForNoMore() {
        FollowedPv pv = pv(1);
        schedule.add(pv, 0);
        schedule.take(0, 10);
        schedule.remove(pv);
        assertThat(schedule.untilDue(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aNewServerHastensEverything() {
        schedule.add(pv(1), 0);
        for (long now = 0; now < 100_000_000_000L; now += 100_000_000L) {
            schedule.take(now, 10);
        }
        schedule.hurry(100_000_000_000L);
        assertThat(schedule.untilDue(100_000_000_000L)).isLessThan(SearchSchedule.PENALTY_PERIOD);
    }
}
