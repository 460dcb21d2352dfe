package org.modelioc.ioc.alarm;

import java.util.List;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * The alarm of each state of a PV that has a few, such as an enum: as the severities of the EPICS mbbi record, condition
 * STATE. Immutable; allocates nothing once made.
 */
public final class StateAlarm {

    private final Alarm[] alarms;

    /**
     * For the states of one PV.
     *
     * @param states     their names, in order
     * @param severities how bad each is; may be shorter, for the others are no alarm
     */
    public StateAlarm(List<String> states, List<AlarmSeverity> severities) {
        alarms = new Alarm[states.size()];
        for (int i = 0; i < alarms.length; i++) {
            AlarmSeverity severity = i < severities.size() ? severities.get(i) : AlarmSeverity.NO_ALARM;
            alarms[i] = severity == AlarmSeverity.NO_ALARM ? Alarm.NONE
                : new Alarm(severity, Condition.STATE, "STATE: " + states.get(i));
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
