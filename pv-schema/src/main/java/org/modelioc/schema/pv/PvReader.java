package org.modelioc.schema.pv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.link.FollowDefinition;
import org.modelioc.schema.link.FollowReader;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.service.AccessDefinition;
import org.modelioc.schema.service.AccessReader;
import org.modelioc.schema.service.AutosaveReader;
import org.modelioc.schema.type.InitialValue;
import org.modelioc.schema.type.InitialValueReader;
import org.modelioc.schema.type.NumberRange;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.PvTypeReader;
import org.modelioc.schema.type.ValueType;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;

/** Reads the sections {@code inputs} and {@code outputs}. */
public final class PvReader {

    /** Digits behind the point where the file says nothing. */
    static final int DEFAULT_PRECISION = 3;

    /** What becomes of a put outside the limits: a key of the IOC, and of an input. */
    public static final String OUTSIDE_LIMITS = "outside-limits";

    static final String GUIDANCE = "guidance";

    private static final List<String> INPUT_KEYS = List.of("description", "type", "units", "precision", "form", "value",
        "display", "limits", OUTSIDE_LIMITS, "alarms", GUIDANCE, "mdel", "adel", "choices", "image", "columns", "rows",
        FollowReader.KEY, "asg", AutosaveReader.KEY);
    private static final List<String> OUTPUT_KEYS = List.of("description", "type", "units", "precision", "form", "display",
        "alarms", GUIDANCE, "mdel", "adel", "choices", "image", "columns", "rows", "asg", AutosaveReader.KEY);
    private static final Map<String, String> NOT_FOR_OUTPUTS = Map.of(
        FollowReader.KEY, "an output has no 'follow', since its pipeline sets it",
        "value", "an output has no 'value', since its pipeline sets it",
        "limits", "an output has no 'limits', since they bound what may be put and nobody may put to it",
        OUTSIDE_LIMITS, "an output has no '" + OUTSIDE_LIMITS + "', since nobody may put to it");
    private static final List<String> CALCULATED_KEYS = List.of(CalculationReader.EXPRESSION, "description", "type", "units",
        "precision", "form", "display", "alarms", GUIDANCE, "mdel", "adel", "choices", "asg");
    private static final Map<String, String> NOT_FOR_CALCULATED = Map.of(
        "value", "a calculated PV has no 'value', since its 'expression' makes it",
        "limits", "a calculated PV has no 'limits', since they bound what may be put and nobody may put to it");
    private static final List<String> RANGE_KEYS = List.of("low", "high");
    private static final List<String> LIMIT_KEYS = List.of("low", "high", "step");
    private static final List<String> FORMS = Arrays.stream(DisplayForm.values()).map(DisplayForm::choice).toList();
    private static final int MOST_DIGITS = 15;

    private final String prefix;
    private final OutOfLimits outside;
    private final Problems problems;
    private final PvTypeReader types;
    private final InitialValueReader values;
    private final Set<String> doubtful = new HashSet<>();
    private final DeviceTwins inputTwins = new DeviceTwins();
    private final DeviceTwins outputTwins = new DeviceTwins();
    private final SharedParts<Limits> limits;
    private final SharedParts<Range> displays;
    private final SharedParts<AlarmLimits> alarms;

    /** What {@code limits} says: the range, and the smallest step, 0 for none. */
    private record Limits(Range range, double step) {
        private static final Limits NONE = new Limits(Range.NONE, 0);
    }

    /**
     * A reader.
     *
     * @param prefix   the prefix of the IOC
     * @param outside  what becomes of a put outside the limits of an input that says nothing of it
     * @param problems takes what is wrong
     */
    public PvReader(String prefix, OutOfLimits outside, Problems problems) {
        this.prefix = prefix;
        this.outside = outside;
        this.problems = problems;
        this.types = new PvTypeReader(problems);
        this.values = new InitialValueReader(problems);
        this.limits = new SharedParts<>("limits", problems);
        this.displays = new SharedParts<>("display", problems);
        this.alarms = new SharedParts<>("alarms", problems);
    }

    /**
     * PVs whose types could not be read.
     *
     * @return names below the prefix
     */
    public Set<String> doubtful() {
        return doubtful;
    }

    /**
     * Reads the section {@code inputs}.
     *
     * @param entries the PVs, each with its name
     * @return one for each, in the order of the file; one with faults has what could be read of it
     */
    public List<PvDefinition> inputs(List<YamlMapping.Entry> entries) {
        List<PvDefinition> pvs = new ArrayList<>(entries.size());
        for (YamlMapping.Entry entry : entries) {
            pvs.add(read(entry, inputTwins, "input", INPUT_KEYS, Map.of(), this::input));
        }
        return pvs;
    }

