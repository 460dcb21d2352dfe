package org.modelioc.ioc.evaluation;

import java.util.Arrays;
import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * What the inputs of one pipeline make wrong with its outputs, each told by the name of the input.
 *
 * <p>Not thread-safe: used under the lock of its {@link InputSet}. Allocates only when an alarm changes.
 */
final class InputAlarms {

    private final List<String> names;
    /** The alarm of each input as it came, to see that it is the same again. */
    private final Alarm[] origins;
    private final Alarm[] causes;
    /** The causes as a list; null when one has changed. */
    private List<Alarm> told;
    private int behind = -1;
    private Alarm straggler = Alarm.NONE;

    InputAlarms(List<String> names) {
        this.names = List.copyOf(names);
        origins = new Alarm[names.size()];
        causes = new Alarm[names.size()];
        Arrays.fill(causes, Alarm.UNDEFINED);
    }

    /** Notes the alarm of an input that clients put, or that another pipeline gives: INVALID passes on, limits do not. */
    void put(int slot, Alarm alarm) {
        if (origins[slot] != alarm) {
            origins[slot] = alarm;
            told = null;
            causes[slot] = passedOn(names.get(slot), alarm);
        }
    }

    /** What an input that has an alarm makes wrong with the outputs: INVALID passes on, limits do not. */
    static Alarm passedOn(String name, Alarm alarm) {
        return alarm.severity() != AlarmSeverity.INVALID ? Alarm.NONE : new Alarm(AlarmSeverity.INVALID, Condition.LINK,
            "INPUT " + name + " INVALID (" + alarm.message() + ')');
    }

    /** What each input makes wrong with the outputs. */
    List<Alarm> causes() {
        told = told == null ? List.of(causes) : told;
        return told;
    }

    /** What is wrong with all of them together. */
    Alarm together() {
        return straggler;
    }

    /** Notes what the link of a followed input passes on; its message is the end of a sentence about the input. */
    void follow(int slot, Alarm alarm) {
        if (origins[slot] != alarm) {
            origins[slot] = alarm;
            told = null;
            causes[slot] = alarm.severity() == AlarmSeverity.NO_ALARM ? Alarm.NONE
                : new Alarm(alarm.severity(), alarm.condition(), "INPUT " + names.get(slot) + ' ' + alarm.message());
        }
    }

    /** The alarm of an input as it came; undefined before the first. */
    Alarm origin(int slot) {
        return origins[slot] == null ? Alarm.UNDEFINED : origins[slot];
    }

    /**
     * Notes whether aligned sets fail to come about.
     *
     * @param slot the input that is behind, -1 if none
     * @return true if that is new
     */
    boolean straggler(int slot) {
        if (slot == behind) {
            return false;
        }
        behind = slot;
        straggler = slot < 0 ? Alarm.NONE : new Alarm(AlarmSeverity.INVALID, Condition.TIMEOUT,
            "INPUTS NOT ALIGNED (" + names.get(slot) + " has no updates that belong to those of the others)");
        return true;
    }

    /** The worst of all; the first of equals. */
    Alarm worst() {
        Alarm worst = straggler;
        for (Alarm cause : causes) {
            worst = Alarm.worst(worst, cause);
        }
        return worst;
    }
}
