package org.modelioc.ioc.alarm;

import java.util.List;
import org.modelioc.schema.alarm.ChoiceAlarm;

/**
 * The alarm of each state of a PV that has a few, such as an enum: as the severities of the EPICS mbbi record, condition
 * STATE. Immutable; allocates nothing once made.
 */
public final class StateAlarm {

    private final Alarm[] alarms;

    /**
     * For the states of one PV.
     *
     * @param states their names, in order
     * @param raised what each raises; may be shorter, for the others are no alarm
     */
    public StateAlarm(List<String> states, List<ChoiceAlarm> raised) {
        alarms = new Alarm[states.size()];
        for (int i = 0; i < alarms.length; i++) {
            ChoiceAlarm alarm = i < raised.size() ? raised.get(i) : ChoiceAlarm.NONE;
            alarms[i] = alarm.raised() ? new Alarm(alarm.severity(), Condition.STATE, "STATE: " + states.get(i)
                + (alarm.message().isEmpty() ? "" : ": " + alarm.message())) : Alarm.NONE;
        }
    }

    /**
     * The alarm that a state raises.
     *
     * @param state its index from 0
     * @return {@link Alarm#NONE} if that state is no alarm
     */
    public Alarm check(int state) {
        return alarms[state];
    }
}
