package org.modelioc.ioc.pva;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.epics.pvdata.pv.PVBoolean;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVLong;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.PVStringArray;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.AlarmLimits;
import org.modelioc.schema.AlarmSeverity;
import org.modelioc.schema.DisplayForm;
import org.modelioc.schema.Range;

/**
 * The leaf fields of an NTScalar: where each one comes from in a PV, and which change touches it.
 *
 * <p>Source: EPICS 7 Normative Types; {@code control_t.minStep} and {@code valueAlarm_t} as in NTScalar:1.0.
 */
enum NtField {
    VALUE("value", Change.VALUE, NtField::value),
    ALARM_SEVERITY("alarm.severity", Change.SEVERITY, (pv, to) -> put(to, pv.alarm().severity().ordinal())),
    ALARM_STATUS("alarm.status", Change.CONDITION, (pv, to) -> put(to, pv.alarm().condition().normativeType())),
    ALARM_MESSAGE("alarm.message", Change.MESSAGE, (pv, to) -> put(to, pv.alarm().message())),
    SECONDS("timeStamp.secondsPastEpoch", Change.TIME, (pv, to) -> ((PVLong) to).put(pv.secondsPastEpoch())),
    NANOSECONDS("timeStamp.nanoseconds", Change.TIME, (pv, to) -> put(to, pv.nanoseconds())),
    USER_TAG("timeStamp.userTag", Change.TAG, (pv, to) -> put(to, pv.userTag())),
    DISPLAY_LOW("display.limitLow", Change.METADATA, (pv, to) -> limit(to, pv.metadata().display(), Range::low)),
    DISPLAY_HIGH("display.limitHigh", Change.METADATA, (pv, to) -> limit(to, pv.metadata().display(), Range::high)),
    DESCRIPTION("display.description", Change.METADATA, (pv, to) -> put(to, pv.metadata().description())),
    UNITS("display.units", Change.METADATA, (pv, to) -> put(to, pv.metadata().units())),
    PRECISION("display.precision", Change.METADATA, (pv, to) -> put(to, pv.metadata().precision())),
    FORM_INDEX("display.form.index", Change.METADATA, (pv, to) -> put(to, pv.metadata().form().ordinal())),
    // shared: nobody writes into the array of choices
    FORM_CHOICES("display.form.choices", Change.METADATA, (pv, to) -> ((PVStringArray) to).shareData(Forms.CHOICES)),
    CONTROL_LOW("control.limitLow", Change.METADATA, (pv, to) -> limit(to, pv.metadata().control(), Range::low)),
    CONTROL_HIGH("control.limitHigh", Change.METADATA, (pv, to) -> limit(to, pv.metadata().control(), Range::high)),
    MINIMUM_STEP("control.minStep", Change.METADATA, (pv, to) -> put(to, pv.metadata().minimumStep())),
    ALARM_ACTIVE("valueAlarm.active", Change.METADATA, (pv, to) -> ((PVBoolean) to).put(alarms(pv).declared())),
    LOLO("valueAlarm.lowAlarmLimit", Change.METADATA, (pv, to) -> put(to, alarms(pv).lolo())),
    LOW("valueAlarm.lowWarningLimit", Change.METADATA, (pv, to) -> put(to, alarms(pv).low())),
    HIGH("valueAlarm.highWarningLimit", Change.METADATA, (pv, to) -> put(to, alarms(pv).high())),
    HIHI("valueAlarm.highAlarmLimit", Change.METADATA, (pv, to) -> put(to, alarms(pv).hihi())),
    LOLO_SEVERITY("valueAlarm.lowAlarmSeverity", Change.METADATA,
        (pv, to) -> severity(to, alarms(pv).lolo(), alarms(pv).loloSeverity())),
    LOW_SEVERITY("valueAlarm.lowWarningSeverity", Change.METADATA,
        (pv, to) -> severity(to, alarms(pv).low(), alarms(pv).lowSeverity())),
    HIGH_SEVERITY("valueAlarm.highWarningSeverity", Change.METADATA,
        (pv, to) -> severity(to, alarms(pv).high(), alarms(pv).highSeverity())),
    HIHI_SEVERITY("valueAlarm.highAlarmSeverity", Change.METADATA,
        (pv, to) -> severity(to, alarms(pv).hihi(), alarms(pv).hihiSeverity())),
    HYSTERESIS("valueAlarm.hysteresis", Change.METADATA, (pv, to) -> put(to, alarms(pv).hysteresis()));

    @FunctionalInterface
    private interface Encoder {
        void encode(Pv pv, PVField to);
    }

    // an enum's constants cannot use its own static fields
    private static final class Forms {
        private static final String[] CHOICES =
            Arrays.stream(DisplayForm.values()).map(DisplayForm::choice).toArray(String[]::new);
    }

    private final String path;
    private final int change;
    private final Encoder encoder;

    NtField(String path, int change, Encoder encoder) {
        this.path = path;
        this.change = change;
        this.encoder = encoder;
    }

    /** Copies this field of a PV into a field of a structure. The PV's monitor is held; allocates nothing. */
    void encode(Pv pv, PVField to) {
        encoder.encode(pv, to);
    }

    /** The full name below the structure, for example {@code alarm.severity}. */
    String path() {
        return path;
    }

    /** Whether a set of changes touches this field. */
    boolean touchedBy(int changes) {
        return (change & changes) != 0;
    }

    // No range declared is 0 to 0 on the wire, which clients read as "no limits".
    private static void limit(PVField to, Range range, ToDoubleFunction<Range> end) {
        put(to, range.declared() ? end.applyAsDouble(range) : 0);
    }

    // A limit that is not declared is NaN and raises nothing.
    private static void severity(PVField to, double limit, AlarmSeverity severity) {
        put(to, Double.isNaN(limit) ? 0 : severity.ordinal());
    }

    private static void value(Pv pv, PVField to) {
        switch (pv) {
            case DoublePv number -> put(to, number.value());
            case LongPv number -> ((PVLong) to).put(number.value());
            case StringPv text -> put(to, text.value());
        }
    }

    private static AlarmLimits alarms(Pv pv) {
        return pv.metadata().alarms();
    }

    private static void put(PVField to, int value) {
        ((PVInt) to).put(value);
    }

    private static void put(PVField to, double value) {
        ((PVDouble) to).put(value);
    }

    private static void put(PVField to, String value) {
        ((PVString) to).put(value);
    }
}
