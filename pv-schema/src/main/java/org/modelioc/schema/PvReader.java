package org.modelioc.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;

/** Reads the sections {@code inputs} and {@code outputs}. */
final class PvReader {

    /** Digits behind the point where the file says nothing. */
    static final int DEFAULT_PRECISION = 3;

    private static final List<String> INPUT_KEYS =
        List.of("description", "units", "precision", "form", "value", "display", "limits", "alarms");
    private static final List<String> OUTPUT_KEYS = List.of("description", "units", "precision", "form", "display", "alarms");
    private static final Map<String, String> NOT_FOR_OUTPUTS = Map.of(
        "value", "an output has no 'value', since its pipeline sets it",
        "limits", "an output has no 'limits', since they bound what may be put and nobody may put to it");
    private static final List<String> FORMS = Arrays.stream(DisplayForm.values()).map(DisplayForm::choice).toList();
    private static final int MOST_DIGITS = 15;

    private final String prefix;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param prefix   the prefix of the IOC
     * @param problems takes what is wrong
     */
    PvReader(String prefix, Problems problems) {
        this.prefix = prefix;
        this.problems = problems;
    }

    List<PvDefinition> inputs(List<YamlMapping.Entry> entries) {
        List<PvDefinition> pvs = new ArrayList<>(entries.size());
        for (YamlMapping.Entry entry : entries) {
            section(entry, "input", INPUT_KEYS, Map.of()).ifPresentOrElse(
                section -> pvs.add(input(entry, section)), () -> pvs.add(unreadable(entry)));
        }
        return pvs;
    }

    List<PvDefinition> outputs(List<YamlMapping.Entry> entries) {
        List<PvDefinition> pvs = new ArrayList<>(entries.size());
        for (YamlMapping.Entry entry : entries) {
            section(entry, "output", OUTPUT_KEYS, NOT_FOR_OUTPUTS).ifPresentOrElse(
                section -> pvs.add(definition(entry, section, InitialValue.NONE, Range.NONE, 0)),
                () -> pvs.add(unreadable(entry)));
        }
        return pvs;
    }

    private Optional<Section> section(YamlMapping.Entry entry, String kind, List<String> keys, Map<String, String> refused) {
        PvNames.check("PV name", entry.key(), prefix, 0, problems);
        String what = kind + " " + Words.quote(entry.key().text());
        if (entry.value().isNull()) {
            problems.add(entry.key().at(), what + " has no definition; write {} for one with defaults only");
            return Optional.empty();
        }
        YamlNode body = RecordFields.replace(entry.value(), keys, problems);
        return Section.of(body, entry.key().at(), what, keys, refused, problems);
    }

    private PvDefinition input(YamlMapping.Entry entry, Section section) {
        Optional<Section> limits = section.section("limits", List.of("low", "high", "step"));
        Range range = limits.map(this::range).orElse(Range.NONE);
        OptionalDouble value = section.number("value");
        if (!section.has("value") && !range.contains(0)) {
            problems.add(section.at(), "without a 'value' the PV begins with 0, which is outside its limits from "
                + Words.number(range.low()) + " to " + Words.number(range.high()) + "; give a 'value'");
        } else if (value.isPresent() && !range.contains(value.getAsDouble())) {
            problems.add(section.at("value"), "'value' must be inside the limits from " + Words.number(range.low()) + " to "
                + Words.number(range.high()) + ", not " + Words.number(value.getAsDouble()));
        }
        double step = limits.map(given -> step(given, range)).orElse(0.0);
        return definition(entry, section, InitialValue.of(value.orElse(0)), range, step);
    }

    private PvDefinition definition(YamlMapping.Entry entry, Section section, InitialValue value, Range limits,
            double step) {
        Range display = section.section("display", List.of("low", "high")).map(this::range).orElse(Range.NONE);
        DisplayForm form = section.choice("form", FORMS).map(choice -> DisplayForm.values()[FORMS.indexOf(choice)])
            .orElse(DisplayForm.DEFAULT);
        return new PvDefinition(entry.key().text(), SourcePosition.of(entry.key().at()), PvType.DOUBLE,
            section.line("description").orElse(""), section.line("units").orElse(""),
            section.whole("precision", 0, MOST_DIGITS).map(Long::intValue).orElse(DEFAULT_PRECISION), form,
            value, display, limits, step, AlarmReader.read(section, problems));
    }

    /** Stands for a PV with faults, so that its name is known to those that refer to it. */
    private static PvDefinition unreadable(YamlMapping.Entry entry) {
        return new PvDefinition(entry.key().text(), SourcePosition.of(entry.key().at()), PvType.DOUBLE, "", "", 0,
            DisplayForm.DEFAULT, InitialValue.NONE, Range.NONE, Range.NONE, 0, AlarmLimits.NONE);
    }

    private Range range(Section section) {
        section.require("low", "high");
        OptionalDouble low = section.number("low");
        OptionalDouble high = section.number("high");
        if (low.isEmpty() || high.isEmpty()) {
            return Range.NONE;
        }
        if (high.getAsDouble() <= low.getAsDouble()) {
            problems.add(section.at("high"), "'high' must be above 'low', which is " + Words.number(low.getAsDouble()) + ", not "
                + Words.number(high.getAsDouble()));
            return Range.NONE;
        }
        return new Range(low.getAsDouble(), high.getAsDouble());
    }

    private double step(Section section, Range range) {
        OptionalDouble step = section.number("step");
        if (step.isPresent() && !(step.getAsDouble() > 0)) {
            problems.add(section.at("step"), "'step' must be above 0, not " + Words.number(step.getAsDouble()));
        } else if (step.isPresent() && range.declared() && step.getAsDouble() > range.high() - range.low()) {
            problems.add(section.at("step"), "'step' must be at most the " + Words.number(range.high() - range.low())
                + " between the limits, not " + Words.number(step.getAsDouble()));
        }
        return step.orElse(0);
    }
}
