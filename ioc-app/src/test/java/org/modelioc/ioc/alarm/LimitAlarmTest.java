package org.modelioc.ioc.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;

class LimitAlarmTest {

    private static final AlarmLimits LIMITS = new AlarmLimits(-10, -5, 5, 10,
        AlarmSeverity.MAJOR, AlarmSeverity.MINOR, AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 1);

    private final LimitAlarm alarm = new LimitAlarm(LIMITS);

    @ParameterizedTest
    @CsvSource({
        "0, NO_ALARM, NO_ALARM", "4.999, NO_ALARM, NO_ALARM", "5, HIGH, MINOR", "9.999, HIGH, MINOR", "10, HIHI, MAJOR",
        "-4.999, NO_ALARM, NO_ALARM", "-5, LOW, MINOR", "-10, LOLO, MAJOR", "1e300, HIHI, MAJOR"})
    void limitsThemselvesAreInAlarm(double value, Condition condition, AlarmSeverity severity) {
        Alarm raised = alarm.check(value);

        assertThat(raised.condition()).isEqualTo(condition);
        assertThat(raised.severity()).isEqualTo(severity);
        assertThat(raised.message()).isEqualTo(condition == Condition.NO_ALARM ? "" : condition.name());
    }

    @Test
    void anAlarmClearsOnlyBeyondTheHysteresis() {
        assertThat(alarm.check(5).condition()).isEqualTo(Condition.HIGH);
        assertThat(alarm.check(4).condition()).isEqualTo(Condition.HIGH);
        assertThat(alarm.check(3.999)).isSameAs(Alarm.NONE);
        assertThat(alarm.check(4.5)).as("not entered again below the limit").isSameAs(Alarm.NONE);
    }

    @Test
    void anOuterAlarmFallsBackToTheInnerOne() {
        assertThat(alarm.check(-10).condition()).isEqualTo(Condition.LOLO);
        assertThat(alarm.check(-9).condition()).isEqualTo(Condition.LOLO);
        assertThat(alarm.check(-8.9).condition()).isEqualTo(Condition.LOW);
        assertThat(alarm.check(-4.1).condition()).isEqualTo(Condition.LOW);
        assertThat(alarm.check(-3.9)).isSameAs(Alarm.NONE);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void whatIsNoFiniteNumberIsInvalid(double value) {
        assertThat(alarm.check(value)).isSameAs(Alarm.NOT_A_NUMBER);
        assertThat(new LimitAlarm(AlarmLimits.NONE).check(value)).isSameAs(Alarm.NOT_A_NUMBER);
    }

    @Test
    void withoutLimitsEveryNumberIsGood() {
        assertThat(new LimitAlarm(AlarmLimits.NONE).check(1e300)).isSameAs(Alarm.NONE);
    }

    @Test
    void aLimitOfSeverityNoAlarmIsSkipped() {
        LimitAlarm quiet = new LimitAlarm(new AlarmLimits(Double.NaN, Double.NaN, 5, 10,
            AlarmSeverity.MAJOR, AlarmSeverity.MINOR, AlarmSeverity.MINOR, AlarmSeverity.NO_ALARM, 0));

        assertThat(quiet.check(11).condition()).isEqualTo(Condition.HIGH);
    }

    @Test
    void aLimitWithAMessageSaysItBehindItsName() {
        LimitAlarm told = new LimitAlarm(new AlarmLimits(Double.NaN, Double.NaN, 5, 10, AlarmSeverity.MAJOR, AlarmSeverity.MINOR,
            AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 0, new AlarmLimits.Messages("", "", "", "open the valve")));

        assertThat(told.check(10).message()).isEqualTo("HIHI: open the valve");
        assertThat(told.check(5).message()).isEqualTo("HIGH");
        assertThat(told.check(11)).as("made once").isSameAs(told.check(12));
        assertThat(Condition.named(told.check(11).message())).isEqualTo(Condition.HIHI);
    }

    @Test
    void whatIsExceededStaysSoByTheHysteresisUnlessItsLimitMoves() {
        alarm.check(10);
        alarm.change(LIMITS.withHysteresis(3));
        assertThat(alarm.check(7).condition()).isEqualTo(Condition.HIHI);
        alarm.change(LIMITS.with(AlarmLimits.Limit.HIHI, 12));
        assertThat(alarm.check(11.5).condition()).isEqualTo(Condition.HIGH);
        alarm.change(AlarmLimits.NONE);
        assertThat(alarm.check(1e9)).isSameAs(Alarm.NONE);
    }
}
