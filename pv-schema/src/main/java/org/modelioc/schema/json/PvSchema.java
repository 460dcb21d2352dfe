package org.modelioc.schema.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.Deadbands;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.OutOfLimits;

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
            .key("outside-limits", outsideLimits().described("What becomes of a put outside the limits: it is refused, or the"
                + " nearest limit is set. If not given, as 'ioc' says."))
            .key("alarms", anyAlarms())
            .key("mdel", mdel())
            .key("adel", adel())
            .key(FollowSchema.FOLLOW, Schema.reference(FollowSchema.FOLLOW))
            .key("asg", AccessSchema.group())
            .key(AutosaveSchema.KEY, AutosaveSchema.fields());
        List<Schema> rules = new ArrayList<>(PvTypeSchema.rules(true));
        rules.add(FollowSchema.rule());
        return RecordFieldSchema.add(PvTypeSchema.keys(keys), rules)
            .described("A PV that clients may put, or that follows a PV of another IOC. {} for one with defaults only.");
    }

    static Schema output() {
        Mapping keys = description()
            .key("display", Schema.reference(DISPLAY))
            .key("alarms", anyAlarms())
            .key("mdel", mdel())
            .key("adel", adel())
            .key("asg", AccessSchema.group())
            .key(AutosaveSchema.KEY, AutosaveSchema.outputFields());
        return RecordFieldSchema.add(PvTypeSchema.keys(keys), PvTypeSchema.rules(false))
            .described("A PV that a pipeline writes. {} for one with defaults only.");
    }

    static Schema calculated() {
        Mapping keys = description()
            .required("expression", Values.filledLine().described("What it is, in the language of EPICS' CALC, over inputs and"
                + " outputs by their names below the prefix."))
            .key("type", Schema.of("type", "string").described("A number, an array of the expression's length, or enum; what the"
                + " expression gives if not given."))
            .key("choices", Values.list(Schema.reference(Values.LINE)).described("The words of an enum, in order."))
            .key("display", Schema.reference(DISPLAY))
            .key("alarms", anyAlarms())
            .key("mdel", mdel())
            .key("adel", adel())
            .key("asg", AccessSchema.group());
        return RecordFieldSchema.add(keys, List.of()).described("A PV that an expression makes of others.");
    }

    /** The choices of {@code outside-limits}. */
    static Schema outsideLimits() {
        return Values.choice(OutOfLimits.choices());
    }

    private static Schema mdel() {
        return Values.number().otherwise(Deadbands.NONE.monitor()).described("How far the number must move before clients are"
            + " told, in the units of the PV (MDEL): 0 tells every change, less than 0 every update. Alarms are told at once.");
    }

    private static Schema adel() {
        return Values.number().otherwise(Deadbands.NONE.archive()).described("The same for clients that ask as archivers do,"
            + " with record[DBE=ARCHIVE] (ADEL).");
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
                .otherwise(DisplayForm.DEFAULT.choice()))
            .key("guidance", Schema.reference(Values.LINE).otherwise("")
                .described("What an operator should do when the PV raises an alarm; it stands in the alarm tree of Phoebus."));
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
            .schema().described("What may be put, in the units of the PV: a put outside is refused, unless"
                + " 'outside-limits' says otherwise.");
    }

    static Schema alarms() {
        AlarmLimits otherwise = AlarmLimits.NONE;
        Schema severities = new Mapping()
            .key("lolo", severity(otherwise.loloSeverity()))
            .key("low", severity(otherwise.lowSeverity()))
            .key("high", severity(otherwise.highSeverity()))
            .key("hihi", severity(otherwise.hihiSeverity()))
            .notEmpty().described("Severity of each limit (LLSV, LSV, HSV, HHSV).");
        Schema line = Schema.reference(Values.LINE);
        Schema messages = new Mapping().key("lolo", line).key("low", line).key("high", line).key("hihi", line)
            .notEmpty().described("What alarm.message says of each limit, behind its name.");
        List<Schema> rules = new ArrayList<>();
        List<String> limits = List.of("lolo", "low", "high", "hihi");
        rules.add(Schema.of("anyOf", limits.stream().map(Mapping::has).toList()));
        for (String limit : limits) {
            for (String section : List.of("severities", "messages")) {
                Schema given = Mapping.has(section).and("properties", Map.of(section, Mapping.has(limit)));
                rules.add(Schema.of("if", given).and("then", Mapping.has(limit)));
            }
        }
        return new Mapping()
            .key("lolo", Values.number().described("At or below it: " + otherwise.loloSeverity() + " (LOLO)."))
            .key("low", Values.number().described("At or below it: " + otherwise.lowSeverity() + " (LOW)."))
            .key("high", Values.number().described("At or above it: " + otherwise.highSeverity() + " (HIGH)."))
            .key("hihi", Values.number().described("At or above it: " + otherwise.hihiSeverity() + " (HIHI)."))
            .key("hysteresis", Values.numberFrom(0)
                .described("How far a value must come back before an alarm clears (HYST).").otherwise(0))
            .key("severities", severities)
            .key("messages", messages)
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
