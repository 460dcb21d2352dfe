package org.modelioc.ioc.link;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.link.SeverityRule;

/**
 * What an input takes over from the alarm of the PV it follows.
 *
 * <p>As links between EPICS records do (EPICS base, {@code recGblInheritSevrMsg}): NMS takes nothing; MS the severity, with
 * the status LINK; MSI the same, of INVALID alone; MSS severity, status and message.
 */
public final class AlarmRule {

    private static final Alarm[] LINK = new Alarm[AlarmSeverity.values().length];

    static {
        for (AlarmSeverity severity : AlarmSeverity.values()) {
            LINK[severity.ordinal()] = severity == AlarmSeverity.NO_ALARM ? Alarm.NONE
                : new Alarm(severity, Condition.LINK, Condition.LINK.name());
        }
    }

    private AlarmRule() {
    }

    /**
     * Applies a rule. Allocates nothing.
     *
     * @param rule   the rule
     * @param source the alarm of the source
     * @return what the input takes over, to be compared with its own alarms by {@link Alarm#worst}
     */
    public static Alarm take(SeverityRule rule, Alarm source) {
        return switch (rule) {
            case NMS -> Alarm.NONE;
            case MS -> LINK[source.severity().ordinal()];
            case MSI -> source.severity() == AlarmSeverity.INVALID ? LINK[AlarmSeverity.INVALID.ordinal()] : Alarm.NONE;
            case MSS -> source;
        };
    }
}
