package org.modelioc.schema.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.AlarmLimits;
import org.modelioc.schema.AlarmSeverity;
import org.modelioc.schema.DisplayForm;
import org.modelioc.schema.FollowDefinition;
import org.modelioc.schema.SeverityRule;

/** The schema of one PV. */
final class PvSchema {

    /** Definition of {@link #alarms}. */
    static final String ALARMS = "alarms";
    /** Definition of {@link #display}. */
    static final String DISPLAY = "display";

    private static final int MOST_DIGITS = 15;
    private static final int DEFAULT_DIGITS = 3;

    private PvSchema() {
    }

    static Schema input() {
        Mapping keys = description()
            .key("value", PvTypeSchema.anyValue().described("Value at start; it must be inside the limits. For an array one for"
                + " all elements, a list, or {from, to} for evenly spaced numbers; for an enum a choice; for a table a"
                + " mapping of columns.").otherwise(0))
            .key("display", Schema.reference(DISPLAY))
            .key("limits", limits())
            .key("alarms", anyAlarms())
            .key("follow", follow())
            .key("asg", AccessSchema.group())
            .key(AutosaveSchema.KEY, AutosaveSchema.fields());
        return RecordFieldSchema.add(PvTypeSchema.keys(keys), PvTypeSchema.rules(true))
            .described("A PV that clients may put. {} for one with defaults only.");
    }

    static Schema output() {
        Mapping keys = description()
            .key("display", Schema.reference(DISPLAY))
            .key("alarms", anyAlarms());
        keys.key("asg", AccessSchema.group());
        return RecordFieldSchema.add(PvTypeSchema.keys(keys), PvTypeSchema.rules(false))
            .described("A PV that a pipeline writes. {} for one with defaults only.");
    }

    private static Schema follow() {
        Schema source = Values.orMacro(Schema.of("type", "string").and("pattern", "^\\s*(?:[pP][vV][aA]|[cC][aA])://\\S+\\s*$"))
            .described("The PV to follow: pva://NAME by pvAccess, ca://NAME by Channel Access.");
        Schema convert = new Mapping()
            .required("from", Values.filledLine().described("The units that the source must have."))
            .required("factor", Values.number().described("y = factor * x + offset; not 0."))
            .key("offset", Values.number().described("In the units of the input.").otherwise(0))
            .schema().described("How values become those of the input, which must have 'units'.");
        Schema section = new Mapping()
            .required("pv", source)
            .key("stale-after", Values.quantity(List.of("us", "ms", "s", "min", "h"))
                .described("Time without an update after which the value is stale, from 10 ms to 24 h. EPICS servers post what"
                    + " changes, so that silence is no fault of a constant; not given, it never is."))
            .key("severity", Values.choice(Arrays.stream(SeverityRule.values()).map(Enum::name).toList())
                .described("What the outputs take over from the alarm of the source, as links between EPICS records do. NMS:"
                    + " nothing; MS: its severity; MSI: only INVALID; MSS: severity, status and message.")
                .otherwise(FollowDefinition.DEFAULT_SEVERITY.name()))
            .key("convert", convert)
            .schema();
        return Schema.of("anyOf", List.of(source, section)).described("A live PV of another IOC that this input follows.");
    }

    private static Schema anyAlarms() {
        return Schema.of("type", "object").described("Limits that raise an alarm, or of an enum the choices that do.");
    }

    private static Mapping description() {
        List<String> forms = Arrays.stream(DisplayForm.values()).map(DisplayForm::choice).toList();
        return new Mapping()
            .key("description", Schema.reference(Values.LINE).described("One line for people (DESC).").otherwise(""))
            .key("units", Schema.reference(Values.LINE).described("Engineering units (EGU).").otherwise(""))
            .key("precision", Values.whole(0, MOST_DIGITS)
                .described("Digits behind the decimal point that a client should show (PREC).").otherwise(DEFAULT_DIGITS))
            .key("form", Values.choice(forms).described("How a client should write the number (display.form).")
                .otherwise(DisplayForm.DEFAULT.choice()));
    }

    static Schema display() {
        return new Mapping()
            .required("low", Values.number().described("Lower end (LOPR)."))
            .required("high", Values.number().described("Upper end (HOPR), above 'low'."))
            .schema().described("The scale of a plot or slider, in the units of the PV.");
    }

    private static Schema limits() {
        return new Mapping()
            .required("low", Values.number().described("Lowest value (DRVL)."))
            .required("high", Values.number().described("Highest value (DRVH), above 'low'."))
            .key("step", Values.numberAbove(0).described("Smallest sensible change, for clients."))
            .schema().described("What may be put, in the units of the PV: a put outside is refused.");
    }

    static Schema alarms() {
        AlarmLimits otherwise = AlarmLimits.NONE;
        Schema severities = new Mapping()
            .key("lolo", severity(otherwise.loloSeverity()))
            .key("low", severity(otherwise.lowSeverity()))
            .key("high", severity(otherwise.highSeverity()))
            .key("hihi", severity(otherwise.hihiSeverity()))
            .notEmpty().described("Severity of each limit (LLSV, LSV, HSV, HHSV).");
        List<Schema> rules = new ArrayList<>();
        List<String> limits = List.of("lolo", "low", "high", "hihi");
        rules.add(Schema.of("anyOf", limits.stream().map(Mapping::has).toList()));
        for (String limit : limits) {
            Schema given = Mapping.has("severities").and("properties", Map.of("severities", Mapping.has(limit)));
            rules.add(Schema.of("if", given).and("then", Mapping.has(limit)));
        }
        return new Mapping()
            .key("lolo", Values.number().described("At or below it: " + otherwise.loloSeverity() + " (LOLO)."))
            .key("low", Values.number().described("At or below it: " + otherwise.lowSeverity() + " (LOW)."))
            .key("high", Values.number().described("At or above it: " + otherwise.highSeverity() + " (HIGH)."))
            .key("hihi", Values.number().described("At or above it: " + otherwise.hihiSeverity() + " (HIHI)."))
            .key("hysteresis", Values.numberFrom(0)
                .described("How far a value must come back before an alarm clears (HYST).").otherwise(0))
            .key("severities", severities)
            .schema().and("allOf", rules)
            .described("Limits that raise an alarm, each optional, in the units of the PV: lolo ≤ low < high ≤ hihi.");
    }

    private static Schema severity(AlarmSeverity otherwise) {
        return severity().otherwise(otherwise.name());
    }

    static Schema severity() {
        return Values.choice(Arrays.stream(AlarmSeverity.values()).map(Enum::name).toList());
    }
}
