package org.modelioc.ioc.pv.field;

import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;

/**
 * A field of a PV as a PV of its own, which follows the other as long as it is open. Each client has one of its own.
 *
 * <p>It has no alarm: {@code PV.SEVR} tells that of the PV by its value. Lock order: the monitor of the PV that it belongs to,
 * then its own; a put takes them so too ({@link Setpoint#changes}).
 */
public final class OpenField implements AutoCloseable {

    private static final int MOST_DIGITS = 15;
    private static final Range DIGITS = new Range(0, MOST_DIGITS);
    private static final Range FROM_ZERO = new Range(0, Double.POSITIVE_INFINITY);

    private final Pv owner;
    private final RecordField field;
    private final Pv pv;
    private final double[] row = new double[1];
    private final Pv.Subscriber follower = this::posted;
    private boolean putting;

    private OpenField(Pv owner, RecordField field) {
        this.owner = owner;
        this.field = field;
        String name = owner.name() + '.' + field.name();
        Setpoint setpoint = field.content().writable() ? new FieldSetpoint(this, owner, field) : null;
        pv = switch (field.content()) {
            case Content.Text _ -> new StringPv(name, metadata(), setpoint);
            case Content.Numeric numeric -> switch (numeric.type()) {
                case PvType.Enumeration choices -> new EnumPv(name, choices, metadata(), List.of(), setpoint);
                case PvType.Scalar scalar when scalar.equals(PvType.DOUBLE) -> new DoublePv(name, metadata(), setpoint);
                case PvType.Scalar scalar -> new LongPv(name, scalar, metadata(), setpoint);
                default -> throw new IllegalStateException("no field of type " + numeric.type());
            };
        };
    }

    /**
     * Opens a field.
     *
     * @param owner the PV
     * @param field a field that it has, but not VAL, which is the PV itself
     * @return to be closed
     */
    public static OpenField of(Pv owner, RecordField field) {
        OpenField open = new OpenField(owner, field);
        synchronized (owner) {
            owner.refresh();
            open.show(owner.stamp(), true);
            owner.subscribe(open.follower);
        }
        return open;
    }

    /**
     * Opens a field that holds the same text for ever.
     *
     * @param owner the PV
     * @param field a field of text
     * @param text  what it holds
     * @return to be closed
     */
    static OpenField constant(Pv owner, RecordField field, String text) {
        OpenField open = new OpenField(owner, field);
        ((StringPv) open.pv).follow(text, owner.stamp(), 0, Alarm.NONE);
        return open;
    }

    /**
     * The field as a PV.
     *
     * @return named {@code PV.FIELD}
     */
    public Pv pv() {
        return pv;
    }

    /**
     * The PV that it belongs to.
     *
     * @return never null
     */
    public Pv owner() {
        return owner;
    }

    // numbers in units are shown as the value is
    private Metadata metadata() {
        Metadata of = owner.metadata();
        boolean units = field.content() instanceof Content.Numeric numeric && numeric.units();
        Range taken = field == RecordField.PREC ? DIGITS : field == RecordField.HYST ? FROM_ZERO : Range.NONE;
        return new Metadata(of.description(), units ? of.units() : "", units ? of.precision() : 0,
            units ? of.form() : DisplayForm.DEFAULT, Range.NONE, taken, 0, AlarmLimits.NONE);
    }

    private void posted(Pv changed, int changes) {
        if (!putting && field.touchedBy(changes)) {
            if (!field.ofValue()) {
                pv.describe(metadata());
            }
            show(field.ofValue() ? owner.stamp() : Pv.now(), false);
        }
    }

    /** Carries a put out, and tells of it once, be it new or not. The monitor of the other PV is held. */
    void put(Metadata newMetadata) {
        putting = true;
        owner.describe(newMetadata);
        putting = false;
        pv.describe(metadata());
        show(Pv.now(), true);
    }

    // its monitor is held
    private void show(long stamp, boolean always) {
        switch (field.content()) {
            case Content.Text text -> {
                StringPv line = (StringPv) pv;
                String now = text.read().apply(owner);
                if (always || !now.equals(line.value())) {
                    line.follow(now, stamp, 0, Alarm.NONE);
                }
            }
            case Content.Numeric numeric -> show(numeric.read().applyAsDouble(owner), stamp, always);
        }
    }

    private void show(double now, long stamp, boolean always) {
        row[0] = now;
        switch (pv) {
            case DoublePv number when always || Double.compare(number.value(), now) != 0 ->
                number.follow(now, stamp, 0, Alarm.NONE);
            case LongPv number when always || number.value() != (long) now -> number.commit(row, 0, stamp, 0, Alarm.NONE);
            case EnumPv choice when always || choice.index() != (int) now -> choice.commit(row, 0, stamp, 0, Alarm.NONE);
            default -> {
                // nothing new
            }
        }
    }

    @Override
    public void close() {
        owner.unsubscribe(follower);
    }
}
