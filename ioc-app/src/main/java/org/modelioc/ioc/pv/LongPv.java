package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;

/** A read-only PV that holds one integer: a counter or a state of the IOC. */
public final class LongPv extends Pv {

    private long value;

    /**
     * A counter.
     *
     * @param name     full name
     * @param metadata what describes the value
     */
    public LongPv(String name, Metadata metadata) {
        super(name, metadata, null);
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
}
