package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.pv.SavedFields;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** Setpoints of each type, out of the PV and back into one. */
class PvValueTest {

    private static final Metadata PLAIN = Metadata.builtIn("", "A");
    private static final Metadata LIMITED = new Metadata("Solenoid 1", "A", 2, DisplayForm.DEFAULT, new Range(-20, 20),
        new Range(-10, 10), 0, new AlarmLimits(Double.NaN, Double.NaN, 5, 8, AlarmSeverity.MAJOR, AlarmSeverity.MINOR,
        AlarmSeverity.MINOR, AlarmSeverity.MAJOR, 0.5));
    private static final PvType.Enumeration MODES = new PvType.Enumeration(List.of("1", "0", "Ramp"));

    private final List<Pv> stored = new ArrayList<>();
    private final Setpoint setpoint = new Setpoint() {
        @Override
        public void stored(Pv pv) {
            stored.add(pv);
        }

        @Override
        public void process() {
            throw new IllegalStateException("restoring does not evaluate");
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            throw new IllegalStateException("restoring does not evaluate");
        }
    };

    private static SavedValue copy(Pv pv) {
        return new PvValue(pv).copy().orElseThrow();
    }

    private static SavedValue single(String text) {
        return new SavedValue.Single(text);
    }

    private static void restore(Pv pv, SavedValue value) throws PutRejectedException {
        new PvValue(pv).restore(value);
    }

    private DoublePv number(Metadata metadata) {
        return new DoublePv("T:A", metadata, setpoint);
    }

    private LongPv whole(ValueType type) {
        return new LongPv("T:A", new PvType.Scalar(type), PLAIN, setpoint);
    }

    private ArrayPv array(ValueType type) {
        return new ArrayPv("T:A", new PvType.Array(type, 3), PLAIN, setpoint);
    }

    @Test
    void aDouble() throws Exception {
        DoublePv pv = number(PLAIN);
        pv.put(-0.0);
        DoublePv other = number(PLAIN);

        restore(other, copy(pv));

        assertThat(copy(pv)).isEqualTo(single("-0.0"));
        assertThat(Double.doubleToRawLongBits(other.value())).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(stored).as("the pipelines got both").containsExactly(pv, other);
    }

    @Test
    void aFloatInItsOwnDigits() throws Exception {
        DoublePv pv = new DoublePv("T:A", new PvType.Scalar(ValueType.FLOAT), PLAIN, setpoint);
        pv.put(0.1);

        assertThat(copy(pv)).isEqualTo(single("0.1"));
        double before = pv.value();
        restore(pv, single("0.1"));
        assertThat(pv.value()).isEqualTo(before).isEqualTo(0.1f);
    }

    @Test
    void aRestoredValueHasItsAlarm() throws Exception {
        DoublePv pv = number(LIMITED);

        restore(pv, single("6"));

        assertThat(pv.alarm().severity()).isEqualTo(AlarmSeverity.MINOR);
        assertThat(pv.value()).isEqualTo(6);
    }

    @Test
    void aValueOutsideTheLimitsOfToday() throws Exception {
        DoublePv pv = number(LIMITED);
        pv.put(1.0);

        assertThatThrownBy(() -> restore(pv, single("12"))).isInstanceOf(PutRejectedException.class)
            .hasMessageContaining("12.0 A").hasMessageContaining("-10.0 A to 10.0 A");
        assertThatThrownBy(() -> restore(pv, single("nan"))).isInstanceOf(PutRejectedException.class);
        assertThat(pv.value()).isEqualTo(1);
    }

    @Test
    void aValueOfAnotherType() {
        assertThatThrownBy(() -> restore(number(PLAIN), single("On"))).isInstanceOf(PutRejectedException.class)
            .hasMessage("the PV takes numbers, not 'On'");
        assertThatThrownBy(() -> restore(number(PLAIN), single(""))).isInstanceOf(PutRejectedException.class);
        assertThatThrownBy(() -> restore(number(PLAIN), new SavedValue.Several(List.of("1", "2"))))
            .isInstanceOf(PutRejectedException.class).hasMessage("the PV takes one value, not an array of 2");
        assertThatThrownBy(() -> restore(whole(ValueType.SHORT), single("2.5"))).isInstanceOf(PutRejectedException.class);
        assertThatThrownBy(() -> restore(whole(ValueType.SHORT), single("40000"))).isInstanceOf(PutRejectedException.class);
        assertThatThrownBy(() -> restore(array(ValueType.INT), new SavedValue.Several(List.of("1", "2"))))
            .isInstanceOf(PutRejectedException.class).hasMessageContaining("3 elements");
        assertThat(stored).isEmpty();
    }

    @Test
    void wholeNumbersToTheirEnds() throws Exception {
        LongPv least = whole(ValueType.LONG);
        least.put(Long.MIN_VALUE);
        LongPv most = whole(ValueType.ULONG);
        most.putUnsigned(-1L);
        LongPv on = whole(ValueType.BOOLEAN);
        on.put("true");

        assertThat(copy(least)).isEqualTo(single("-9223372036854775808"));
        assertThat(copy(most)).isEqualTo(single("18446744073709551615"));
        assertThat(copy(on)).isEqualTo(single("1"));
        for (LongPv pv : List.of(least, most, on)) {
            LongPv other = whole(((PvType.Scalar) pv.type()).value());
            restore(other, copy(pv));
            assertThat(other.value()).isEqualTo(pv.value());
        }
    }

