package org.modelioc.schema.alarm;

/**
 * How bad it is that an enum has one of its choices.
 *
 * @param severity its severity, {@link AlarmSeverity#NO_ALARM} of most
 * @param message  what to tell an operator; empty if there is nothing to say
 */
public record ChoiceAlarm(AlarmSeverity severity, String message) {

    /** A choice that is no alarm. */
    public static final ChoiceAlarm NONE = new ChoiceAlarm(AlarmSeverity.NO_ALARM, "");

    /**
     * Whether it raises an alarm.
     *
     * @return false for most choices
     */
    public boolean raised() {
        return severity != AlarmSeverity.NO_ALARM;
    }
}
