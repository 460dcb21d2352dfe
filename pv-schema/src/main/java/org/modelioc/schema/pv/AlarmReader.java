package org.modelioc.schema.pv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.alarm.ChoiceAlarm;
import org.modelioc.schema.type.NumberRange;
import org.modelioc.schema.type.ValueType;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;

/** Reads {@code alarms} of a PV: limits of numbers, or the choices of an enum that raise one. */
final class AlarmReader {

    private static final List<String> LIMITS = List.of("lolo", "low", "high", "hihi");
    private static final List<String> KEYS = List.of("lolo", "low", "high", "hihi", "hysteresis", "severities",
        "messages");
    private static final List<String> SEVERITIES = Arrays.stream(AlarmSeverity.values()).map(Enum::name).toList();
    /** From this one of {@link #LIMITS} on they are upper limits. */
    private static final int FIRST_UPPER = 2;

    private AlarmReader() {
    }

    /**
     * Reads the limits.
     *
     * @param pv       the PV
     * @param type     type of its numbers
     * @param problems takes what is wrong
     * @return the limits; {@link AlarmLimits#NONE} if there are none
     */
    static AlarmLimits read(Section pv, ValueType type, Problems problems) {
        return pv.section("alarms", KEYS).map(section -> read(section, type, pv.keyAt("alarms"), problems))
            .orElse(AlarmLimits.NONE);
    }

    /**
     * Reads the alarms of choices.
     *
     * @param pv       the PV, an enum
     * @param choices  its choices
     * @param problems takes what is wrong
     * @return one a choice, {@link ChoiceAlarm#NONE} where nothing is said
     */
    static List<ChoiceAlarm> readChoices(Section pv, List<String> choices, Problems problems) {
        Optional<Section> alarms = pv.section("alarms", List.of("choices", "messages"));
        alarms.ifPresent(section -> section.require("choices"));
        Optional<Section> severities = alarms.flatMap(section -> section.section("choices", choices));
        Optional<Section> messages = alarms.flatMap(section -> section.section("messages", choices));
        return choices.stream().map(choice -> {
            AlarmSeverity severity = severity(severities, choice, AlarmSeverity.NO_ALARM);
            messages.filter(given -> given.has(choice) && severity == AlarmSeverity.NO_ALARM).ifPresent(given ->
                problems.add(given.keyAt(choice), "a message for " + Words.quote(choice) + ", which raises no alarm; give it a"
                    + " severity in 'choices'"));
            return severity == AlarmSeverity.NO_ALARM ? ChoiceAlarm.NONE : new ChoiceAlarm(severity, message(messages, choice));
        }).toList();
    }

    private static AlarmLimits read(Section section, ValueType type, Mark at, Problems problems) {
        double[] limits = new double[LIMITS.size()];
        boolean any = false;
        for (int i = 0; i < limits.length; i++) {
            String limit = LIMITS.get(i);
            any |= section.has(limit);
            limits[i] = section.number(limit).orElse(Double.NaN);
            if (!Double.isNaN(limits[i])) {
                NumberRange.check(section, limit, type, limits[i], problems);
            }
        }
        if (!any) {
            problems.add(at, "'alarms' has no limit; give at least one of " + String.join(", ", LIMITS));
        }
        checkOrder(section, limits, problems);
        double hysteresis = section.number("hysteresis").orElse(0);
        if (hysteresis < 0) {
            problems.add(section.at("hysteresis"), "'hysteresis' must be at least 0, not " + Words.number(hysteresis));
        }
        Optional<Section> severities = ofLimits(section, "severities", "severity", problems);
        Optional<Section> messages = ofLimits(section, "messages", "message", problems);
        return new AlarmLimits(limits[0], limits[1], limits[2], limits[3],
            severity(severities, "lolo", AlarmLimits.NONE.loloSeverity()),
            severity(severities, "low", AlarmLimits.NONE.lowSeverity()),
            severity(severities, "high", AlarmLimits.NONE.highSeverity()),
            severity(severities, "hihi", AlarmLimits.NONE.hihiSeverity()), hysteresis,
            messages.isEmpty() ? AlarmLimits.Messages.NONE : new AlarmLimits.Messages(message(messages, "lolo"),
                message(messages, "low"), message(messages, "high"), message(messages, "hihi")));
    }

    /** A section that has something for each limit; what it has for one that is not there is a mistake. */
    private static Optional<Section> ofLimits(Section section, String key, String what, Problems problems) {
        Optional<Section> found = section.section(key, LIMITS);
        found.ifPresent(given -> LIMITS.stream().filter(limit -> given.has(limit) && !section.has(limit)).forEach(limit ->
            problems.add(given.keyAt(limit), "a " + what + " for '" + limit + "', but 'alarms' has no limit '" + limit + "'")));
        return found;
    }

    private static String message(Optional<Section> messages, String key) {
        return messages.flatMap(section -> section.line(key)).orElse("").strip();
    }

    private static void checkOrder(Section section, double[] limits, Problems problems) {
        int last = -1;
        for (int i = 0; i < limits.length; i++) {
            if (Double.isNaN(limits[i])) {
                continue;
            }
            boolean apart = last >= 0 && last < FIRST_UPPER && i >= FIRST_UPPER;
            if (last >= 0 && (apart ? limits[i] <= limits[last] : limits[i] < limits[last])) {
                problems.add(section.at(LIMITS.get(i)), "'" + LIMITS.get(i) + "' must be " + (apart ? "above '" : "at least '")
                    + LIMITS.get(last) + "', which is " + Words.number(limits[last]) + ", not " + Words.number(limits[i])
                    + "; the order is lolo ≤ low < high ≤ hihi");
            }
            last = i;
        }
    }

    private static AlarmSeverity severity(Optional<Section> severities, String limit, AlarmSeverity otherwise) {
        return severities.flatMap(section -> section.choice(limit, SEVERITIES)).map(AlarmSeverity::valueOf).orElse(otherwise);
    }
}
