package org.modelioc.schema.evaluation;

import java.time.Duration;
import org.modelioc.schema.yaml.Mark;

/** What asks for an evaluation. A put to {@code EVAL:PROC} always does. */
public sealed interface TriggerDefinition {

    /** Any change of an input. */
    record OnChange() implements TriggerDefinition {
    }

    /** All followed inputs have changed since the last evaluation; all inputs, if none follows. */
    record AllFresh() implements TriggerDefinition {
    }

    /** Nothing but {@code EVAL:PROC}. */
    record Manual() implements TriggerDefinition {
    }

    /**
     * Time, whether anything changed or not.
     *
     * @param period from one evaluation to the next
     */
    record Period(Duration period) implements TriggerDefinition {
    }

    /**
     * A change of one PV, which need not be an input of the pipeline.
     *
     * @param at where the file names it
     * @param pv its name below the prefix: any input or output of the file
     */
    record ByPv(Mark at, String pv) implements TriggerDefinition {
    }
}
