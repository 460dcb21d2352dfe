package org.modelioc.ioc.evaluation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.link.AlarmRule;
import org.modelioc.ioc.link.UnitCheck;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.ioc.link.source.SourceDescription;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.link.FollowDefinition;
import org.modelioc.schema.link.UnitConversion;

/**
 * The alarms of one link, in the words that operators read. Each message goes on after the name of the input: {@code
 * DISCONNECTED since 12:03:04}. The same state gives the same object, so that nothing is made for an update.
 *
 * <p>Used under the lock of its {@link FollowedInput}.
 */
final class LinkAlarms {

    private static final long NANOS = 1_000_000_000L;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final FollowDefinition definition;
    private final String units;
    /** What does not fit in what the source declares: it holds for every value until the source declares something else. */
    private Alarm declared = Alarm.NONE;
    private Alarm fault = Alarm.NONE;
    private Alarm origin = Alarm.NONE;
    private Alarm taken = Alarm.NONE;
    private Alarm ownOrigin = Alarm.NONE;
    private Alarm own = Alarm.NONE;

    LinkAlarms(FollowDefinition definition, String units) {
        this.definition = definition;
        this.units = definition.convert().map(UnitConversion::from).orElse(units);
    }

    /** What does not fit in what the source declares. */
    Alarm connected(SourceDescription source) {
        boolean differs = UnitCheck.compare(units, source.units(), source.unitsCut()) == UnitCheck.Result.DIFFERENT;
        String remedy = definition.convert().isPresent() ? "" : "; a conversion can be declared";
        declared = differs ? invalid(Condition.LINK, "UNITS are " + source.units() + " at " + definition.source() + ", not "
            + units + remedy) : Alarm.NONE;
        return declared;
    }

    /** Nothing more is wrong than what the source declares. */
    Alarm arrived() {
        return declared;
    }

    /** A value that is none for this input. */
    Alarm misfit(String why) {
        return invalid(Condition.LINK, "INVALID (" + why + ')');
    }

    Alarm stale(long since) {
        return invalid(Condition.TIMEOUT, "STALE since " + clock(since) + " (no update from " + definition.source() + ')');
    }

    Alarm disconnected(long since, String why) {
        return invalid(Condition.COMM, "DISCONNECTED since " + clock(since) + " (" + definition.source()
            + (why.isEmpty() ? "" : ": " + why) + ')');
    }

    private Alarm invalid(Condition condition, String message) {
        if (!fault.message().equals(message)) {
            fault = new Alarm(AlarmSeverity.INVALID, condition, message);
        }
        return fault;
    }

    /** What the severity rule passes on of the source's alarm; INVALID for a value that cannot be used, whatever the rule. */
    Alarm passed(LinkedValue value) {
        Alarm source = value.alarm();
        if (source == origin) {
            return taken;
        }
        origin = source;
        Alarm rule = value.kind() == LinkedValue.Kind.UNSUPPORTED ? source : AlarmRule.take(definition.severity(), source);
        taken = rule.severity() == AlarmSeverity.NO_ALARM ? Alarm.NONE : new Alarm(rule.severity(), rule.condition(),
            rule.severity() + " (" + definition.source() + (source.message().isEmpty() ? "" : ": " + source.message()) + ')');
        return taken;
    }

    /** The value is not finite, or does not fit the type of the PV. */
    Alarm unusable(Alarm ofThePv) {
        if (ofThePv != ownOrigin) {
            ownOrigin = ofThePv;
            own = new Alarm(AlarmSeverity.INVALID, ofThePv.condition(), "INVALID (" + ofThePv.message() + ')');
        }
        return own;
    }

    private static String clock(long nanos) {
        return CLOCK.format(Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS)).atZone(ZoneId.systemDefault()));
    }
}
