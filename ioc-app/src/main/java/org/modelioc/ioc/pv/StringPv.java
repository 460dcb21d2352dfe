package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** A PV that holds a text, which is nothing to a model: a message of the IOC, or a note of its operators. */
public final class StringPv extends Pv {

    private static final PvType.Scalar STRING = new PvType.Scalar(ValueType.STRING);

    private String value = "";

    /**
     * A read-only message.
     *
     * @param name     full name
     * @param metadata what describes the value
     */
    public StringPv(String name, Metadata metadata) {
        this(name, metadata, null);
    }

    /**
     * A text that clients may put if there is a setpoint.
     *
     * @param name     full name
     * @param metadata what describes the value
     * @param setpoint what follows a put; null for a read-only PV
     */
    public StringPv(String name, Metadata metadata, Setpoint setpoint) {
        super(name, STRING, metadata, setpoint);
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

    /**
     * Sets the text that a followed PV sent.
     *
     * @param newValue the text
     * @param stamp    its time, nanoseconds since 1970
     * @param tag      its user tag
     * @param alarm    what to show with it
     */
    public synchronized void follow(String newValue, long stamp, int tag, Alarm alarm) {
        value = newValue;
        post(Change.VALUE, stamp, tag, alarm);
    }

    @Override
    public void put(double newValue) throws PutRejectedException {
        put(Double.toString(newValue));
    }

    @Override
    public void put(long newValue) throws PutRejectedException {
        put(Long.toString(newValue));
    }

    @Override
    public void put(String newValue) throws PutRejectedException {
        requireWritable();
        if (setpoint().takes(this, newValue)) {
            return;
        }
        synchronized (this) {
            value = newValue;
            stored(Change.VALUE, Alarm.NONE);
        }
    }

    @Override
    void described(Metadata newMetadata) {
        // nothing judges a text
    }

    @Override
    Alarm judge() {
        return Alarm.NONE;
    }
}
