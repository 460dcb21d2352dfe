package org.modelioc.ioc.alarm;

import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * The state of an alarm: how bad, what, and the sentence an operator reads.
 *
 * <p>Immutable. Those that recur are made once, so that raising one on the evaluation path allocates nothing.
 *
 * @param severity  how bad
 * @param condition what is wrong
 * @param message   one line; empty without alarm
 */
public record Alarm(AlarmSeverity severity, Condition condition, String message) {

    /** All is well. */
    public static final Alarm NONE = new Alarm(AlarmSeverity.NO_ALARM, Condition.NO_ALARM, "");

    /** No value yet. */
    public static final Alarm UNDEFINED = new Alarm(AlarmSeverity.INVALID, Condition.UDF, "UDF: no value yet");

    /** The value is NaN or infinite. */
    public static final Alarm NOT_A_NUMBER = new Alarm(AlarmSeverity.INVALID, Condition.UDF, "UDF: not a finite number");

    /**
     * The worse of two; the first where they are equally bad.
     *
     * @param one   the first
     * @param other the other
     * @return one of them
     */
    public static Alarm worst(Alarm one, Alarm other) {
        return other.severity.compareTo(one.severity) > 0 ? other : one;
    }
}