    /**
     * Reads the section {@code outputs}.
     *
     * @param entries the PVs, each with its name
     * @return one for each, in the order of the file; one with faults has what could be read of it
     */
    public List<PvDefinition> outputs(List<YamlMapping.Entry> entries) {
        List<PvDefinition> pvs = new ArrayList<>(entries.size());
        for (YamlMapping.Entry entry : entries) {
            pvs.add(read(entry, outputTwins, "output", OUTPUT_KEYS, NOT_FOR_OUTPUTS, this::output));
        }
        return pvs;
    }

    private PvDefinition read(YamlMapping.Entry entry, DeviceTwins twins, String kind, List<String> keys,
            Map<String, String> refused, BiFunction<YamlMapping.Entry, Section, PvDefinition> reader) {
        PvNames.check("PV name", entry.key(), prefix, 0, problems);
        Optional<PvDefinition> twin = twins.of(entry);
        if (twin.isPresent()) {
            return twin.get();
        }
        int faults = problems.count();
        Optional<Section> section = section(entry, kind, keys, refused);
        if (section.isEmpty()) {
            doubtful.add(entry.key().text());
            return unreadable(entry);
        }
        PvDefinition pv = reader.apply(entry, section.get());
        if (problems.count() == faults) {
            twins.keep(entry, pv);
        }
        return pv;
    }

    /** The mapping of a calculated PV, if it is one. */
    Optional<Section> calculated(YamlMapping.Entry entry) {
        PvNames.check("PV name", entry.key(), prefix, 0, problems);
        return section(entry, "calculated PV", CALCULATED_KEYS, NOT_FOR_CALCULATED);
    }

    /**
     * Reads all of a calculated PV but its expression.
     *
     * @param natural its type if the file gives none
     */
    PvDefinition calculated(YamlMapping.Entry entry, Section section, PvType natural) {
        return (section.has("type") ? type(entry, section) : Optional.of(natural)).map(type -> definition(entry, section, type,
            InitialValue.NONE, Limits.NONE, Optional.empty(), SavedFields.NONE)).orElseGet(() -> unreadable(entry));
    }

    private Optional<Section> section(YamlMapping.Entry entry, String kind, List<String> keys, Map<String, String> refused) {
        if (entry.value().isNull()) {
            problems.add(entry.key().at(), what(kind, entry) + " has no definition; write {} for one with defaults only");
            return Optional.empty();
        }
        YamlNode body = RecordFields.replace(entry.value(), keys, problems);
        return Section.of(body, entry.key().at(), () -> what(kind, entry), keys, refused, problems);
    }

    private static String what(String kind, YamlMapping.Entry entry) {
        return kind + " " + Words.quote(entry.key().text());
    }

    private PvDefinition input(YamlMapping.Entry entry, Section section) {
        Optional<PvType> type = type(entry, section);
        if (type.isEmpty()) {
            return unreadable(entry);
        }
        ValueType value = numbers(type.get());
        Limits bounds = section.has("limits") ? limits.of(section, value, () -> limits(section, value)) : Limits.NONE;
        InitialValue initial = values.read(section, type.get());
        for (double number : initial.numbers()) {
            if (!bounds.range.contains(number)) {
                reportOutside(section, bounds.range, number);
                break;
            }
        }
        Optional<FollowDefinition> follow = FollowReader.read(section, type.get(), problems);
        return definition(entry, section, type.get(), initial, bounds, follow,
            SavedFieldsReader.ofInput(section, type.get(), problems));
    }

    private Limits limits(Section pv, ValueType type) {
        return pv.section("limits", LIMIT_KEYS).map(given -> {
            Range range = range(given, type);
            return new Limits(range, step(given, range, type));
        }).orElse(Limits.NONE);
    }

    private void reportOutside(Section section, Range range, double number) {
        String between = Words.number(range.low()) + " to " + Words.number(range.high());
        if (!section.has("value")) {
            problems.add(section.at(), "without a 'value' the PV begins with 0, which is outside its limits from " + between
                + "; give a 'value'");
        } else if (!problems.isAt(section.at("value"))) {
            problems.add(section.at("value"), "'value' must be inside the limits from " + between + ", not "
                + Words.number(number));
        }
    }

    private PvDefinition output(YamlMapping.Entry entry, Section section) {
        return type(entry, section).map(type -> definition(entry, section, type, InitialValue.NONE, Limits.NONE,
                Optional.empty(), SavedFieldsReader.ofOutput(section, type, problems)))
            .orElseGet(() -> unreadable(entry));
    }

    private Optional<PvType> type(YamlMapping.Entry entry, Section section) {
        Optional<PvType> type = types.read(section, entry.key());
        if (type.isEmpty()) {
            doubtful.add(entry.key().text());
        }
        return type;
    }

    /** The type of the numbers that limits and alarms are compared with. */
    private static ValueType numbers(PvType type) {
        return switch (type) {
            case PvType.Scalar scalar -> scalar.value();
            case PvType.Array array -> array.value();
            default -> ValueType.DOUBLE;
        };
    }

