package org.modelioc.ioc.pv.field;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.alarm.AlarmLimits.Limit;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.Deadbands;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/**
 * The fields that PVs have, by their names in EPICS records; each kind of PV has some of them.
 *
 * <p>Limits that a PV does not have are NaN, and a put of NaN takes one away. Severities and conditions are enums with the
 * choices of {@code menuAlarmSevr} and {@code menuAlarmStat}.
 */
public enum RecordField {

    /** The value: the PV itself. */
    VAL(Kinds.ALL, 0, null),
    NAME(Kinds.ALL, 0, text(Pv::name, null)),
    RTYP(Kinds.RECORDS, 0, text(RecordType::of, null)),
    DESC(Kinds.ALL, Change.METADATA, text(pv -> pv.metadata().description(), Metadata::withDescription)),
    /** The access security group, which those know who ask about clients. */
    ASG(Kinds.ALL, 0, text(pv -> "", null)),

    SEVR(Kinds.ALL, Change.SEVERITY, of(Types.SEVERITY, pv -> pv.alarm().severity().ordinal(), null)),
    STAT(Kinds.ALL, Change.CONDITION, of(Types.CONDITION, pv -> pv.alarm().condition().channelAccess(), null)),
    AMSG(Kinds.ALL, Change.MESSAGE, text(pv -> pv.alarm().message(), null)),
    UDF(Kinds.ALL, Change.CONDITION, of(Types.FLAG, pv -> pv.alarm().condition() == Condition.UDF ? 1 : 0, null)),
    TIME(Kinds.ALL, Change.TIME, text(RecordField::time, null)),
    /** A put processes: what hangs on the PV is evaluated. */
    PROC(Kinds.ALL, 0, of(Types.FLAG, pv -> 0, (pv, metadata, number) -> metadata)),

    EGU(Kinds.SCALED, Change.METADATA, text(pv -> pv.metadata().units(), Metadata::withUnits)),
    PREC(Kinds.NUMBERS, Change.METADATA, of(Types.DIGITS, pv -> pv.metadata().precision(), Edits::precision)),
    HOPR(Kinds.SCALED, Change.METADATA, inUnits(pv -> Edits.end(pv.metadata().display().high()),
        (pv, metadata, number) -> metadata.withDisplay(Edits.high(metadata.display(), number)))),
    LOPR(Kinds.SCALED, Change.METADATA, inUnits(pv -> Edits.end(pv.metadata().display().low()),
        (pv, metadata, number) -> metadata.withDisplay(Edits.low(metadata.display(), number)))),
    DRVH(Kinds.SETTABLE, Change.METADATA, inUnits(pv -> Edits.end(pv.metadata().control().high()),
        (pv, metadata, number) -> metadata.withControl(Edits.high(metadata.control(), Edits.fitting(pv, number))))),
    DRVL(Kinds.SETTABLE, Change.METADATA, inUnits(pv -> Edits.end(pv.metadata().control().low()),
        (pv, metadata, number) -> metadata.withControl(Edits.low(metadata.control(), Edits.fitting(pv, number))))),

    HIHI(Kinds.NUMBERS, Change.METADATA, limit(Limit.HIHI)),
    HIGH(Kinds.NUMBERS, Change.METADATA, limit(Limit.HIGH)),
    LOW(Kinds.NUMBERS, Change.METADATA, limit(Limit.LOW)),
    LOLO(Kinds.NUMBERS, Change.METADATA, limit(Limit.LOLO)),
    HHSV(Kinds.NUMBERS, Change.METADATA, severity(Limit.HIHI)),
    HSV(Kinds.NUMBERS, Change.METADATA, severity(Limit.HIGH)),
    LSV(Kinds.NUMBERS, Change.METADATA, severity(Limit.LOW)),
    LLSV(Kinds.NUMBERS, Change.METADATA, severity(Limit.LOLO)),
    HYST(Kinds.NUMBERS, Change.METADATA, inUnits(pv -> pv.metadata().alarms().hysteresis(),
        (pv, metadata, number) -> metadata.withAlarms(metadata.alarms().withHysteresis(number)))),
    MDEL(Kinds.SINGLE_NUMBERS, Change.METADATA, inUnits(pv -> pv.metadata().deadbands().monitor(),
        (pv, metadata, number) -> metadata.withDeadbands(
            new Deadbands(Edits.band(number), metadata.deadbands().archive())))),
    ADEL(Kinds.SINGLE_NUMBERS, Change.METADATA, inUnits(pv -> pv.metadata().deadbands().archive(),
        (pv, metadata, number) -> metadata.withDeadbands(
            new Deadbands(metadata.deadbands().monitor(), Edits.band(number))))),

