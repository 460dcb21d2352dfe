package org.modelioc.ioc.link.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.link.source.LinkedValue.Kind;
import org.modelioc.schema.alarm.AlarmSeverity;

class ValueBufferTest {

    private final ValueBuffer value = new ValueBuffer();

    private void check(long bits, boolean unsigned) {
        BigInteger whole = unsigned ? new BigInteger(Long.toUnsignedString(bits)) : BigInteger.valueOf(bits);
        value.begin(Kind.NUMBER, unsigned ? SourceType.UINT64 : SourceType.INT64, 1);
        value.integer(0, bits, unsigned);
        double due = whole.doubleValue();
        assertThat(value.number()).as(whole.toString()).isEqualTo(due);
        assertThat(value.exact()).as(whole.toString())
            .isEqualTo(new BigDecimal(due).compareTo(new BigDecimal(whole)) == 0);
    }

    @Test
    void roundsLargeIntegersToTheNearestDoubleAndSaysSo() {
        for (long bits : new long[] {0, 1, -1, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1, Long.MAX_VALUE, Long.MIN_VALUE,
            Long.MIN_VALUE + 1, Long.MAX_VALUE - 1023, (1L << 63) + 1024, (1L << 63) + 1025, (1L << 63) + 2048, -1024, -1025}) {
            check(bits, false);
            check(bits, true);
        }
        for (int i = 0; i < 20_000; i++) {
            long bits = ThreadLocalRandom.current().nextLong() << ThreadLocalRandom.current().nextInt(14);
            check(bits, false);
            check(bits, true);
        }
    }

    @Test
    void aLaterExactNumberIsExactAgain() {
        check((1L << 53) + 1, false);
        check(5, false);
        assertThat(value.exact()).isTrue();
    }

    @Test
    void keepsTheSameAlarmAsLongAsItIsTheSame() {
        value.alarm(AlarmSeverity.MINOR, Condition.HIGH, "warm");
        Alarm first = value.alarm();
        value.alarm(AlarmSeverity.MINOR, Condition.HIGH, new String("warm"));
        assertThat(value.alarm()).isSameAs(first);
        value.alarm(AlarmSeverity.NO_ALARM, Condition.NO_ALARM, "");
        assertThat(value.alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void whatCannotBeUsedIsInvalidWhateverTheSourceSays() {
        value.unsupported(SourceType.OTHER, "a table");
        Alarm fault = value.alarm();
        value.alarm(AlarmSeverity.NO_ALARM, Condition.NO_ALARM, "");
        assertThat(value.alarm()).isSameAs(fault);
        assertThat(value.number()).isNaN();
        value.begin(Kind.NUMBER, SourceType.FLOAT64, 1)[0] = 1;
        assertThat(value.alarm()).isSameAs(Alarm.NONE);
        value.unsupported(SourceType.OTHER, "a table");
        assertThat(value.alarm()).isSameAs(fault);
    }

    @Test
    void stampsThatMakeNoSenseAreNone() {
        value.stamp(1_700_000_000L, 5);
        assertThat(value.stamp()).isEqualTo(1_700_000_000_000_000_005L);
        value.stamp(0, 0);
        assertThat(value.stamp()).isZero();
        value.stamp(Long.MAX_VALUE, 0);
        assertThat(value.stamp()).isZero();
        value.stamp(1, 1_000_000_000L);
        assertThat(value.stamp()).isZero();
        value.stamp(-5, 0);
        assertThat(value.stamp()).isZero();
    }

    @Test
    void mustBeDescribedAnewWhenSomethingOfItChanges() {
        value.begin(Kind.NUMBER, SourceType.FLOAT64, 1);
        value.units("A");
        assertThat(value.isDescribed()).isFalse();
        value.described();
        value.begin(Kind.NUMBER, SourceType.FLOAT64, 1);
        value.units(new String("A"));
        assertThat(value.isDescribed()).isTrue();
        value.units("mA");
        assertThat(value.isDescribed()).isFalse();
        value.described();
        value.choices(List.of("Off"));
        assertThat(value.isDescribed()).isFalse();
    }

    @Test
    void aChoiceWithoutALabelHasNoText() {
        value.choices(List.of("Off", "On"));
        value.choice(1);
        assertThat(value.text()).isEqualTo("On");
        value.choice(-1);
        assertThat(value.text()).isEmpty();
        value.choice(2);
        assertThat(value.text()).isEmpty();
    }
}
