package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.LimitAlarm;
import org.modelioc.schema.Range;

/** A PV that holds one floating-point number: the inputs and outputs of models. */
public final class DoublePv extends Pv {

    private final LimitAlarm limits;
    private double value = Double.NaN;

    /**
     * An input (with a setpoint) or an output (without).
     *
     * @param name     full name
     * @param metadata what describes the value
     * @param setpoint what follows a put; null for a read-only PV
     */
    public DoublePv(String name, Metadata metadata, Setpoint setpoint) {
        super(name, metadata, setpoint);
        limits = new LimitAlarm(metadata.alarms());
    }

    /**
     * The value. Hold the PV's monitor to read it together with stamp and alarm.
     *
     * @return in units; NaN while undefined
     */
    public double value() {
        return value;
    }

    @Override
    public void put(double newValue) throws PutRejectedException {
        if (!writable()) {
            throw readOnly();
        }
        Range range = metadata().control();
        if (!range.declared() || range.contains(newValue)) {
            synchronized (this) {
                store(newValue, now(), userTag(), Alarm.NONE);
                setpoint().stored(this);
            }
            return;
        }
        throw new PutRejectedException(Double.isNaN(newValue)
            ? name() + " has limits and cannot be set to NaN: it takes " + between(range)
            : name() + " cannot be set to " + with(newValue) + ": it takes " + between(range));
    }

    @Override
    public void put(long newValue) throws PutRejectedException {
        put((double) newValue);
    }

    @Override
    public void put(String text) throws PutRejectedException {
        if (!writable()) {
            throw readOnly();
        }
        double number;
        try {
            number = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new PutRejectedException(name() + " takes a number, not '" + text + "'");
        }
        put(number);
    }

    /**
     * Sets the value that an evaluation made.
     *
     * @param newValue   the value, in units; NaN and infinities raise INVALID
     * @param stamp      the stamp of the evaluation, nanoseconds since 1970
     * @param evaluation its number
     * @param cause      an alarm that the evaluation puts on all its outputs, or {@link Alarm#NONE}
     */
    public synchronized void commit(double newValue, long stamp, int evaluation, Alarm cause) {
        store(newValue, stamp, evaluation, cause);
    }

    /**
     * Marks the value as no longer to be trusted and leaves it as it is.
     *
     * @param stamp      the stamp of the evaluation that failed, nanoseconds since 1970
     * @param evaluation its number
     * @param cause      why
     */
    public synchronized void invalidate(long stamp, int evaluation, Alarm cause) {
        post(0, stamp, evaluation, cause);
    }

    private void store(double newValue, long stamp, int tag, Alarm cause) {
        value = newValue;
        // a cause first: where it is as bad as a limit, it says more than the limit does
        post(Change.VALUE, stamp, tag, Alarm.worst(cause, limits.check(newValue)));
    }

    private String between(Range range) {
        return with(range.low()) + " to " + with(range.high());
    }

    private String with(double number) {
        String units = metadata().units();
        return units.isEmpty() ? Double.toString(number) : number + " " + units;
    }
}
