package org.modelioc.ioc.evaluation;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.runtime.pipeline.TrainingRange;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * The alarm of outputs that a model made of inputs it was not trained for. While an input stays outside, the number in the
 * message is brought up to date once a second, so that an input that moves makes no flood of messages. Owner thread.
 */
final class TrainingAlarm {

    private static final long REFRESH_NANOS = 1_000_000_000L;

    private final AlarmSeverity severity;
    private Alarm alarm = Alarm.NONE;
    /** What the alarm was before its number was brought up to date. */
    private Alarm before = Alarm.NONE;
    private TrainingRange left;
    private int element;
    private double value;
    private long since;

    TrainingAlarm(AlarmSeverity severity) {
        this.severity = severity;
    }

    /**
     * The alarm for what a pipeline found.
     *
     * @param range the range that was left; null if none was
     * @return {@link Alarm#NONE} if none was; the same object for the same
     */
    Alarm of(TrainingRange range) {
        if (range == null) {
            left = null;
            alarm = Alarm.NONE;
            return alarm;
        }
        boolean same = range == left && range.element() == element;
        if (same && (range.value() == value || System.nanoTime() - since < REFRESH_NANOS)) {
            return alarm;
        }
        before = same ? alarm : Alarm.NONE;
        left = range;
        element = range.element();
        value = range.value();
        since = System.nanoTime();
        alarm = new Alarm(severity, Condition.SOFT, range.message());
        return alarm;
    }

    /** Whether an alarm is another one with a newer number. */
    boolean goesOn(Alarm old, Alarm now) {
        return now == alarm && old == before && old != Alarm.NONE;
    }
}
