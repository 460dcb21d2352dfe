package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.alarm.AlarmLimits;

/** Display and control ranges, the initial value and the alarm limits of a PV. */
class PvLimitsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        display: {low: -20, high: 20} | display: {low: 20, high: -20} | 21:30: 'high' must be above 'low', which is 20, not -20
        display: {low: -20, high: 20} | display: {low: 1, high: 1}    | 21:29: 'high' must be above 'low', which is 1, not 1
        display: {low: -20, high: 20} | display: {low: 1} | 21:5: missing key 'high' in 'display' of input 'SOL1:DI:SP'
        display: {low: -20, high: 20} | display: {} | 21:14: 'display' of input 'SOL1:DI:SP' is empty; allowed are low, high
        display: {low: -20, high: 20} | display: [-20, 20] | 21:14: 'display' of input 'SOL1:DI:SP' must be a mapping with \
        keys from low, high, not a list
        low: -15, high: 15            | low: -15, high: -15.5         | 22:30: 'high' must be above 'low', which is -15, not -15.5
        low: -15, high: 15            | high: 15                      | 22:5: missing key 'low' in 'limits' of input 'SOL1:DI:SP'
        step: 0.1                     | step: 0                       | 22:40: 'step' must be above 0, not 0
        step: 0.1                     | step: -0.1                    | 22:40: 'step' must be above 0, not -0.1
        step: 0.1 | step: 50 | 22:40: 'step' must be at most the 30 between the limits, not 50
        step: 0.1 | stp: 50 | 22:34: unknown key 'stp' in 'limits' of input 'SOL1:DI:SP'; allowed are low, high, step; did \
        you mean 'step'?
        value: 0.5 | value: 15.5 | 20:12: 'value' must be inside the limits from -15 to 15, not 15.5
        form: Decimal | form: decimal | 19:11: 'form' must be one of Default, String, Binary, Decimal, Hex, Exponential, \
        Engineering, not 'decimal'; did you mean 'Decimal'?
        form: Decimal | form: 10 | 19:11: 'form' must be one of Default, String, Binary, Decimal, Hex, Exponential, \
        Engineering, not '10'
        """)
    void fault(String piece, String replacement, String expected) {
        assertThat(Example.in(folder).with(piece, replacement).problems()).containsExactly("ioc.yaml:" + expected);
    }

    @Test
    void valueAtALimitIsInside() throws Exception {
        assertThat(Example.in(folder).with("value: 0.5", "value: -15").read().inputs().getFirst().initialValue()).isEqualTo(-15);
    }

    @Test
    void limitsWithoutZeroNeedAValue() {
        assertThat(Example.in(folder).with("SOL2:DI:SP: {}", "SOL2:DI:SP: {limits: {low: 5, high: 10}}").problems())
            .containsExactly("ioc.yaml:24:3: without a 'value' the PV begins with 0, which is outside its limits from 5 to 10;"
                + " give a 'value'");
    }

    @Test
    void inputWithoutDefinition() {
        assertThat(Example.in(folder).with("SOL2:DI:SP: {}", "SOL2:DI:SP:").problems()).containsExactly(
            "ioc.yaml:24:3: input 'SOL2:DI:SP' has no definition; write {} for one with defaults only");
    }

    @Test
    void inputThatIsAValue() {
        assertThat(Example.in(folder).with("SOL2:DI:SP: {}", "SOL2:DI:SP: 5").problems()).containsExactly(
            "ioc.yaml:24:15: input 'SOL2:DI:SP' must be a mapping with keys from description, type, units, precision, form,"
                + " value, display, limits, outside-limits, alarms, guidance, mdel, adel, choices, image, columns, rows, follow,"
                + " asg, autosave, not the number '5'");
    }

    @Test
    void outputWithValueAndLimits() {
        assertThat(Example.in(folder).with("alarms: {low: 5}", "value: 0, limits: {low: 0, high: 1}").problems()).containsExactly(
            "ioc.yaml:26:26: an output has no 'value', since its pipeline sets it; allowed are description, type, units,"
                + " precision, form, display, alarms, guidance, mdel, adel, choices, image, columns, rows, asg, autosave",
            "ioc.yaml:26:36: an output has no 'limits', since they bound what may be put and nobody may put to it; allowed are"
                + " description, type, units, precision, form, display, alarms, guidance, mdel, adel, choices, image, columns,"
                + " rows, asg, autosave");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        lolo: -14 | lolo: -11 | 23:30: 'low' must be at least 'lolo', which is -11, not -12; the order is lolo ≤ low < high ≤ \
        hihi
        high: 12 | high: -12 | 23:41: 'high' must be above 'low', which is -12, not -12; the order is lolo ≤ low < high ≤ hihi
        hihi: 14 | hihi: 11.5 | 23:51: 'hihi' must be at least 'high', which is 12, not 11.5; the order is lolo ≤ low < high \
        ≤ hihi
        hysteresis: 0.2 | hysteresis: -1 | 23:67: 'hysteresis' must be at least 0, not -1
        hysteresis: 0.2 | hyst: 1 | 23:55: unknown key 'hyst' in 'alarms' of input 'SOL1:DI:SP'; allowed are lolo, low, high, \
        hihi, hysteresis, severities, messages; did you mean 'hysteresis'?
        {low: NO_ALARM} | {low: MINER} | 23:90: 'low' must be one of NO_ALARM, MINOR, MAJOR, INVALID, not 'MINER'; did you \
        mean 'MINOR'?
        {low: NO_ALARM} | {lower: MINOR} | 23:85: unknown key 'lower' in 'severities' of 'alarms' of input 'SOL1:DI:SP'; \
        allowed are lolo, low, high, hihi; did you mean 'low'?
        {low: 5}        | {high: 5, severities: {low: MINOR}} | 26:57: a severity for 'low', but 'alarms' has no limit 'low'
        {low: 5}        | {hysteresis: 1} | 26:26: 'alarms' has no limit; give at least one of lolo, low, high, hihi
        {low: 5} | {} | 26:34: 'alarms' of output 'EFF:LEBT' is empty; \
        allowed are lolo, low, high, hihi, hysteresis, severities, messages
        {low: 5}        | {low: .nan}     | 26:40: 'low' must be a number, not '.nan', which is no number
        """)
    void alarmFault(String piece, String replacement, String expected) {
        assertThat(Example.in(folder).with(piece, replacement).problems()).containsExactly("ioc.yaml:" + expected);
    }

    @Test
    void alarmLimitsThatAreMissingInBetweenAreNoFaultButTheOrderHolds() throws Exception {
        assertThat(Example.in(folder).with("{low: 5}", "{lolo: 5, hihi: 6}").read().outputs().getFirst().alarms())
            .extracting(AlarmLimits::lolo, AlarmLimits::hihi).containsExactly(5.0, 6.0);
        assertThat(Example.in(folder).with("{low: 5}", "{lolo: 5, hihi: 5}").problems()).containsExactly(
            "ioc.yaml:26:50: 'hihi' must be above 'lolo', which is 5, not 5; the order is lolo ≤ low < high ≤ hihi");
    }

    @Test
    void equalLimitsOfOneSideAreInOrder() throws Exception {
        assertThat(Example.in(folder).with("{low: 5}", "{lolo: 5, low: 5}").read().outputs().getFirst().alarms().low())
            .isEqualTo(5);
    }
}