    NELM(Kinds.ARRAYS, 0, of(Types.COUNT, pv -> pv.type().elements(), null)),
    NORD(Kinds.ARRAYS, 0, of(Types.COUNT, pv -> pv.type().elements(), null)),
    FTVL(Kinds.ARRAYS, 0, text(RecordType::elements, null));

    private static final Map<String, RecordField> BY_NAME = new HashMap<>();

    static {
        for (RecordField field : values()) {
            BY_NAME.put(field.name(), field);
        }
    }

    private final Predicate<Pv> kinds;
    private final int changes;
    private final Content content;

    RecordField(Predicate<Pv> kinds, int changes, Content content) {
        this.kinds = kinds;
        this.changes = changes;
        this.content = content;
    }

    /**
     * The field of that name.
     *
     * @param name for example {@code "HIHI"}
     * @return nothing if no PV has such a field
     */
    public static Optional<RecordField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Whether a PV has it.
     *
     * @param pv the PV
     * @return true if it does
     */
    public boolean belongsTo(Pv pv) {
        return kinds.test(pv);
    }

    /** Whether any of these changes of the PV may change it. */
    boolean touchedBy(int posted) {
        return (changes & posted) != 0;
    }

    /** Whether it tells of the value, so that it has the value's time; others have the time when they were set. */
    boolean ofValue() {
        return changes != Change.METADATA;
    }

    /** What it holds; null of {@link #VAL}, which is the PV. */
    Content content() {
        return content;
    }

    // an enum's constants cannot use its own static fields
    private static final class Types {
        private static final PvType SEVERITY = choices(AlarmSeverity.values());
        private static final PvType CONDITION = choices(Condition.values());
        private static final PvType FLAG = new PvType.Scalar(ValueType.UBYTE);
        private static final PvType DIGITS = new PvType.Scalar(ValueType.SHORT);
        private static final PvType COUNT = new PvType.Scalar(ValueType.UINT);

        private static PvType choices(Enum<?>[] all) {
            return new PvType.Enumeration(Arrays.stream(all).map(Enum::name).toList());
        }
    }

    private static final class Kinds {
        private static final Predicate<Pv> ALL = pv -> true;
        private static final Predicate<Pv> RECORDS = pv -> !(pv.type() instanceof PvType.Table
            || pv.type() instanceof PvType.Group);
        private static final Predicate<Pv> ARRAYS = pv -> pv.type() instanceof PvType.Array || pv.type() instanceof PvType.Image;
        private static final Predicate<Pv> SINGLE_NUMBERS = pv -> pv.type() instanceof PvType.Scalar(ValueType value)
            && number(value);
        private static final Predicate<Pv> NUMBERS = pv -> SINGLE_NUMBERS.test(pv)
            || pv.type() instanceof PvType.Array(ValueType value, int _) && number(value);
        private static final Predicate<Pv> SCALED = pv -> NUMBERS.test(pv) || pv.type() instanceof PvType.Image;
        private static final Predicate<Pv> SETTABLE = pv -> NUMBERS.test(pv) && pv.writable();

        private static boolean number(ValueType type) {
            return type.numeric() && type != ValueType.BOOLEAN;
        }
    }

    private static final class Times {
        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    }

    private static String time(Pv pv) {
        return Times.FORMAT.format(Instant.ofEpochSecond(pv.secondsPastEpoch(), pv.nanoseconds()).atZone(ZoneId.systemDefault()));
    }

    private static Content text(Function<Pv, String> read, Content.TextEdit edit) {
        return new Content.Text(read, edit);
    }

    private static Content of(PvType type, ToDoubleFunction<Pv> read, Content.NumberEdit edit) {
        return new Content.Numeric(type, read, edit, false);
    }

    private static Content inUnits(ToDoubleFunction<Pv> read, Content.NumberEdit edit) {
        return new Content.Numeric(PvType.DOUBLE, read, edit, true);
    }

    private static Content limit(Limit limit) {
        return inUnits(pv -> pv.metadata().alarms().limit(limit), Edits.limit(limit));
    }

    private static Content severity(Limit limit) {
        return of(Types.SEVERITY, pv -> pv.metadata().alarms().severity(limit).ordinal(), Edits.severity(limit));
    }

    /**
     * Their names.
     *
     * @return in order
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
