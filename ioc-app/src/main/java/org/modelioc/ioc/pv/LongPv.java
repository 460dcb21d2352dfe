package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.Range;
import org.modelioc.schema.yaml.Words;

/** A PV that holds one integer: a counter or a state of the IOC, or a command to it. */
public final class LongPv extends Pv {

    private long value;

    /**
     * A counter.
     *
     * @param name     full name
     * @param metadata what describes the value
     */
    public LongPv(String name, Metadata metadata) {
        this(name, metadata, null);
    }

    /**
     * A command.
     *
     * @param name     full name
     * @param metadata what describes the value; a put must be within its control limits, if there are any
     * @param setpoint what follows a put; null for a read-only PV
     */
    public LongPv(String name, Metadata metadata, Setpoint setpoint) {
        super(name, metadata, setpoint);
    }

    /**
     * The value. Hold the PV's monitor to read it together with stamp and alarm.
     *
     * @return in units
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
    public void put(long newValue) throws PutRejectedException {
        if (!writable()) {
            throw readOnly();
        }
        Range range = metadata().control();
        if (range.declared() && !range.contains(newValue)) {
            throw new PutRejectedException(name() + " cannot be set to " + newValue + ": it takes "
                + Words.number(range.low()) + " to " + Words.number(range.high()));
        }
        synchronized (this) {
            value = newValue;
            post(Change.VALUE, now(), userTag(), Alarm.NONE);
            setpoint().stored(this);
        }
    }

    @Override
    public void put(double newValue) throws PutRejectedException {
        if (!writable()) {
            throw readOnly();
        }
        if (newValue != (long) newValue) {
            throw new PutRejectedException(name() + " takes a whole number, not " + newValue);
        }
        put((long) newValue);
    }

    @Override
    public void put(String text) throws PutRejectedException {
        if (!writable()) {
            throw readOnly();
        }
        long number;
        try {
            number = Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new PutRejectedException(name() + " takes a whole number, not '" + text + "'");
        }
        put(number);
    }
}