    @Test
    void anEnumByTheNumberOfItsChoice() throws Exception {
        EnumPv pv = new EnumPv("T:A", MODES, PLAIN, List.of(), setpoint);
        pv.put(1L);

        assertThat(copy(pv)).isEqualTo(single("1"));
        restore(pv, single("1"));
        assertThat(pv.index()).as("the second choice, though the first is called '1'").isEqualTo(1);
        restore(pv, single("Ramp"));
        assertThat(pv.index()).isEqualTo(2);
        assertThatThrownBy(() -> restore(pv, single("3"))).isInstanceOf(PutRejectedException.class);
    }

    @Test
    void aText() throws Exception {
        StringPv pv = new StringPv("T:A", PLAIN, setpoint);
        pv.put(" two\nlines ");
        StringPv other = new StringPv("T:A", PLAIN, setpoint);

        restore(other, copy(pv));

        assertThat(other.value()).isEqualTo(" two\nlines ");
    }

    @ParameterizedTest
    @EnumSource(ValueType.class)
    void anArrayOfEachType(ValueType type) throws Exception {
        ArrayPv pv = array(type);
        switch (type) {
            case STRING -> pv.put(new String[] {"", "a \"b\"", "ü"});
            case BOOLEAN -> pv.put(new boolean[] {true, false, true});
            case DOUBLE -> pv.put(new double[] {Math.nextUp(0.1), -0.0, Double.NaN});
            case FLOAT -> pv.put(new double[] {0.1f, -Float.MIN_VALUE, Double.POSITIVE_INFINITY});
            // the ends of each type, by their texts
            default -> pv.put(new String[] {least(type), most(type), "0"});
        }
        ArrayPv other = array(type);

        restore(other, copy(pv));

        assertThat(Arrays.deepEquals(new Object[] {other.value().share()}, new Object[] {pv.value().share()})).isTrue();
        assertThat(copy(other)).isEqualTo(copy(pv));
    }

    private static String least(ValueType type) {
        return type == ValueType.LONG ? Long.toString(Long.MIN_VALUE) : Long.toString((long) type.least());
    }

    private static String most(ValueType type) {
        return switch (type) {
            case LONG -> Long.toString(Long.MAX_VALUE);
            case ULONG -> Long.toUnsignedString(-1);
            default -> Long.toString((long) type.most());
        };
    }

    @Test
    void aCopyOfAnArrayStaysAsItWas() throws Exception {
        ArrayPv pv = array(ValueType.DOUBLE);
        pv.put(new double[] {1, 2, 3});
        SavedValue copy = copy(pv);

        pv.put(new double[] {4, 5, 6});

        assertThat(copy).isEqualTo(new SavedValue.Several(List.of("1.0", "2.0", "3.0")));
    }

    @Test
    void whatNobodyHasSetIsNotSaved() {
        assertThat(new PvValue(number(PLAIN)).copy()).isEmpty();
        assertThat(new PvValue(new EnumPv("T:A", MODES, PLAIN, List.of(), setpoint)).copy()).isEmpty();
    }

    @Test
    void changesAreTold() throws Exception {
        DoublePv pv = number(PLAIN);
        List<String> told = new ArrayList<>();
        new PvValue(pv).onChange(() -> told.add("changed"));

        pv.put(1.0);
        pv.invalidate(Pv.now(), 1, Alarm.NOT_A_NUMBER);

        assertThat(told).containsExactly("changed");
    }

    @Test
    void fieldsAreThoseOfThePvAtTheTime() throws Exception {
        DoublePv pv = number(LIMITED);
        FieldValue high = FieldValue.of(pv, "HIGH");
        List<String> told = new ArrayList<>();
        high.onChange(() -> told.add("changed"));

        assertThat(high.name()).isEqualTo("T:A.HIGH");
        assertThat(high.copy()).contains(single("5.0"));
        assertThat(FieldValue.of(pv, "HHSV").copy()).contains(single("2"));
        assertThat(FieldValue.of(pv, "EGU").copy()).contains(single("A"));
        high.restore(single("6"));
        FieldValue.of(pv, "HHSV").restore(single("1"));
        FieldValue.of(pv, "LOLO").restore(single("nan"));

        assertThat(pv.metadata().alarms().high()).isEqualTo(6);
        assertThat(pv.metadata().alarms().hihiSeverity()).isEqualTo(AlarmSeverity.MINOR);
        assertThat(high.copy()).contains(single("6.0"));
        assertThat(told).containsExactly("changed");
        assertThatThrownBy(() -> high.restore(single("hot"))).isInstanceOf(PutRejectedException.class)
            .hasMessage("the PV takes numbers, not 'hot'");
    }

    @Test
    void eachFieldThatCanBeAskedForIsThere() {
        DoublePv pv = number(LIMITED);
        SavedFields.FIELDS.stream().filter(field -> !field.equals("VAL"))
            .forEach(field -> assertThat(FieldValue.of(pv, field).copy()).as(field).isPresent());
    }
}
