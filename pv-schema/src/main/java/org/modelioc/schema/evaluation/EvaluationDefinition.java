package org.modelioc.schema.evaluation;

import java.time.Duration;
import java.util.Optional;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * When a pipeline is evaluated and from which values.
 *
 * @param trigger   what asks for an evaluation
 * @param deadline  how long after the request the outputs must be there, or they are INVALID; empty for no limit
 * @param mode      the mode at start
 * @param alignment which updates of followed inputs belong together; empty if each counts by itself
 * @param trainingRange how bad the outputs are when an input is outside the range of the model's training data
 * @param saved     whether autosave keeps the mode that operators chose
 * @param whatIf    how questions about other inputs are answered
 */
public record EvaluationDefinition(TriggerDefinition trigger, Optional<Duration> deadline, EvaluationMode mode,
        Optional<AlignmentDefinition> alignment, AlarmSeverity trainingRange, boolean saved, WhatIfDefinition whatIf) {

    /** What holds if the file says nothing: live, on change. */
    public static final EvaluationDefinition DEFAULT = new EvaluationDefinition(
        new TriggerDefinition.OnChange(), Optional.empty(), EvaluationMode.LIVE, Optional.empty(),
        AlarmSeverity.MINOR, false, WhatIfDefinition.DEFAULT);
}
