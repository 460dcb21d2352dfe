package org.modelioc.ioc.pv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmLimits.Limit;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.Deadbands;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.OutOfLimits;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** Limits of any sort that change while the IOC runs, puts outside them, and deadbands. */
class RunTimeLimitsTest {

    private static final Alarm HOLD = new Alarm(AlarmSeverity.MINOR, Condition.DISABLE, "HOLD");

    private static Metadata clamping(double low, double high) {
        return new Metadata("", "", 0, DisplayForm.DEFAULT, Range.NONE, new Range(low, high), 0, AlarmLimits.NONE,
            OutOfLimits.CLAMP, Deadbands.NONE);
    }

    private static Metadata with(Pv pv, Limit limit, double number) {
        return pv.metadata().withAlarms(pv.metadata().alarms().with(limit, number));
    }

    @Test
    void aMarkStaysWhenTheLimitsChange() {
        DoublePv pv = new DoublePv("T:A", TestPvs.free(), null);
        pv.commit(5, 1, 1, Alarm.NONE);
        pv.mark(2, 1, HOLD);
        pv.describe(with(pv, Limit.HIHI, 4));
        assertThat(pv.alarm().message()).isEqualTo("HIHI");
        pv.describe(with(pv, Limit.HIHI, 6));
        assertThat(pv.alarm()).isSameAs(HOLD);
    }

    @Test
    void thatLimitsChangeSaysNothingOfAValueThatIsNotThere() {
        DoublePv pv = new DoublePv("T:A", TestPvs.free(), null);
        pv.describe(with(pv, Limit.HIHI, 4));
        assertThat(pv.alarm()).isSameAs(Alarm.UNDEFINED);
    }

    @Test
    void theStampIsThatOfTheValueUnlessTheAlarmChanges() {
        LongPv pv = new LongPv("T:N", new PvType.Scalar(ValueType.INT), TestPvs.free(), null);
        List<Integer> seen = new ArrayList<>();
        pv.commit(new double[] {5}, 0, 77, 3, Alarm.NONE);
        pv.subscribe((_, changes) -> seen.add(changes));

        pv.describe(with(pv, Limit.HIGH, 6));
        assertThat(pv.stamp()).isEqualTo(77);
        pv.describe(with(pv, Limit.HIGH, 5));
        assertThat(pv.stamp()).isGreaterThan(77);
        pv.describe(pv.metadata());

        assertThat(seen).containsExactly(Change.LIMITS, Change.LIMITS | Change.TIME | Change.ALARM);
        assertThat(pv.userTag()).isEqualTo(3);
    }

    @Test
    void theWorstElementIsJudgedAnew() {
        ArrayPv pv = TestPvs.array(ValueType.DOUBLE, 3, null);
        pv.commit(new double[] {1, 9, 2}, 0, 1, 1, Alarm.NONE);
        pv.describe(with(pv, Limit.HIGH, 8));
        assertThat(pv.alarm().message()).isEqualTo("HIGH");
    }

    @Test
    void aLimitOfAFloatIsTheFloatNextToIt() throws Exception {
        DoublePv pv = new DoublePv("T:F", new PvType.Scalar(ValueType.FLOAT), TestPvs.free(), TestPvs.WRITABLE);
        pv.describe(with(pv, Limit.LOW, 0.1));
        pv.put(0.1);
        assertThat(pv.alarm().message()).isEqualTo("LOW");
    }

    @Test
    void builtInNumbersHaveAlarmsToo() {
        DoublePv load = new DoublePv("T:LOAD", TestPvs.limited(0, 100, 80), null);
        load.set(85);
        assertThat(load.alarm().message()).isEqualTo("HIHI");
        load.set(Double.NaN);
        assertThat(load.alarm()).isSameAs(Alarm.NONE);
    }

    @ParameterizedTest
    @CsvSource({"25, 20", "-25, -10", "3.5, 3.5", "Infinity, 20"})
    void aPutIsClamped(double put, double kept) throws Exception {
        DoublePv pv = new DoublePv("T:A", clamping(-10, 20), TestPvs.WRITABLE);
        pv.put(put);
        assertThat(pv.value()).isEqualTo(kept);
        ArrayPv array = new ArrayPv("T:W", new PvType.Array(ValueType.DOUBLE, 2), clamping(-10, 20), TestPvs.WRITABLE);
        double[] client = {put, 1};
        array.put(client);
        assertThat((double[]) array.value().array()).containsExactly(kept, 1);
        assertThat(client[0]).as("the client's own").isEqualTo(put);
    }

