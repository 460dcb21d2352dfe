package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.alarm.LimitAlarm;
import org.modelioc.schema.AlarmSeverity;
import org.modelioc.schema.PvType;
import org.modelioc.schema.Range;
import org.modelioc.schema.ValueType;

/**
 * A PV that holds one whole number of any integer type, exactly, or a boolean as 1 or 0.
 *
 * <p>A model takes doubles, which hold whole numbers up to 2^53: an input beyond that keeps its value and is INVALID.
 */
public final class LongPv extends Pv implements ModelValue {

    private static final PvType.Scalar LONG = new PvType.Scalar(ValueType.LONG);

    private final LimitAlarm limits;
    private long value;
    private MisfitAlarm misfit;

    /**
     * A read-only counter or state of the IOC.
     *
     * @param name     full name
     * @param metadata what describes the value
     */
    public LongPv(String name, Metadata metadata) {
        this(name, LONG, metadata, null);
    }

    /**
     * An input (with a setpoint) or an output (without).
     *
     * @param name     full name
     * @param type     an integer type or boolean
     * @param metadata what describes the value
     * @param setpoint what follows a put; null for a read-only PV
     */
    public LongPv(String name, PvType.Scalar type, Metadata metadata, Setpoint setpoint) {
        super(name, type, metadata, setpoint);
        limits = new LimitAlarm(metadata.alarms());
    }

    private ValueType valueType() {
        return ((PvType.Scalar) type()).value();
    }

    /**
     * The value. Hold the PV's monitor to read it together with stamp and alarm.
     *
     * @return in units; the bits of a ulong, 1 or 0 of a boolean
     */
    public long value() {
        return value;
    }

    /**
     * Sets the value, stamps it with the present time and clears any alarm; says nothing to anyone if it is the same.
     *
     * @param newValue in units
     */
    public synchronized void set(long newValue) {
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
        to[offset] = Numbers.exact(valueType(), value) ? Numbers.number(valueType(), value) : Double.NaN;
    }

    @Override
    public void put(double newValue) throws PutRejectedException {
        requireWritable();
        if (!Numbers.fits(valueType(), newValue)) {
            throw refused(Double.toString(newValue), Numbers.taken(valueType()));
        }
        store(Numbers.bits(newValue));
    }

    @Override
    public void put(long newValue) throws PutRejectedException {
        requireWritable();
        if (!Numbers.fits(valueType(), newValue)) {
            throw refused(Long.toString(newValue), Numbers.taken(valueType()));
        }
        store(newValue);
    }

    @Override
    public void put(String text) throws PutRejectedException {
        requireWritable();
        long bits;
        try {
            bits = Numbers.parse(valueType(), text);
        } catch (NumberFormatException e) {
            throw refused("'" + text + "'", Numbers.taken(valueType()));
        }
        store(bits);
    }

    private void store(long bits) throws PutRejectedException {
        ValueType type = valueType();
        double number = Numbers.number(type, bits);
        Range range = metadata().control();
        if (range.declared() && !range.contains(number)) {
            throw refused(metadata().withUnits(Numbers.text(type, bits)), metadata().controlText(type));
        }
        synchronized (this) {
            value = bits;
            Alarm alarm = limits.check(number);
            stored(Numbers.exact(type, bits) ? alarm : new Alarm(AlarmSeverity.INVALID, Condition.SOFT,
                name() + " = " + Numbers.text(type, bits) + " cannot go into a model, which takes whole numbers up to 2^53"));
        }
    }

    @Override
    public synchronized int show(double[] from, int offset, long stamp, int tag, Alarm alarm) {
        long shown = Numbers.fits(valueType(), from[offset]) ? Numbers.bits(from[offset]) : value;
        boolean same = shown == value;
        value = shown;
        return keep(same ? 0 : Change.VALUE, stamp, tag, alarm);
    }

    @Override
    public synchronized Alarm commit(double[] from, int offset, long stamp, int evaluation, Alarm cause) {
        double newValue = from[offset];
        if (!Numbers.fits(valueType(), newValue)) {
            misfit = misfit == null ? new MisfitAlarm() : misfit;
            Alarm own = misfit.of(name(), -1, newValue, valueType());
            post(0, stamp, evaluation, Alarm.worst(cause, own));
            return own;
        }
        value = Numbers.bits(newValue);
        post(Change.VALUE, stamp, evaluation, Alarm.worst(cause, limits.check(newValue)));
        return Alarm.NONE;
    }
}
