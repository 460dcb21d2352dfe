package org.modelioc.ioc.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;

class DoublePvTest {

    private static final AlarmLimits ALARMS = new AlarmLimits(Double.NaN, Double.NaN, 5, Double.NaN,
        AlarmSeverity.MAJOR, AlarmSeverity.MINOR, AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 0);

    private final List<Double> stored = new ArrayList<>();
    private final DoublePv input = new DoublePv("T:IN", metadata(new Range(-10, 10)), new Recorder());
    private final DoublePv output = new DoublePv("T:OUT", metadata(Range.NONE), null);

    private final class Recorder implements Setpoint {
        @Override
        public void stored(Pv pv) {
            assertThat(Thread.holdsLock(pv)).isTrue();
            stored.add(((DoublePv) pv).value());
        }

        @Override
        public void process() {
            throw new IllegalStateException("a put by itself does not process");
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            throw new IllegalStateException("a put by itself does not process");
        }
    }

    private static Metadata metadata(Range control) {
        return new Metadata("a test", "A", 2, DisplayForm.DEFAULT, Range.NONE, control, 0, ALARMS);
    }

    @Test
    void isInvalidUntilTheFirstValue() {
        assertThat(input.value()).isNaN();
        assertThat(input.alarm()).isSameAs(Alarm.UNDEFINED);
        assertThat(input.secondsPastEpoch()).as("a stamp that archivers accept").isGreaterThan(1_700_000_000L);
    }

    @Test
    void aPutStoresStampsAndPostsInOneUpdate() throws Exception {
        List<Integer> posts = new ArrayList<>();
        input.subscribe((pv, changes) -> posts.add(changes));
        long before = Pv.now();

        input.put(6.0);

        assertThat(input.value()).isEqualTo(6.0);
        assertThat(input.alarm().condition()).isEqualTo(Condition.HIGH);
        assertThat(input.stamp()).isBetween(before, Pv.now());
        assertThat(stored).containsExactly(6.0);
        assertThat(posts).containsExactly(Change.VALUE | Change.TIME | Change.SEVERITY | Change.CONDITION | Change.MESSAGE);
    }

    @Test
    void anUpdateWithoutChangeOfAlarmSaysNothingOfIt() throws Exception {
        input.put(1.0);
        List<Integer> posts = new ArrayList<>();
        input.subscribe((pv, changes) -> posts.add(changes));

        input.put(2.0);

        assertThat(posts).containsExactly(Change.VALUE | Change.TIME);
    }

    @Test
    void takesTextAndIntegers() throws Exception {
        input.put(3L);
        input.put(" 2.5 ");

        assertThat(stored).containsExactly(3.0, 2.5);
    }

    @Test
    void aPutBeyondTheLimitsChangesNothing() throws Exception {
        input.put(1.0);

        assertThatThrownBy(() -> input.put(10.1)).isInstanceOf(PutRejectedException.class)
            .hasMessage("T:IN cannot be set to 10.1 A: it takes -10.0 A to 10.0 A");
        assertThatThrownBy(() -> input.put(Double.NaN)).isInstanceOf(PutRejectedException.class)
            .hasMessage("T:IN has limits and cannot be set to NaN: it takes -10.0 A to 10.0 A");
        assertThatThrownBy(() -> input.put("abc")).isInstanceOf(PutRejectedException.class)
            .hasMessage("T:IN takes a number, not 'abc'");
        assertThat(input.value()).isEqualTo(1.0);
        assertThat(stored).containsExactly(1.0);
    }

    @Test
    void withoutLimitsNanIsStoredAndInvalid() throws Exception {
        DoublePv free = new DoublePv("T:FREE", metadata(Range.NONE), new Recorder());

        free.put(Double.NaN);

        assertThat(free.alarm()).isSameAs(Alarm.NOT_A_NUMBER);
    }

    @Test
    void anOutputIsReadOnly() {
        assertThatThrownBy(() -> output.put(1.0)).isInstanceOf(PutRejectedException.class)
            .hasMessage("T:OUT is read-only: it is written by the IOC itself");
        assertThatThrownBy(() -> output.put("1")).isInstanceOf(PutRejectedException.class);
        assertThatThrownBy(() -> output.put(1L)).isInstanceOf(PutRejectedException.class);
        assertThat(output.value()).isNaN();
    }

    @Test
    void aCommitCarriesStampNumberAndTheWorstAlarm() {
        Alarm cause = new Alarm(AlarmSeverity.INVALID, Condition.LINK, "INPUT X INVALID");

        output.commit(6, 1_234_567_890_123_456_789L, 42, Alarm.NONE);
        assertThat(output.alarm().condition()).isEqualTo(Condition.HIGH);
        assertThat(output.userTag()).isEqualTo(42);
        assertThat(output.secondsPastEpoch()).isEqualTo(1_234_567_890L);
        assertThat(output.nanoseconds()).isEqualTo(123_456_789);

        output.commit(6, 1_234_567_890_123_456_789L, 43, cause);
        assertThat(output.alarm()).isSameAs(cause);

        output.commit(1, 1_234_567_890_123_456_789L, 44, Alarm.NONE);
        assertThat(output.alarm()).isSameAs(Alarm.NONE);
    }

    @Test
    void invalidatingKeepsTheValueAndSaysWhy() {
        Alarm cause = new Alarm(AlarmSeverity.INVALID, Condition.CALC, "MODEL FAILED: no");
        output.commit(1, 1, 1, Alarm.NONE);

        output.invalidate(2, 2, cause);

        assertThat(output.value()).isEqualTo(1);
        assertThat(output.alarm()).isSameAs(cause);
        assertThat(output.userTag()).isEqualTo(2);
    }

    @Test
    void whoUnsubscribedIsCalledNoMore() throws Exception {
        List<Integer> one = new ArrayList<>();
        List<Integer> two = new ArrayList<>();
        Pv.Subscriber first = (pv, changes) -> one.add(changes);
        Pv.Subscriber second = (pv, changes) -> two.add(changes);
        input.subscribe(first);
        input.subscribe(second);
        input.put(1.0);

        input.unsubscribe(first);
        input.unsubscribe(first);
        input.put(2.0);

        assertThat(one).hasSize(1);
        assertThat(two).hasSize(2);
    }
}