    @Test
    void wholeNumbersAreClampedEvenFromBeyondTheirType() throws Exception {
        LongPv pv = new LongPv("T:N", new PvType.Scalar(ValueType.UBYTE), clamping(10, 100), TestPvs.WRITABLE);
        pv.put(300L);
        assertThat(pv.value()).isEqualTo(100);
        pv.put(-1.5);
        assertThat(pv.value()).isEqualTo(10);
        pv.put("200");
        assertThat(pv.value()).isEqualTo(100);
        assertThatThrownBy(() -> pv.put(50.5)).isInstanceOf(PutRejectedException.class);
        ArrayPv array = new ArrayPv("T:W", new PvType.Array(ValueType.UBYTE, 2), clamping(10, 100), TestPvs.WRITABLE);
        array.put(new double[] {300, 20});
        assertThat((byte[]) array.value().array()).containsExactly((byte) 100, (byte) 20);
    }

    @ParameterizedTest
    @CsvSource({"5, true", "0, true", "10, false", "-0.1, false", "10.1, false", "8, false", "7.9, true", "NaN, false",
        "Infinity, false"})
    void aPlainNumberIsOneThatAPutTakesWithoutAlarm(double number, boolean plain) {
        DoublePv pv = new DoublePv("T:A", TestPvs.limited(0, 10, 8), TestPvs.WRITABLE);
        Alarm after;
        try {
            pv.put(number);
            after = pv.alarm();
        } catch (PutRejectedException e) {
            after = Alarm.UNDEFINED;
        }
        assertThat(after == Alarm.NONE && pv.value() == number).isEqualTo(plain);
        assertThat(pv.plain(number)).isEqualTo(plain);
    }

    @Test
    void whatBecameOfAPutBeyondTheLimitsIsToldOnce() throws Exception {
        DoublePv pv = new DoublePv("T:A", clamping(-10, 20).withUnits("A"), TestPvs.WRITABLE);
        pv.put(25.0);
        assertThat(pv.takeClamped()).isEqualTo("T:A cannot be set to 25.0 A, and was set to 20.0 A");
        assertThat(pv.takeClamped()).isNull();
        pv.put(19.5);
        assertThat(pv.takeClamped()).isNull();
        LongPv whole = new LongPv("T:N", new PvType.Scalar(ValueType.UBYTE), clamping(10, 100), TestPvs.WRITABLE);
        whole.put(300L);
        assertThat(whole.takeClamped()).isEqualTo("T:N cannot be set to 300, and was set to 100");
        whole.put("7");
        assertThat(whole.takeClamped()).isEqualTo("T:N cannot be set to 7, and was set to 10");
        ArrayPv array = new ArrayPv("T:W", new PvType.Array(ValueType.DOUBLE, 3), clamping(-10, 20), TestPvs.WRITABLE);
        array.put(new double[] {1, 25, -25});
        assertThat(array.takeClamped())
            .isEqualTo("T:W[1] cannot be set to 25.0, and was set to 20.0; and so on with 1 more element");
        array.put(new double[] {1, 2, 3});
        assertThat(array.takeClamped()).isNull();
    }

    @Test
    void whatCannotBeClampedIsRefused() {
        DoublePv pv = new DoublePv("T:A", clamping(20, -10), TestPvs.WRITABLE);
        assertThatThrownBy(() -> pv.put(0.0)).hasMessage(
            "T:A cannot be set to 0.0: it takes nothing while DRVL is 20.0 and DRVH is -10.0");
        pv.describe(clamping(-10, 20));
        assertThatThrownBy(() -> pv.put(Double.NaN)).hasMessageContaining("cannot be set to NaN");
    }

    @Test
    void deadbandsSayWhatIsNoNews() throws Exception {
        DoublePv pv = new DoublePv("T:A", TestPvs.free().withDeadbands(new Deadbands(1, 0)), TestPvs.WRITABLE);
        List<String> seen = new ArrayList<>();
        pv.subscribe((_, changes) -> seen.add(pv.value() + ((changes & Change.WITHIN_MDEL) == 0 ? " client" : "")
            + ((changes & Change.WITHIN_ADEL) == 0 ? " archive" : "")));
        for (double value : new double[] {0, 1, 1, 1.5, Double.NaN, Double.NaN, 2}) {
            pv.put(value);
        }
        pv.describe(pv.metadata().withDeadbands(Deadbands.NONE));
        pv.put(2.0);

        assertThat(seen).containsExactly("0.0 client archive", "1.0 archive", "1.0", "1.5 client archive",
            "NaN client archive", "NaN", "2.0 client archive", "2.0 client archive", "2.0 client archive");
    }
}
