package org.modelioc.schema.evaluation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads the keys of a pipeline that say when it is evaluated. */
public final class EvaluationReader {

    /** Whether the mode is saved. */
    private static final String AUTOSAVE = "autosave";

    /** The keys. */
    public static final List<String> KEYS =
        List.of("trigger", "deadline", "mode", "align", "training-range", AUTOSAVE, "what-if");
    /** The shortest period and deadline: what a timer of the operating system can keep. */
    public static final Duration SHORTEST = Duration.ofMillis(1);
    /** The longest period, deadline and tolerance. */
    public static final Duration LONGEST = Duration.ofHours(24);
    /** The finest tolerance: time stamps of the field are hardly better. */
    public static final Duration FINEST = Duration.ofNanos(1_000);
    /** The words that stand for a trigger without parameters. */
    public static final List<String> TRIGGERS = List.of("on-change", "all-fresh", "manual");
    /** The word for alignment by user tag. */
    public static final String PULSE_ID = "pulse-id";

    /** The words for how bad it is to be outside the range of the training data. */
    public static final List<String> SEVERITIES = Arrays.stream(AlarmSeverity.values()).map(Enum::name).toList();

    private static final String ALIGN_FORMS = "pulse-id, or {within: 5 ms}";

    private final Section pipeline;
    private final Problems problems;

    private EvaluationReader(Section pipeline, Problems problems) {
        this.pipeline = pipeline;
        this.problems = problems;
    }

    /**
     * Reads them.
     *
     * @param pipeline the mapping of the pipeline, which allows {@link #KEYS}
     * @param problems takes what is wrong
     * @return what they say; the defaults where they say nothing or have faults
     */
    public static EvaluationDefinition read(Section pipeline, Problems problems) {
        return new EvaluationReader(pipeline, problems).read();
    }

    private EvaluationDefinition read() {
        EvaluationDefinition otherwise = EvaluationDefinition.DEFAULT;
        EvaluationMode mode = pipeline.choice("mode", EvaluationMode.choices())
            .map(choice -> EvaluationMode.values()[EvaluationMode.choices().indexOf(choice)]).orElse(otherwise.mode());
        return new EvaluationDefinition(trigger().orElse(otherwise.trigger()),
            pipeline.duration("deadline", SHORTEST, LONGEST), mode, alignment(),
            pipeline.choice("training-range", SEVERITIES).map(AlarmSeverity::valueOf).orElse(otherwise.trainingRange()),
            pipeline.truth(AUTOSAVE).orElse(otherwise.saved()), whatIf().orElse(otherwise.whatIf()));
    }

    private Optional<WhatIfDefinition> whatIf() {
        return pipeline.section("what-if", List.of("largest-batch", "queue", "threads")).map(section -> new WhatIfDefinition(
            section.whole("largest-batch", 1, WhatIfDefinition.MOST_ROWS).map(Long::intValue)
                .orElse(WhatIfDefinition.DEFAULT.largestBatch()),
            section.whole("queue", 1, WhatIfDefinition.LONGEST_QUEUE).map(Long::intValue)
                .orElse(WhatIfDefinition.DEFAULT.queue()),
            section.whole("threads", 1, WhatIfDefinition.MOST_THREADS).map(threads -> OptionalInt.of(threads.intValue()))
                .orElse(WhatIfDefinition.DEFAULT.threads())));
    }

    private Optional<TriggerDefinition> trigger() {
        Optional<YamlNode> node = pipeline.node("trigger");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlMapping) {
            return pipeline.section("trigger", List.of("period", "pv")).flatMap(this::trigger);
        }
        if (node.get() instanceof YamlScalar scalar && !scalar.isNull()) {
            return word(scalar);
        }
        problems.add(node.get().at(), "'trigger' must be " + triggerForms() + ", not " + node.get().describe());
        return Optional.empty();
    }

    private Optional<TriggerDefinition> word(YamlScalar scalar) {
        if (!scalar.resolved()) {
            return Optional.empty();
        }
        return switch (scalar.text()) {
            case "on-change" -> Optional.of(new TriggerDefinition.OnChange());
            case "all-fresh" -> Optional.of(new TriggerDefinition.AllFresh());
            case "manual" -> Optional.of(new TriggerDefinition.Manual());
            default -> {
                problems.add(scalar.at(), "'trigger' must be " + triggerForms() + ", not " + Words.quote(scalar.text())
                    + Suggestions.didYouMean(scalar.text(), TRIGGERS));
                yield Optional.empty();
            }
        };
    }

    private static String triggerForms() {
        return String.join(", ", TRIGGERS) + ", {period: 0.1 s} or {pv: NAME}";
    }

    private Optional<TriggerDefinition> trigger(Section section) {
        if (section.has("period") == section.has("pv")) {
            problems.add(section.at(), "'trigger' takes either 'period' or 'pv'");
            return Optional.empty();
        }
        if (section.has("period")) {
            return section.duration("period", SHORTEST, LONGEST).map(TriggerDefinition.Period::new);
        }
        return section.scalar("pv").filter(YamlScalar::resolved)
            .map(pv -> new TriggerDefinition.ByPv(pv.at(), pv.text()));
    }

    private Optional<AlignmentDefinition> alignment() {
        Optional<YamlNode> node = pipeline.node("align");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlMapping) {
            Optional<Section> section = pipeline.section("align", List.of("within"));
            section.ifPresent(within -> within.require("within"));
            return section.flatMap(within -> within.duration("within", FINEST, LONGEST))
                .map(AlignmentDefinition.ByTime::new);
        }
        if (node.get() instanceof YamlScalar scalar && (scalar.text().equals(PULSE_ID) || !scalar.resolved())) {
            return Optional.of(new AlignmentDefinition.ByPulseId());
        }
        problems.add(node.get().at(), "'align' must be " + ALIGN_FORMS + ", not "
            + (node.get() instanceof YamlScalar scalar && !scalar.isNull() ? Words.quote(scalar.text()) : node.get().describe()));
        return Optional.empty();
    }
}
