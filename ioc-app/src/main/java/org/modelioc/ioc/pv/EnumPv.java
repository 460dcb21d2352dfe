package org.modelioc.ioc.pv;

import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.StateAlarm;
import org.modelioc.schema.alarm.ChoiceAlarm;
import org.modelioc.schema.type.PvType;

/** A PV that holds one of several choices, by its index from 0; the index is what a model sees. */
public final class EnumPv extends Pv implements ModelValue {

    private static final int CHOICES_IN_A_SENTENCE = 16;

    private final StateAlarm states;
    // shared with those who read it: nobody writes into it
    private final String[] choices;
    private int index;
    private MisfitAlarm misfit;

    /**
     * An input (with a setpoint) or an output (without).
     *
     * @param name       full name
     * @param type       the choices
     * @param metadata   what describes the value
     * @param alarms     what each choice raises, in their order; may be shorter, for the others are no alarm
     * @param setpoint   what follows a put; null for a read-only PV
     */
    public EnumPv(String name, PvType.Enumeration type, Metadata metadata, List<ChoiceAlarm> alarms, Setpoint setpoint) {
        super(name, type, metadata, setpoint);
        states = new StateAlarm(type.choices(), alarms);
        choices = type.choices().toArray(String[]::new);
    }

    /**
     * The present choice. Hold the PV's monitor to read it together with stamp and alarm.
     *
     * @return its index from 0
     */
    public int index() {
        return index;
    }

    /**
     * The choices in their order.
     *
     * @return always the same array, not to be written into
     */
    public String[] choices() {
        return choices;
    }

    @Override
    public int elements() {
        return 1;
    }

    @Override
    public void read(double[] to, int offset) {
        to[offset] = index;
    }

    @Override
    public void put(double newValue) throws PutRejectedException {
        requireWritable();
        if (!fits(newValue)) {
            throw refused(Double.toString(newValue), taken());
        }
        store((int) newValue);
    }

    @Override
    public void put(long newValue) throws PutRejectedException {
        requireWritable();
        if (newValue < 0 || newValue >= choices.length) {
            throw refused(Long.toString(newValue), taken());
        }
        store((int) newValue);
    }

    @Override
    public void put(String text) throws PutRejectedException {
        requireWritable();
        String word = text.strip();
        int found = ((PvType.Enumeration) type()).choices().indexOf(word);
        if (found < 0) {
            try {
                found = Integer.parseInt(word);
            } catch (NumberFormatException e) {
                throw refused("'" + text + "'", taken());
            }
        }
        put((long) found);
    }

    private void store(int newIndex) throws PutRejectedException {
        if (setpoint().takes(this, newIndex)) {
            return;
        }
        synchronized (this) {
            index = newIndex;
            stored(Change.VALUE, states.check(newIndex));
        }
    }

    @Override
    void described(Metadata newMetadata) {
        // the alarms of choices are not metadata
    }

    @Override
    Alarm judge() {
        return states.check(index);
    }

    @Override
    public synchronized Alarm commit(double[] from, int offset, long stamp, int evaluation, Alarm cause) {
        double newValue = from[offset];
        if (!fits(newValue)) {
            misfit = misfit == null ? new MisfitAlarm() : misfit;
            Alarm own = misfit.of(this, newValue);
            post(0, stamp, evaluation, Alarm.worst(cause, own));
            return own;
        }
        index = (int) newValue;
        post(Change.VALUE, stamp, evaluation, cause, states.check(index));
        return Alarm.NONE;
    }

    @Override
    public synchronized int show(double[] from, int offset, long stamp, int tag, Alarm alarm) {
        int shown = fits(from[offset]) ? (int) from[offset] : index;
        boolean same = shown == index;
        index = shown;
        return keep(same ? 0 : Change.VALUE, stamp, tag, alarm);
    }

    private boolean fits(double number) {
        return number == Math.rint(number) && number >= 0 && number < choices.length;
    }

    /** What it takes, as the end of a sentence. */
    String taken() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < choices.length && i < CHOICES_IN_A_SENTENCE; i++) {
            text.append(i == 0 ? "" : ", ").append(choices[i]);
        }
        return text.append(choices.length > CHOICES_IN_A_SENTENCE ? ", …" : "").append(", or their index from 0 to ")
            .append(choices.length - 1).toString();
    }
}
