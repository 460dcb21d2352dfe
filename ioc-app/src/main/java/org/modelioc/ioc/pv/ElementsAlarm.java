package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.alarm.LimitAlarm;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.type.ValueType;

/**
 * Judges all numbers of a PV together: one that is not finite makes it INVALID, by its index; else the worst is compared with
 * the limits. Used under the monitor of the PV. Allocates when a fault moves, not while it lasts.
 */
final class ElementsAlarm {

    private final ValueType type;
    private final LimitAlarm limits = new LimitAlarm(AlarmLimits.NONE);
    private boolean limited;
    private Alarm fault = Alarm.NONE;
    private Elements faulty;
    private int faultyIndex;

    /**
     * For one PV.
     *
     * @param type   of the numbers that the limits are for
     * @param limits its limits, possibly none
     */
    ElementsAlarm(ValueType type, AlarmLimits limits) {
        this.type = type;
        change(limits);
    }

    /** Takes other limits. */
    void change(AlarmLimits newLimits) {
        limited = newLimits.declared();
        limits.change(Numbers.held(type, newLimits));
    }

    /** What keeps numbers from being usable: {@link Alarm#NONE} or an alarm that names the first at fault. */
    Alarm unusable(Elements[] all) {
        for (Elements elements : all) {
            int index = elements.firstNotFinite();
            if (index >= 0) {
                if (limited) {
                    limits.check(Double.NaN);
                }
                return fault(elements, index, Condition.UDF, " is not a finite number");
            }
        }
        faulty = null;
        return Alarm.NONE;
    }

    /** As {@link #unusable}, for what a client put: 64-bit integers must go into a model as well. */
    Alarm unusableInput(Elements[] all) {
        for (Elements elements : all) {
            int index = elements.firstInexact();
            if (index >= 0) {
                return fault(elements, index, Condition.SOFT, " = " + elements.text(index)
                    + " cannot go into a model, which takes whole numbers up to 2^53");
            }
        }
        return unusable(all);
    }

    /** The alarm of the worst of usable numbers. */
    Alarm limits(Elements[] all) {
        if (!limited) {
            return Alarm.NONE;
        }
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (Elements elements : all) {
            if (elements.type() != ValueType.STRING) {
                for (int i = 0; i < elements.length(); i++) {
                    double number = elements.number(i);
                    least = Math.min(least, number);
                    greatest = Math.max(greatest, number);
                }
            }
        }
        return least > greatest ? Alarm.NONE : limits.check(least, greatest);
    }

    private Alarm fault(Elements elements, int index, Condition condition, String what) {
        if (faulty != elements || faultyIndex != index || fault.condition() != condition || condition != Condition.UDF) {
            faulty = elements;
            faultyIndex = index;
            fault = new Alarm(AlarmSeverity.INVALID, condition, elements.name() + "[" + index + "]" + what);
        }
        return fault;
    }
}
