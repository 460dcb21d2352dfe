package org.modelioc.ioc.alarm;

import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmLimits.Limit;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * Compares values with the limits of a PV and remembers which limit is exceeded, for the hysteresis.
 *
 * <p>As in the EPICS ai record: a limit that was exceeded stays so until the value has come back by more than the hysteresis;
 * the outer limits are asked before the inner ones. Not thread-safe: used under the monitor of its PV. Allocates nothing but
 * when the limits change.
 */
public final class LimitAlarm {

    private static final Limit[] LIMITS = Limit.values();
    private static final Alarm[][] PLAIN = plain();
    private static final Alarm[] USUAL = alarms(AlarmLimits.NONE);

    private AlarmLimits limits;
    // by limit; shared by all PVs where nothing special is said
    private Alarm[] alarms;
    private double exceeded = Double.NaN;

    /**
     * For the limits of one PV.
     *
     * @param limits its limits, possibly none
     */
    public LimitAlarm(AlarmLimits limits) {
        change(limits);
    }

    /**
     * Takes other limits. What is exceeded stays so, by the new hysteresis, unless its limit is another number now.
     *
     * @param newLimits the limits from now on
     */
    public void change(AlarmLimits newLimits) {
        limits = newLimits;
        alarms = !newLimits.declared() ? null : isUsual(newLimits) ? USUAL : alarms(newLimits);
    }

    private static Alarm[] alarms(AlarmLimits limits) {
        Alarm[] alarms = new Alarm[LIMITS.length];
        for (Limit limit : LIMITS) {
            AlarmSeverity severity = limits.severity(limit) == null ? AlarmSeverity.NO_ALARM : limits.severity(limit);
            Alarm plain = PLAIN[limit.ordinal()][severity.ordinal()];
            String message = limits.messages().of(limit);
            alarms[limit.ordinal()] = message.isEmpty() ? plain
                : new Alarm(severity, plain.condition(), plain.message() + ": " + message);
        }
        return alarms;
    }

    /** Whether the severities are those that stand where a file says nothing, and no limit has a message. */
    private static boolean isUsual(AlarmLimits limits) {
        AlarmLimits usual = AlarmLimits.NONE;
        return limits.loloSeverity() == usual.loloSeverity() && limits.lowSeverity() == usual.lowSeverity()
            && limits.highSeverity() == usual.highSeverity() && limits.hihiSeverity() == usual.hihiSeverity()
            && limits.messages().equals(usual.messages());
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
        if (alarms != null) {
            if (above(greatest, limits.hihi(), Limit.HIHI)) {
                return exceed(limits.hihi(), Limit.HIHI);
            }
            if (below(least, limits.lolo(), Limit.LOLO)) {
                return exceed(limits.lolo(), Limit.LOLO);
            }
            if (above(greatest, limits.high(), Limit.HIGH)) {
                return exceed(limits.high(), Limit.HIGH);
            }
            if (below(least, limits.low(), Limit.LOW)) {
                return exceed(limits.low(), Limit.LOW);
            }
        }
        exceeded = Double.NaN;
        return Alarm.NONE;
    }

    // A limit that is not declared is NaN: every comparison with it is false.
    private boolean above(double value, double limit, Limit which) {
        return raises(which) && (value >= limit || exceeded == limit && value >= limit - limits.hysteresis());
    }

    private boolean below(double value, double limit, Limit which) {
        return raises(which) && (value <= limit || exceeded == limit && value <= limit + limits.hysteresis());
    }

    private boolean raises(Limit which) {
        return alarms[which.ordinal()].severity() != AlarmSeverity.NO_ALARM;
    }

    private Alarm exceed(double limit, Limit which) {
        exceeded = limit;
        return alarms[which.ordinal()];
    }

    private static Alarm[][] plain() {
        Alarm[][] all = new Alarm[Limit.values().length][AlarmSeverity.values().length];
        for (Limit limit : Limit.values()) {
            for (AlarmSeverity severity : AlarmSeverity.values()) {
                all[limit.ordinal()][severity.ordinal()] =
                    new Alarm(severity, Condition.valueOf(limit.name()), limit.name());
            }
        }
        return all;
    }
}
