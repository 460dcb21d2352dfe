package org.modelioc.ioc.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The severity of a PV's alarm has changed. */
@Name("modelioc.Alarm")
@Label("Alarm")
@Description("The severity of a PV's alarm changed")
@Category("Model IOC")
@StackTrace(false)
public final class AlarmEvent extends Event {

    /** Tells whether anybody records, without making an event. */
    private static final AlarmEvent ASKED = new AlarmEvent("", "", "", "", "");

    @Label("PV")
    private final String pv;

    @Label("Severity Before")
    private final String before;

    @Label("Severity")
    private final String severity;

    @Label("Condition")
    private final String condition;

    @Label("Message")
    private final String message;

    private AlarmEvent(String pv, String before, String severity, String condition, String message) {
        this.pv = pv;
        this.before = before;
        this.severity = severity;
        this.condition = condition;
        this.message = message;
    }

    /**
     * A severity has changed. Costs nothing while nobody records.
     *
     * @param pv        full name
     * @param before    the severity that was
     * @param severity  the severity that is
     * @param condition what is wrong
     * @param message   the sentence for an operator
     */
    public static void changed(String pv, Enum<?> before, Enum<?> severity, Enum<?> condition, String message) {
        if (ASKED.isEnabled()) {
            new AlarmEvent(pv, before.name(), severity.name(), condition.name(), message).commit();
        }
    }
}
