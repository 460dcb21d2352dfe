package org.modelioc.ioc.pva;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.epics.pvdata.pv.PVBoolean;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVLong;
import org.epics.pvdata.pv.PVString;
import org.epics.pvdata.pv.PVStringArray;
import org.epics.pvdata.pv.PVStructureArray;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;

/**
 * The leaf fields that the Normative Types name.
 *
 * <p>Source: EPICS 7 Normative Types; {@code control_t}, {@code valueAlarm_t} and the NTTable as the servers of PVXS make them.
 * The numbers of display, control and valueAlarm have the type of the value.
 */
enum StandardField implements NtField {
    VALUE("value", Change.VALUE, Put.SETS, StandardField::value),
    ENUM_INDEX("value.index", Change.VALUE, Put.SETS, (pv, to) -> put(to, ((EnumPv) pv).index())),
    // shared, as all arrays of metadata: nobody writes into them
    ENUM_CHOICES("value.choices", Forms.CONSTANT, (pv, to) -> ((PVStringArray) to).shareData(((EnumPv) pv).choices())),
    NAME("name", Forms.CONSTANT, (pv, to) -> put(to, pv.name())),
    EVALUATION("evaluation", Change.TAG, (pv, to) -> put(to, pv.userTag())),
    MODE("mode", Change.VALUE, (pv, to) -> put(to, ((GroupPv) pv).mode())),
    TABLE_LABELS("labels", Forms.CONSTANT, StandardField::labels),

    ALARM_SEVERITY("alarm.severity", Change.SEVERITY, (pv, to) -> put(to, pv.alarm().severity().ordinal())),
    ALARM_STATUS("alarm.status", Change.CONDITION, (pv, to) -> put(to, pv.alarm().condition().normativeType())),
    ALARM_MESSAGE("alarm.message", Change.MESSAGE, (pv, to) -> put(to, pv.alarm().message())),
    SECONDS("timeStamp.secondsPastEpoch", Change.TIME, Put.IGNORED, (pv, to) -> put(to, pv.secondsPastEpoch())),
    NANOSECONDS("timeStamp.nanoseconds", Change.TIME, Put.IGNORED, (pv, to) -> put(to, pv.nanoseconds())),
    USER_TAG("timeStamp.userTag", Change.TAG, Put.IGNORED, (pv, to) -> put(to, pv.userTag())),

    DESCRIPTOR("descriptor", Change.DESCRIPTION, (pv, to) -> put(to, pv.metadata().description())),
    DISPLAY_LOW("display.limitLow", Change.DISPLAY, (pv, to) -> limit(to, pv.metadata().display(), Range::low)),
    DISPLAY_HIGH("display.limitHigh", Change.DISPLAY, (pv, to) -> limit(to, pv.metadata().display(), Range::high)),
    DESCRIPTION("display.description", Change.DESCRIPTION, (pv, to) -> put(to, pv.metadata().description())),
    UNITS("display.units", Change.DISPLAY, (pv, to) -> put(to, pv.metadata().units())),
    PRECISION("display.precision", Change.DISPLAY, (pv, to) -> put(to, pv.metadata().precision())),
    FORM_INDEX("display.form.index", Change.DISPLAY, (pv, to) -> put(to, pv.metadata().form().ordinal())),
    FORM_CHOICES("display.form.choices", Forms.CONSTANT, (pv, to) -> ((PVStringArray) to).shareData(Forms.CHOICES)),
    CONTROL_LOW("control.limitLow", Change.CONTROL, (pv, to) -> limit(to, pv.metadata().control(), Range::low)),
    CONTROL_HIGH("control.limitHigh", Change.CONTROL, (pv, to) -> limit(to, pv.metadata().control(), Range::high)),
    MINIMUM_STEP("control.minStep", Change.CONTROL, (pv, to) -> put(to, pv.metadata().minimumStep())),
    ALARM_ACTIVE("valueAlarm.active", Change.LIMITS, (pv, to) -> ((PVBoolean) to).put(alarms(pv).declared())),
    LOLO("valueAlarm.lowAlarmLimit", Change.LIMITS, (pv, to) -> put(to, alarms(pv).lolo())),
    LOW("valueAlarm.lowWarningLimit", Change.LIMITS, (pv, to) -> put(to, alarms(pv).low())),
    HIGH("valueAlarm.highWarningLimit", Change.LIMITS, (pv, to) -> put(to, alarms(pv).high())),
    HIHI("valueAlarm.highAlarmLimit", Change.LIMITS, (pv, to) -> put(to, alarms(pv).hihi())),
    LOLO_SEVERITY("valueAlarm.lowAlarmSeverity", Change.LIMITS,
        (pv, to) -> severity(to, alarms(pv).lolo(), alarms(pv).loloSeverity())),
    LOW_SEVERITY("valueAlarm.lowWarningSeverity", Change.LIMITS,
        (pv, to) -> severity(to, alarms(pv).low(), alarms(pv).lowSeverity())),
    HIGH_SEVERITY("valueAlarm.highWarningSeverity", Change.LIMITS,
        (pv, to) -> severity(to, alarms(pv).high(), alarms(pv).highSeverity())),
    HIHI_SEVERITY("valueAlarm.highAlarmSeverity", Change.LIMITS,
        (pv, to) -> severity(to, alarms(pv).hihi(), alarms(pv).hihiSeverity())),
    HYSTERESIS("valueAlarm.hysteresis", Change.LIMITS, (pv, to) -> put(to, alarms(pv).hysteresis())),

