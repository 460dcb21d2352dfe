package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** A PV that holds an array of fixed length, or an image, which is an array with a width and a height. */
public final class ArrayPv extends Pv implements ModelValue {

    private final Elements elements;
    // the same, for those who also judge tables
    private final Elements[] all;
    private final ElementsAlarm alarm;
    private int stores;
    private MisfitAlarm misfit;

    /**
     * A waveform: an input (with a setpoint) or an output (without).
     *
     * @param name     full name
     * @param type     of an element, and how many
     * @param metadata what describes the value
     * @param setpoint what follows a put; null for a read-only PV
     */
    public ArrayPv(String name, PvType.Array type, Metadata metadata, Setpoint setpoint) {
        this(name, type, type.value(), type.length(), metadata, setpoint);
    }

    /**
     * An image: an input (with a setpoint) or an output (without).
     *
     * @param name     full name
     * @param type     of a pixel, and how many
     * @param metadata what describes the value
     * @param setpoint what follows a put; null for a read-only PV
     */
    public ArrayPv(String name, PvType.Image type, Metadata metadata, Setpoint setpoint) {
        this(name, type, type.value(), type.elements(), metadata, setpoint);
    }

    private ArrayPv(String name, PvType type, ValueType value, int length, Metadata metadata, Setpoint setpoint) {
        super(name, type, metadata, setpoint);
        elements = new Elements(name, value, length);
        all = new Elements[] {elements};
        alarm = new ElementsAlarm(value, metadata.alarms());
    }

    /**
     * The value. Hold the PV's monitor to use it.
     *
     * @return always the same object, which holds what is there at the time
     */
    public Elements value() {
        return elements;
    }

    /**
     * How often a value was stored. Hold the PV's monitor to read it together with the value.
     *
     * @return 0 while undefined; begins again after 2^31 - 1
     */
    public int stores() {
        return stores;
    }

    @Override
    public int elements() {
        return type().elements();
    }

    @Override
    public void read(double[] to, int offset) {
        elements.read(to, offset);
    }

    /**
     * Sets the value.
     *
     * @param value as many elements as the PV has, as {@link Elements#array()}, or as doubles, or as texts; it is copied
     * @throws PutRejectedException if it may not be set; nothing changed
     */
    public void put(Object value) throws PutRejectedException {
        requireWritable();
        synchronized (this) {
            Metadata described = metadata();
            elements.store(elements.accept(value, described));
            count();
            clamped(elements.clamped(value, described));
            stored(Change.VALUE, judge());
        }
    }

    @Override
    void described(Metadata newMetadata) {
        alarm.change(newMetadata.alarms());
    }

    @Override
    Alarm judge() {
        Alarm own = writable() ? alarm.unusableInput(all) : alarm.unusable(all);
        return own == Alarm.NONE ? alarm.limits(all) : own;
    }

    @Override
    public void put(double value) throws PutRejectedException {
        one();
    }

    @Override
    public void put(long value) throws PutRejectedException {
        one();
    }

    @Override
    public void put(String value) throws PutRejectedException {
        one();
    }

    private void one() throws PutRejectedException {
        requireWritable();
        throw new PutRejectedException(name() + " takes " + elements.taken() + ", not a single value");
    }

    @Override
    public synchronized Alarm commit(double[] from, int offset, long stamp, int evaluation, Alarm cause) {
        int at = elements.firstMisfit(from, offset);
        if (at >= 0) {
            misfit = misfit == null ? new MisfitAlarm() : misfit;
            Alarm own = misfit.of(name(), at, from[offset + at], elements.type());
            post(0, stamp, evaluation, Alarm.worst(cause, own));
            return own;
        }
        elements.store(from, offset);
        count();
        Alarm own = alarm.unusable(all);
        post(Change.VALUE, stamp, evaluation, cause, own == Alarm.NONE ? alarm.limits(all) : own);
        return own;
    }

    @Override
    public synchronized int show(double[] from, int offset, long stamp, int tag, Alarm alarm) {
        if (elements.firstMisfit(from, offset) >= 0) {
            return keep(0, stamp, tag, alarm);
        }
        elements.store(from, offset);
        count();
        return keep(Change.VALUE, stamp, tag, alarm);
    }

    private void count() {
        stores = stores + 1 & Integer.MAX_VALUE;
    }
}
