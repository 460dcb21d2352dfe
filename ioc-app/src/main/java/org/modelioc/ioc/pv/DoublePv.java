package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.alarm.LimitAlarm;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** A PV that holds one floating-point number, double or float; a float is kept as the double of the same value. */
public final class DoublePv extends Pv implements ModelValue {

    private final LimitAlarm limits;
    private final boolean single;
    private double value = Double.NaN;
    // null as long as every update is told
    private Deadband deadband;
    // made when first needed: most PVs never hold such a number
    private Alarm notFinite;
    private MisfitAlarm misfit;

    /**
     * A double: an input (with a setpoint) or an output (without).
     *
     * @param name     full name
     * @param metadata what describes the value
     * @param setpoint what follows a put; null for a read-only PV
     */
    public DoublePv(String name, Metadata metadata, Setpoint setpoint) {
        this(name, (PvType.Scalar) PvType.DOUBLE, metadata, setpoint);
    }

    /**
     * An input (with a setpoint) or an output (without).
     *
     * @param name     full name
     * @param type     double or float
     * @param metadata what describes the value
     * @param setpoint what follows a put; null for a read-only PV
     */
    public DoublePv(String name, PvType.Scalar type, Metadata metadata, Setpoint setpoint) {
        super(name, type, metadata, setpoint);
        limits = new LimitAlarm(AlarmLimits.NONE);
        single = type.value() == ValueType.FLOAT;
        described(metadata);
    }

    @Override
    void described(Metadata newMetadata) {
        limits.change(Numbers.held(valueType(), newMetadata.alarms()));
        deadband = Numbers.deadband(deadband, newMetadata.deadbands());
    }

    @Override
    Alarm judge() {
        return limits.check(value);
    }

    private int changes() {
        return deadband == null ? Change.VALUE : Change.VALUE | deadband.check(value);
    }

    private ValueType valueType() {
        return ((PvType.Scalar) type()).value();
    }

    /**
     * The value. Hold the PV's monitor to read it together with stamp and alarm.
     *
     * @return in units; NaN while undefined
     */
    public double value() {
        return value;
    }

    /**
     * Sets the value and stamps it with the present time; says nothing to anyone if it is the same. Its limits make its alarm;
     * NaN is none, but says that there is no number.
     *
     * @param newValue in units
     */
    public synchronized void set(double newValue) {
        Alarm own = Double.isNaN(newValue) ? Alarm.NONE : limits.check(newValue);
        if (Double.compare(newValue, value) != 0 || alarm() != own) {
            value = newValue;
            post(changes(), now(), userTag(), Alarm.NONE, own);
        }
    }

    /**
     * Sets the value that another PV has, whatever the limits of this one.
     *
     * @param newValue in units
     * @param stamp    its time, nanoseconds since 1970
     * @param tag      its user tag
     * @param alarm    what to show with it
     */
    public synchronized void follow(double newValue, long stamp, int tag, Alarm alarm) {
        value = newValue;
        post(changes(), stamp, tag, alarm);
    }

    @Override
    public int elements() {
        return 1;
    }

    @Override
    public void read(double[] to, int offset) {
        to[offset] = value;
    }

    /**
     * Whether a number lies inside all limits, so that a put of it would be taken as it is and, if there was no alarm before,
     * raise none. Needs no monitor.
     *
     * @param number in units
     * @return false also where that is not known without a put
     */
    public boolean plain(double number) {
        if (single || !Double.isFinite(number)) {
            return false;
        }
        Metadata described = metadata();
        Range range = described.control();
        AlarmLimits alarms = described.alarms();
        return (!range.declared() || range.contains(number))
            && !(number <= alarms.lolo() || number <= alarms.low() || number >= alarms.high() || number >= alarms.hihi());
    }

    @Override
    public void put(double newValue) throws PutRejectedException {
        requireWritable();
        ValueType type = valueType();
        Metadata described = metadata();
        double admitted = described.admitted(newValue);
        if (!Numbers.fits(type, admitted)) {
            throw refused(Double.toString(newValue), Numbers.taken(type));
        }
        double kept = rounded(admitted);
        Range range = described.control();
        if (range.declared() && !Numbers.within(type, range, kept)) {
            throw Double.isNaN(newValue) ? new PutRejectedException(
                name() + " has limits and cannot be set to NaN: it takes " + described.controlText(type))
                : refused(described.text(type, newValue), described.controlText(type));
        }
        if (setpoint().takes(this, kept)) {
            return;
        }
        synchronized (this) {
            value = kept;
            if (admitted != newValue && !Double.isNaN(newValue)) {
                clamped(clamped(name(), described.text(type, newValue), described.text(type, kept)));
            }
            stored(changes(), limits.check(kept));
        }
    }

    @Override
    public void put(long newValue) throws PutRejectedException {
        put((double) newValue);
    }

    @Override
    public void put(String text) throws PutRejectedException {
        requireWritable();
        double number;
        try {
            number = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new PutRejectedException(name() + " takes a number, not '" + text + "'");
        }
        put(number);
    }

    @Override
    public Alarm commit(double[] from, int offset, long stamp, int evaluation, Alarm cause) {
        return commit(from[offset], stamp, evaluation, cause);
    }

    /**
     * Sets the value that an evaluation made, as {@link #commit(double[], int, long, int, Alarm)} does.
     *
     * @param newValue   the value, in units; NaN and infinities raise INVALID
     * @param stamp      the stamp of the evaluation, nanoseconds since 1970
     * @param evaluation its number
     * @param cause      an alarm that the evaluation puts on all its outputs, or {@link Alarm#NONE}
     * @return what keeps the value from being one, or {@link Alarm#NONE}
     */
    public synchronized Alarm commit(double newValue, long stamp, int evaluation, Alarm cause) {
        if (single && !Numbers.fits(ValueType.FLOAT, newValue)) {
            misfit = misfit == null ? new MisfitAlarm() : misfit;
            Alarm own = misfit.of(name(), -1, newValue, ValueType.FLOAT);
            post(0, stamp, evaluation, Alarm.worst(cause, own));
            return own;
        }
        value = rounded(newValue);
        post(changes(), stamp, evaluation, cause, limits.check(value));
        return Double.isFinite(newValue) ? Alarm.NONE : notFinite();
    }

    @Override
    public synchronized int show(double[] from, int offset, long stamp, int tag, Alarm alarm) {
        double shown = rounded(from[offset]);
        boolean same = Double.doubleToLongBits(shown) == Double.doubleToLongBits(value);
        value = shown;
        return keep(same ? 0 : Change.VALUE, stamp, tag, alarm);
    }

    private Alarm notFinite() {
        if (notFinite == null) {
            notFinite = new Alarm(AlarmSeverity.INVALID, Condition.UDF, name() + " is not a finite number");
        }
        return notFinite;
    }

    private double rounded(double number) {
        return single ? (float) number : number;
    }
}