    // of an image: a client's own describe the array that it sends, of which the dimensions alone matter
    CODEC_NAME("codec.name", Forms.CONSTANT, (pv, to) -> put(to, "")),
    CODEC_PARAMETERS("codec.parameters", Forms.CONSTANT, Put.IGNORED, (pv, to) -> { }),
    COMPRESSED_SIZE("compressedSize", Forms.CONSTANT, Put.IGNORED, (pv, to) -> put(to, bytes(pv))),
    UNCOMPRESSED_SIZE("uncompressedSize", Forms.CONSTANT, Put.IGNORED, (pv, to) -> put(to, bytes(pv))),
    DIMENSION("dimension", Forms.CONSTANT, (pv, to) -> ImageFields.dimensions((PvType.Image) pv.type(), (PVStructureArray) to)),
    UNIQUE_ID("uniqueId", Change.VALUE, Put.IGNORED, (pv, to) -> put(to, uniqueId((ArrayPv) pv))),
    DATA_SECONDS("dataTimeStamp.secondsPastEpoch", Change.TIME, Put.IGNORED, (pv, to) -> put(to, pv.secondsPastEpoch())),
    DATA_NANOSECONDS("dataTimeStamp.nanoseconds", Change.TIME, Put.IGNORED, (pv, to) -> put(to, pv.nanoseconds())),
    DATA_USER_TAG("dataTimeStamp.userTag", Change.TAG, Put.IGNORED, (pv, to) -> put(to, pv.userTag())),
    ATTRIBUTE("attribute", Forms.CONSTANT, Put.IGNORED,
        (pv, to) -> ImageFields.attributes((PvType.Image) pv.type(), (PVStructureArray) to));

    @FunctionalInterface
    private interface Encoder {
        void encode(Pv pv, PVField to);
    }

    // an enum's constants cannot use its own static fields
    private static final class Forms {
        /** Touched by no change: sent once, with the first update. */
        private static final int CONSTANT = 0;
        private static final String[] CHOICES =
            Arrays.stream(DisplayForm.values()).map(DisplayForm::choice).toArray(String[]::new);
    }

    private final String path;
    private final int change;
    private final Put put;
    private final Encoder encoder;

    StandardField(String path, int change, Encoder encoder) {
        this(path, change, Put.FIXED, encoder);
    }

    StandardField(String path, int change, Put put, Encoder encoder) {
        this.path = path;
        this.change = change;
        this.put = put;
        this.encoder = encoder;
    }

    @Override
    public void encode(Pv pv, PVField to) {
        encoder.encode(pv, to);
    }

    @Override
    public void release(Pv pv, PVField from) {
        if (this == VALUE && pv instanceof ArrayPv array) {
            ArrayFields.release(array.value(), ImageFields.array(array, from));
        }
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public boolean touchedBy(int changes) {
        return (change & changes) != 0;
    }

    @Override
    public Put put() {
        return put;
    }

    private static void value(Pv pv, PVField to) {
        switch (pv) {
            case DoublePv number -> ScalarFields.put(to, number.value());
            case LongPv number -> ScalarFields.put(to, number.value());
            case StringPv text -> put(to, text.value());
            case ArrayPv array -> ArrayFields.show(array.value(), ImageFields.array(array, to));
            case EnumPv choice -> throw noSingleField(choice);
            case TablePv table -> throw noSingleField(table);
            case GroupPv group -> throw noSingleField(group);
        }
    }

    private static IllegalStateException noSingleField(Pv pv) {
        return new IllegalStateException(pv.name() + " has its value in several fields");
    }

    private static void labels(Pv pv, PVField to) {
        if (((PVStringArray) to).getLength() == 0) {
            ((PVStringArray) to).shareData(((PvType.Table) pv.type()).columns().stream().map(PvType.Table.Column::label)
                .toArray(String[]::new));
        }
    }

    // all outputs of an evaluation carry its number; what a client put is counted
    private static int uniqueId(ArrayPv pv) {
        return pv.userTag() == 0 ? pv.stores() : pv.userTag();
    }

    private static long bytes(Pv pv) {
        return ArrayFields.bytes(((ArrayPv) pv).value());
    }

    // No range declared is 0 to 0 on the wire, which clients read as "no limits".
    private static void limit(PVField to, Range range, ToDoubleFunction<Range> end) {
        put(to, range.declared() ? end.applyAsDouble(range) : 0);
    }

    // A limit that is not declared is NaN, or 0 for integers, and raises nothing.
    private static void severity(PVField to, double limit, AlarmSeverity severity) {
        put(to, Double.isNaN(limit) ? 0 : severity.ordinal());
    }

    private static AlarmLimits alarms(Pv pv) {
        return pv.metadata().alarms();
    }

    private static void put(PVField to, int value) {
        ((PVInt) to).put(value);
    }

    private static void put(PVField to, long value) {
        ((PVLong) to).put(value);
    }

    private static void put(PVField to, double value) {
        ScalarFields.putNearest(to, value);
    }

    private static void put(PVField to, String value) {
        ((PVString) to).put(value);
    }
}
