package org.modelioc.ioc.pv;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.AlarmSeverity;

/** The alarm for a number that a PV cannot hold: the same one for the same number, so that a lasting fault costs nothing. */
final class MisfitAlarm {

    private Alarm last = Alarm.NONE;
    private double number;
    private int index = Integer.MIN_VALUE;

    /**
     * The alarm.
     *
     * @param name   of the PV
     * @param at     index of the element; -1 for a PV that holds one number
     * @param misfit the number that does not fit
     * @param taken  what does
     */
    Alarm of(String name, int at, double misfit, String taken) {
        if (at != index || Double.compare(misfit, number) != 0) {
            index = at;
            number = misfit;
            last = new Alarm(AlarmSeverity.INVALID, Condition.CALC,
                name + (at < 0 ? "" : "[" + at + "]") + " cannot hold " + misfit + ": it takes " + taken);
        }
        return last;
    }
}
