package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.Range;

/** The names of record fields in the place of our keys. */
class RecordFieldsTest {

    private static final String KEYS = "description: Solenoid, units: A, precision: 2, value: 0.5, display: {low: -20, high: 20},"
        + " limits: {low: -15, high: 15}, alarms: {lolo: -14, low: -12, high: 12, hihi: 14, hysteresis: 0.2,"
        + " severities: {lolo: MINOR, low: NO_ALARM, high: MAJOR, hihi: INVALID}}, asg: OPS";
    private static final String FIELDS = "DESC: Solenoid, EGU: A, PREC: 2, VAL: 0.5, LOPR: -20, HOPR: 20, DRVL: -15, DRVH: 15,"
        + " LOLO: -14, LOW: -12, HIGH: 12, HIHI: 14, HYST: 0.2, LLSV: MINOR, LSV: NO_ALARM, HSV: MAJOR, HHSV: INVALID, ASG: OPS";

    @TempDir
    private Path folder;

    private Example input(String definition) {
        return Example.in(folder).with("  SOL2:DI:SP: {}", "  SOL2:DI:SP: {" + definition + "}");
    }

    private Example output(String definition) {
        return Example.in(folder).with("{units: \"%\", alarms: {low: 5}}", "{" + definition + "}");
    }

    @Test
    void standForOurKeys() throws Exception {
        assertThat(input(FIELDS).read().inputs().getLast()).isEqualTo(input(KEYS).read().inputs().getLast())
            .extracting(PvDefinition::units, pv -> pv.alarms().hihiSeverity()).containsExactly("A", AlarmSeverity.INVALID);
    }

    @Test
    void mayBeMixedWithThem() throws Exception {
        PvDefinition output = output("HIGH: 3, description: x, EGU: mm, form: Hex, LOPR: $(L=0), HOPR: \"$(H=5)\"").read()
            .outputs().getFirst();

        assertThat(output).extracting(PvDefinition::description, PvDefinition::units, PvDefinition::form, PvDefinition::display)
            .containsExactly("x", "mm", DisplayForm.HEX, new Range(0, 5));
        assertThat(output.alarms().high()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        units: A, EGU: A            | 26 | 'EGU' is the record name of 'units', which is given at ioc.yaml:24:16; keep one
        EGU: A, units: A            | 16 | 'EGU' is the record name of 'units', which is given at ioc.yaml:24:24; keep one
        limits: {low: 0, high: 1}, DRVH: 2 | 43 | 'DRVH' is the record name of 'limits.high', and 'limits' is given at \
        ioc.yaml:24:16; keep one, with all that belongs to it
        alarms: {low: 0}, LSV: MAJOR | 34 | 'LSV' is the record name of 'alarms.severities.low', and 'alarms' is given at \
        ioc.yaml:24:16; keep one, with all that belongs to it
        EGU: A, EGU: B              | 24 | 'EGU' stands here a second time; the first is at ioc.yaml:24:16
        egu: A                      | 16 | unknown key 'egu'; did you mean 'units', or 'EGU', its record name?
        Desc: A                     | 16 | unknown key 'Desc'; did you mean 'description', or 'DESC', its record name?
        high: 3                     | 16 | unknown key 'high'; did you mean 'alarms.high', or 'HIGH', its record name?
        DRLV: 3                     | 16 | unknown key 'DRLV'; of a record's fields, those that can stand here are DESC, EGU, \
        PREC, VAL, LOPR, HOPR, DRVL, DRVH, LOLO, LOW, HIGH, HIHI, HYST, LLSV, LSV, HSV, HHSV, MDEL, ADEL, ASG; \
        did you mean 'DRVL'?
        LOPR: 3                     | 16 | 'LOPR' needs 'HOPR' beside it: they are 'display.low' and 'display.high'
        DRVH: 3                     | 16 | 'DRVH' needs 'DRVL' beside it: they are 'limits.high' and 'limits.low'
        PREC: 2.5                   | 22 | 'precision' must be a whole number from 0 to 15, not the number '2.5'
        LOPR: 5, HOPR: 3            | 31 | 'high' must be above 'low', which is 5, not 3
        HIGH: 5, LSV: MINOR         | 25 | a severity for 'low', but 'alarms' has no limit 'low'
        HIGH: 5, HSV: BAD           | 30 | 'high' must be one of NO_ALARM, MINOR, MAJOR, INVALID, not 'BAD'
        HIGH: 5, LOW: 7             | 22 | 'high' must be above 'low', which is 7, not 5; the order is lolo ≤ low < high ≤ hihi
        HYST: 5                     | 16 | 'alarms' has no limit; give at least one of lolo, low, high, hihi
        EGU:                        | 20 | 'units' must be text ("" for none), not nothing
        """)
    void faultsStandWhereTheyWereWritten(String definition, int column, String text) {
        assertThat(input(definition).problems()).containsExactly("ioc.yaml:24:" + column + ": " + text);
    }

    @Test
    void thatAnOutputCannotHave() {
        assertThat(output("VAL: 1, DRVL: 0, DRVH: 1").problems()).satisfiesExactly(
            value -> assertThat(value)
                .startsWith("ioc.yaml:26:14: an output has no 'value', since its pipeline sets it; allowed are"),
            limits -> assertThat(limits)
                .startsWith("ioc.yaml:26:22: an output has no 'limits', since they bound what may be put and nobody may"));
    }
}
