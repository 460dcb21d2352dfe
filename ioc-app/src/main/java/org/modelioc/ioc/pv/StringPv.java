package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;

/** A read-only PV that holds a text: a message of the IOC. */
public final class StringPv extends Pv {

    private String value = "";

    /**
     * A message.
     *
     * @param name     full name
     * @param metadata what describes the value
     */
    public StringPv(String name, Metadata metadata) {
        super(name, metadata, null);
    }

    /**
     * The value. Hold the PV's monitor to read it together with stamp and alarm.
     *
     * @return never null
     */
    public String value() {
        return value;
    }

    /**
     * Sets the text and its alarm, and stamps it with the present time.
     *
     * @param newValue the text
     * @param alarm    what to show with it
     */
    public synchronized void set(String newValue, Alarm alarm) {
        value = newValue;
        post(Change.VALUE, now(), userTag(), alarm);
    }
}
