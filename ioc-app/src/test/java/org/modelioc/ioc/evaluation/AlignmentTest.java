package org.modelioc.ioc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.evaluation.AlignmentDefinition;

/** Which updates make a set: by pulse, by time; what is lost on the way. */
class AlignmentTest {

    private static final AlignmentDefinition PULSE = new AlignmentDefinition.ByPulseId();
    private static final AlignmentDefinition TIME = new AlignmentDefinition.ByTime(Duration.ofMillis(5));
    private static final long MS = 1_000_000;

    private static boolean pulse(Alignment alignment, int member, int tag, double value) {
        return alignment.offer(member, new double[] {value}, 0, tag * 70 * MS, tag, Alarm.NONE);
    }

    private static boolean at(Alignment alignment, int member, long millis, double value) {
        return alignment.offer(member, new double[] {value}, 0, millis * MS, 0, Alarm.NONE);
    }

    private static double[] set(Alignment alignment, int members) {
        double[] set = new double[members];
        for (int member = 0; member < members; member++) {
            alignment.copy(member, set, member);
        }
        return set;
    }

    @Test
    void aSetIsCompleteWithTheLastMemberOfThePulse() {
        Alignment alignment = new Alignment(PULSE, new int[] {1, 1, 1});

        assertThat(pulse(alignment, 0, 7, 1)).isFalse();
        assertThat(pulse(alignment, 2, 7, 3)).isFalse();
        assertThat(pulse(alignment, 1, 7, 2)).isTrue();

        assertThat(set(alignment, 3)).containsExactly(1, 2, 3);
        assertThat(alignment.stamp(1)).isEqualTo(7 * 70 * MS);
        assertThat(alignment.lost()).isZero();
    }

    @Test
    void oneSourceMayBePulsesAhead() {
        Alignment alignment = new Alignment(PULSE, new int[] {1, 1});
        for (int tag = 1; tag <= 5; tag++) {
            assertThat(pulse(alignment, 0, tag, tag)).isFalse();
        }
        for (int tag = 1; tag <= 5; tag++) {
            assertThat(pulse(alignment, 1, tag, -tag)).isTrue();
            assertThat(set(alignment, 2)).containsExactly(tag, -tag);
        }
        assertThat(alignment.lost()).isZero();
    }

    @Test
    void aPulseThatOneSourceMissesIsLostAndTheNextIsNot() {
        Alignment alignment = new Alignment(PULSE, new int[] {1, 1});
        pulse(alignment, 0, 1, 1);
        pulse(alignment, 0, 2, 2);
        assertThat(pulse(alignment, 1, 2, -2)).isTrue();

        assertThat(set(alignment, 2)).containsExactly(2, -2);
        assertThat(alignment.lost()).isEqualTo(1);
        assertThat(alignment.straggler()).isEqualTo(-1);
    }

    @Test
    void aSecondUpdateOfAPulseReplacesTheFirst() {
        Alignment alignment = new Alignment(PULSE, new int[] {1, 1});
        pulse(alignment, 0, 1, 10);
        pulse(alignment, 0, 1, 11);
        assertThat(pulse(alignment, 1, 1, -1)).isTrue();

        assertThat(set(alignment, 2)).containsExactly(11, -1);
        assertThat(alignment.lost()).isZero();
    }

    @Test
    void withoutAPulseNumberNothingBelongsTogether() {
        Alignment alignment = new Alignment(PULSE, new int[] {1, 1});

        assertThat(pulse(alignment, 0, 0, 1)).isFalse();
        assertThat(pulse(alignment, 1, 0, 1)).isFalse();
    }

    @Test
    void theStragglerIsNamedWhenTheOthersHaveNoRoomLeft() {
        Alignment alignment = new Alignment(PULSE, new int[] {1, 1, 1});
        for (int tag = 1; tag <= 16; tag++) {
            pulse(alignment, 0, tag, tag);
            pulse(alignment, 2, tag, tag);
            assertThat(alignment.straggler()).isEqualTo(-1);
        }
        pulse(alignment, 0, 17, 17);

        assertThat(alignment.straggler()).isEqualTo(1);
        assertThat(alignment.lost()).isEqualTo(1);

        pulse(alignment, 2, 17, 17);
        assertThat(pulse(alignment, 1, 17, 17)).isTrue();
        assertThat(alignment.straggler()).isEqualTo(-1);
        assertThat(alignment.lost()).isEqualTo(2 + 2 * 15);
    }

    @Test
    void byTimeTheNearestWithinTheTolerance() {
        Alignment alignment = new Alignment(TIME, new int[] {1, 1});
        at(alignment, 0, 100, 1);
        at(alignment, 0, 170, 2);

        assertThat(at(alignment, 1, 180, -2)).isFalse();
        assertThat(at(alignment, 0, 172, 3)).isFalse();
        assertThat(at(alignment, 1, 176, -3)).isTrue();
        assertThat(set(alignment, 2)).containsExactly(3, -3);
        assertThat(alignment.lost()).isEqualTo(3);
    }

    @Test
    void theToleranceHoldsBetweenAnyTwo() {
        Alignment alignment = new Alignment(TIME, new int[] {1, 1, 1});
        at(alignment, 0, 100, 1);
        at(alignment, 1, 108, 2);

        // 104 is within 5 ms of both, but they are 8 ms apart
        assertThat(at(alignment, 2, 104, 3)).isFalse();
        assertThat(at(alignment, 0, 104, 4)).isTrue();
    }

    @Test
    void waveformsKeepTheirNumbers() {
        Alignment alignment = new Alignment(PULSE, new int[] {3, 1});
        alignment.offer(0, new double[] {9, 1, 2, 3}, 1, 0, 5, Alarm.NONE);
        assertThat(alignment.offer(1, new double[] {4}, 0, 0, 5, Alarm.UNDEFINED)).isTrue();

        double[] to = new double[4];
        alignment.copy(0, to, 1);
        assertThat(to).containsExactly(0, 1, 2, 3);
        assertThat(alignment.alarm(1)).isSameAs(Alarm.UNDEFINED);
    }

    @Test
    void clearedNothingWaitsAndNothingCounts() {
        Alignment alignment = new Alignment(PULSE, new int[] {1, 1});
        pulse(alignment, 0, 1, 1);
        alignment.clear();

        assertThat(pulse(alignment, 1, 1, 1)).isFalse();
        assertThat(alignment.lost()).isZero();
    }
}
