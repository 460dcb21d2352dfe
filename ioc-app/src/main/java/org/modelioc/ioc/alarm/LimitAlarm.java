package org.modelioc.ioc.alarm;

import org.modelioc.schema.AlarmLimits;
import org.modelioc.schema.AlarmSeverity;

/**
 * Compares values with the limits of a PV and remembers which limit is exceeded, for the hysteresis.
 *
 * <p>As in the EPICS ai record: a limit that was exceeded stays so until the value has come back by the hysteresis; the
 * outer limits are asked before the inner ones. Not thread-safe: used under the monitor of its PV. Allocates nothing.
 */
public final class LimitAlarm {

    private static final Alarm[][] ALARMS = alarms();

    private final AlarmLimits limits;
    private double exceeded = Double.NaN;

    /**
     * For the limits of one PV.
     *
     * @param limits its limits, possibly none
     */
    public LimitAlarm(AlarmLimits limits) {
        this.limits = limits;
    }

    /**
     * The alarm that a value raises.
     *
     * @param value the value, in units
     * @return {@link Alarm#NONE}, a limit's alarm, or {@link Alarm#NOT_A_NUMBER} for NaN and infinities
     */
    public Alarm check(double value) {
        return check(value, value);
    }

    /**
     * The alarm that many values raise together: that of the worst.
     *
     * <p>A limit that was exceeded stays so until all values have come back by the hysteresis, whichever of them it was.
     *
     * @param least    the least of them, in units
     * @param greatest the greatest
     * @return {@link Alarm#NONE}, a limit's alarm, or {@link Alarm#NOT_A_NUMBER} if either is NaN or infinite
     */
    public Alarm check(double least, double greatest) {
        if (!Double.isFinite(least) || !Double.isFinite(greatest)) {
            exceeded = Double.NaN;
            return Alarm.NOT_A_NUMBER;
        }
        if (above(greatest, limits.hihi(), limits.hihiSeverity())) {
            return exceed(limits.hihi(), Condition.HIHI, limits.hihiSeverity());
        }
        if (below(least, limits.lolo(), limits.loloSeverity())) {
            return exceed(limits.lolo(), Condition.LOLO, limits.loloSeverity());
        }
        if (above(greatest, limits.high(), limits.highSeverity())) {
            return exceed(limits.high(), Condition.HIGH, limits.highSeverity());
        }
        if (below(least, limits.low(), limits.lowSeverity())) {
            return exceed(limits.low(), Condition.LOW, limits.lowSeverity());
        }
        exceeded = Double.NaN;
        return Alarm.NONE;
    }

    // A limit that is not declared is NaN: every comparison with it is false.
    private boolean above(double value, double limit, AlarmSeverity severity) {
        return severity != AlarmSeverity.NO_ALARM
            && (value >= limit || exceeded == limit && value >= limit - limits.hysteresis());
    }

    private boolean below(double value, double limit, AlarmSeverity severity) {
        return severity != AlarmSeverity.NO_ALARM
            && (value <= limit || exceeded == limit && value <= limit + limits.hysteresis());
    }

    private Alarm exceed(double limit, Condition condition, AlarmSeverity severity) {
        exceeded = limit;
        return ALARMS[condition.ordinal()][severity.ordinal()];
    }

    private static Alarm[][] alarms() {
        Alarm[][] all = new Alarm[Condition.values().length][AlarmSeverity.values().length];
        for (Condition condition : Condition.values()) {
            for (AlarmSeverity severity : AlarmSeverity.values()) {
                all[condition.ordinal()][severity.ordinal()] = new Alarm(severity, condition, condition.name());
            }
        }
        return all;
    }
}
