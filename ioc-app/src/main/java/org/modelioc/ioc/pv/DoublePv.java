package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.alarm.LimitAlarm;
import org.modelioc.schema.AlarmSeverity;
import org.modelioc.schema.PvType;
import org.modelioc.schema.Range;
import org.modelioc.schema.ValueType;

/** A PV that holds one floating-point number, double or float; a float is kept as the double of the same value. */
public final class DoublePv extends Pv implements ModelValue {

    private final LimitAlarm limits;
    private final boolean single;
    private double value = Double.NaN;
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
        limits = new LimitAlarm(metadata.alarms());
        single = type.value() == ValueType.FLOAT;
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
     * Sets the value, stamps it with the present time and clears any alarm; says nothing to anyone if it is the same.
     *
     * @param newValue in units
     */
    public synchronized void set(double newValue) {
        if (newValue != value || alarm() != Alarm.NONE) {
            value = newValue;
            post(Change.VALUE, now(), userTag(), Alarm.NONE);
        }
    }

    @Override
    public int elements() {
        return 1;
    }

    @Override
    public void read(double[] to, int offset) {
        to[offset] = value;
    }

    @Override
    public void put(double newValue) throws PutRejectedException {
        requireWritable();
        ValueType type = valueType();
        if (!Numbers.fits(type, newValue)) {
            throw refused(Double.toString(newValue), Numbers.taken(type));
        }
        double kept = rounded(newValue);
        Range range = metadata().control();
        if (range.declared() && !Numbers.within(type, range, kept)) {
            throw Double.isNaN(newValue) ? new PutRejectedException(
                name() + " has limits and cannot be set to NaN: it takes " + metadata().controlText(type))
                : refused(metadata().text(type, newValue), metadata().controlText(type));
        }
        synchronized (this) {
            value = kept;
            stored(limits.check(kept));
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
        // a cause first: where it is as bad as a limit, it says more than the limit does
        post(Change.VALUE, stamp, evaluation, Alarm.worst(cause, limits.check(newValue)));
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
