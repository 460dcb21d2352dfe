package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.alarm.LimitAlarm;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

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
    // null as long as every update is told
    private Deadband deadband;

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
        limits = new LimitAlarm(AlarmLimits.NONE);
        described(metadata);
    }

    @Override
    void described(Metadata newMetadata) {
        limits.change(newMetadata.alarms());
        deadband = Numbers.deadband(deadband, newMetadata.deadbands());
    }

    @Override
    Alarm judge() {
        ValueType type = valueType();
        Alarm alarm = limits.check(Numbers.number(type, value));
        return !writable() || Numbers.exact(type, value) ? alarm : new Alarm(AlarmSeverity.INVALID, Condition.SOFT,
            name() + " = " + Numbers.text(type, value) + " cannot go into a model, which takes whole numbers up to 2^53");
    }

    private int changes() {
        return deadband == null ? Change.VALUE : Change.VALUE | deadband.check(Numbers.number(valueType(), value));
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
     * Sets the value and stamps it with the present time; says nothing to anyone if it is the same. Its limits make its alarm.
     *
     * @param newValue in units
     */
    public synchronized void set(long newValue) {
        Alarm own = limits.check(Numbers.number(valueType(), newValue));
        if (newValue != value || alarm() != own) {
            value = newValue;
            post(changes(), now(), userTag(), Alarm.NONE, own);
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
        double admitted = metadata().admitted(newValue);
        if (!Numbers.fits(valueType(), admitted)) {
            throw refused(Double.toString(newValue), Numbers.taken(valueType()));
        }
        store(Numbers.bits(admitted), admitted == newValue ? null : Double.toString(newValue));
    }

    @Override
    public void put(long newValue) throws PutRejectedException {
        requireWritable();
        double admitted = metadata().admitted(newValue);
        if (admitted != newValue) {
            // a limit is a whole number that the type holds
            store(Numbers.bits(admitted), Long.toString(newValue));
            return;
        }
        if (!Numbers.fits(valueType(), newValue)) {
            throw refused(Long.toString(newValue), Numbers.taken(valueType()));
        }
        store(newValue, null);
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
        double number = Numbers.number(valueType(), bits);
        double admitted = metadata().admitted(number);
        store(admitted == number ? bits : Numbers.bits(admitted), admitted == number ? null : text.strip());
    }

    // beyond: what was put, if a limit is stored instead of it, otherwise null
    private void store(long bits, String beyond) throws PutRejectedException {
        ValueType type = valueType();
        double number = Numbers.number(type, bits);
        Metadata described = metadata();
        Range range = described.control();
        if (range.declared() && !range.contains(number)) {
            throw refused(described.inUnits(Numbers.text(type, bits)), described.controlText(type));
        }
        if (setpoint().takes(this, number)) {
            return;
        }
        synchronized (this) {
            value = bits;
            if (beyond != null) {
                clamped(clamped(name(), described.inUnits(beyond), described.inUnits(Numbers.text(type, bits))));
            }
            stored(changes(), judge());
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
        post(changes(), stamp, evaluation, cause, limits.check(newValue));
        return Alarm.NONE;
    }
}
