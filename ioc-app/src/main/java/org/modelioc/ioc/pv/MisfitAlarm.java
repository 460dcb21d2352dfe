package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.type.ValueType;

/** The alarm for a number that a PV cannot hold: the same one for the same number, so that a lasting fault costs nothing. */
final class MisfitAlarm {

    private Alarm last = Alarm.NONE;
    private double number;
    private int index = Integer.MIN_VALUE;

    /**
     * The alarm of a PV of numbers.
     *
     * @param name   of the PV
     * @param at     index of the element; -1 for a PV that holds one number
     * @param misfit the number that does not fit
     * @param type   into which it does not
     */
    Alarm of(String name, int at, double misfit, ValueType type) {
        return same(at, misfit) ? last : made(name, at, misfit, Numbers.taken(type));
    }

    /** As {@link #of(String, int, double, ValueType)}, of a PV that holds one of a few. */
    Alarm of(EnumPv pv, double misfit) {
        return same(-1, misfit) ? last : made(pv.name(), -1, misfit, pv.taken());
    }

    private boolean same(int at, double misfit) {
        return at == index && Double.compare(misfit, number) == 0;
    }

    private Alarm made(String name, int at, double misfit, String taken) {
        index = at;
        number = misfit;
        last = new Alarm(AlarmSeverity.INVALID, Condition.CALC,
            name + (at < 0 ? "" : "[" + at + "]") + " cannot hold " + misfit + ": it takes " + taken);
        return last;
    }
}
