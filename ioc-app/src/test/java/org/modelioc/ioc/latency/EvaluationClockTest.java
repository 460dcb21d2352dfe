package org.modelioc.ioc.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which evaluations are measured by stage, and that each is counted. */
class EvaluationClockTest {

    private final EvaluationClock clock = new EvaluationClock();
    private final List<long[]> seen = new ArrayList<>();
    private final EvaluationTimes.Reader reader = new EvaluationTimes.Reader() {
        @Override
        public void evaluation(long requested, long taken, long prepared, long inferred, long unpacked, long posted, long stamp) {
            seen.add(new long[] {requested, taken, prepared, inferred, unpacked, posted, stamp});
        }

        @Override
        public void evaluation(long requested, long posted, long stamp) {
            seen.add(new long[] {requested, posted, stamp});
        }
    };

    private void evaluate(long askedFor, long stamp) {
        clock.taken(askedFor);
        clock.prepared();
        clock.inferred();
        clock.unpacked();
        clock.posted(stamp);
    }

    private List<long[]> seen() {
        seen.clear();
        clock.times().drain(reader);
        return seen;
    }

    @Test
    void theTimesFollowEachOther() {
        long before = System.nanoTime();
        evaluate(before, 42);
        long after = System.nanoTime();

        long[] only = seen().getFirst();
        assertThat(only).hasSize(7);
        assertThat(only[6]).isEqualTo(42);
        long earlier = before;
        for (int i = 0; i < 6; i++) {
            assertThat(only[i] - earlier).isNotNegative();
            earlier = only[i];
        }
        assertThat(after - earlier).isNotNegative();
    }

    @Test
    void fasterThanTwoThousandASecondSomeAreMeasuredAsAWholeOnly() {
        long start = System.nanoTime();
        for (int i = 0; i <= 10; i++) {
            evaluate(start + i * 100_000L, i);
        }

        assertThat(seen()).extracting(times -> times.length).containsExactly(7, 3, 3, 3, 3, 7, 3, 3, 3, 3, 7);
        assertThat(seen.get(1)[0]).isEqualTo(start + 100_000L);
        assertThat(seen.get(1)[2]).isEqualTo(1);
    }

    @Test
    void atTwoThousandASecondEachIsMeasured() {
        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            evaluate(start + i * 500_000L, i);
        }

        assertThat(seen()).allMatch(times -> times.length == 7).hasSize(5);
    }
}