    private PvDefinition definition(YamlMapping.Entry entry, Section section, PvType type, InitialValue value,
            Limits bounds, Optional<FollowDefinition> follow, SavedFields saved) {
        Range display = !section.has("display") ? Range.NONE : displays.of(section, ValueType.DOUBLE, () ->
            section.section("display", RANGE_KEYS).map(given -> range(given, ValueType.DOUBLE)).orElse(Range.NONE));
        DisplayForm form = section.choice("form", FORMS).map(choice -> DisplayForm.values()[FORMS.indexOf(choice)])
            .orElse(DisplayForm.DEFAULT);
        ValueType numbers = numbers(type);
        int precision = numbers == ValueType.DOUBLE || numbers == ValueType.FLOAT ? DEFAULT_PRECISION : 0;
        boolean choices = type instanceof PvType.Enumeration;
        return new PvDefinition(entry.key().text(), SourcePosition.of(entry.key().at()), type,
            section.line("description").orElse(""), section.line("units").orElse(""),
            section.whole("precision", 0, MOST_DIGITS).map(Long::intValue).orElse(precision), form,
            value, display, bounds.range, bounds.step, choices || !section.has("alarms") ? AlarmLimits.NONE
                : alarms.of(section, numbers, () -> AlarmReader.read(section, numbers, problems)),
            type instanceof PvType.Enumeration(List<String> words) ? AlarmReader.readChoices(section, words, problems)
                : List.of(), follow, AccessReader.group(section, problems),
            saved, deadbands(section, type), outside(section).orElse(outside), section.line(GUIDANCE).orElse(""));
    }

    private Deadbands deadbands(Section section, PvType type) {
        if (!section.has("mdel") && !section.has("adel")) {
            return Deadbands.NONE;
        }
        for (String key : List.of("mdel", "adel")) {
            if (section.has(key) && !(type instanceof PvType.Scalar(ValueType value) && value.numeric()
                && value != ValueType.BOOLEAN)) {
                problems.add(section.keyAt(key), "'" + key + "' is for single numbers, and the type is " + type.yaml());
            }
        }
        return new Deadbands(section.number("mdel").orElse(Deadbands.NONE.monitor()),
            section.number("adel").orElse(Deadbands.NONE.archive()));
    }

    /** What becomes of a put outside the limits, if a PV or the IOC says so. */
    public static Optional<OutOfLimits> outside(Section section) {
        return section.choice(OUTSIDE_LIMITS, OutOfLimits.choices()).map(choice ->
            OutOfLimits.values()[OutOfLimits.choices().indexOf(choice)]);
    }

    /** Stands for a PV with faults, so that its name is known to those that refer to it. */
    private static PvDefinition unreadable(YamlMapping.Entry entry) {
        return new PvDefinition(entry.key().text(), SourcePosition.of(entry.key().at()), PvType.DOUBLE, "", "", 0,
            DisplayForm.DEFAULT, InitialValue.NONE, Range.NONE, Range.NONE, 0, AlarmLimits.NONE, List.of(), Optional.empty(),
            AccessDefinition.DEFAULT_GROUP,
            SavedFields.NONE, Deadbands.NONE, OutOfLimits.DEFAULT, "");
    }

    private Range range(Section section, ValueType type) {
        section.require("low", "high");
        OptionalDouble low = section.number("low");
        OptionalDouble high = section.number("high");
        if (low.isEmpty() || high.isEmpty()) {
            return Range.NONE;
        }
        NumberRange.check(section, "low", type, low.getAsDouble(), problems);
        NumberRange.check(section, "high", type, high.getAsDouble(), problems);
        if (high.getAsDouble() <= low.getAsDouble()) {
            problems.add(section.at("high"), "'high' must be above 'low', which is " + Words.number(low.getAsDouble()) + ", not "
                + Words.number(high.getAsDouble()));
            return Range.NONE;
        }
        return new Range(low.getAsDouble(), high.getAsDouble());
    }

    private double step(Section section, Range range, ValueType type) {
        OptionalDouble step = section.number("step");
        if (step.isPresent() && type.integer() && step.getAsDouble() != Math.rint(step.getAsDouble())) {
            problems.add(section.at("step"), "'step' must be a whole number, since the type is " + type.yaml() + ", not "
                + Words.number(step.getAsDouble()));
        } else if (step.isPresent() && !(step.getAsDouble() > 0)) {
            problems.add(section.at("step"), "'step' must be above 0, not " + Words.number(step.getAsDouble()));
        } else if (step.isPresent() && range.declared() && step.getAsDouble() > range.high() - range.low()) {
            problems.add(section.at("step"), "'step' must be at most the " + Words.number(range.high() - range.low())
                + " between the limits, not " + Words.number(step.getAsDouble()));
        }
        return step.orElse(0);
    }
}
