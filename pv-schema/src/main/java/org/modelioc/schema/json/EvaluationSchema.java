package org.modelioc.schema.json;

import java.util.List;
import org.modelioc.schema.evaluation.EvaluationDefinition;
import org.modelioc.schema.evaluation.EvaluationMode;
import org.modelioc.schema.evaluation.EvaluationReader;
import org.modelioc.schema.evaluation.WhatIfDefinition;

/** The schema of the keys of a pipeline that say when it is evaluated. */
final class EvaluationSchema {

    private EvaluationSchema() {
    }

    /** Adds the keys to those of a pipeline. */
    static Mapping addTo(Mapping pipeline) {
        return pipeline
            .key("trigger", trigger())
            .key("deadline", Values.quantity(ConfigurationSchema.TIMES).described("How long after the request the outputs must"
                + " be there, from 1 ms to 24 h; later they are INVALID. No limit if not given."))
            .key("mode", Values.choice(EvaluationMode.choices()).otherwise(EvaluationDefinition.DEFAULT.mode().choice())
                .described("The mode at start. LIVE: followed inputs follow; WHAT-IF: all inputs are the operator's; HOLD: the"
                    + " outputs stay; OFF: there are none. Operators change it by the PV EVAL:MODE."))
            .key("align", align())
            .key("training-range", Values.choice(EvaluationReader.SEVERITIES)
                .otherwise(EvaluationDefinition.DEFAULT.trainingRange().name())
                .described("How bad the outputs are while a number that goes into the model is outside the range of the training"
                    + " data, as the model's card has it. NO_ALARM: not looked at."))
            .key("what-if", new Mapping()
                .key("largest-batch", Values.whole(1, WhatIfDefinition.MOST_ROWS)
                    .otherwise(WhatIfDefinition.DEFAULT.largestBatch())
                    .described("Rows in a run of the model at most: the live evaluation waits for one such run at most."))
                .key("queue", Values.whole(1, WhatIfDefinition.LONGEST_QUEUE).otherwise(WhatIfDefinition.DEFAULT.queue())
                    .described("Rows that may wait at most; requests beyond are refused."))
                .key("threads", Values.whole(1, WhatIfDefinition.MOST_THREADS)
                    .described("Batches that may run at once, each on a processor. As many as there are processors if not given;"
                        + " one where the model runs on a device."))
                .notEmpty().described("How the RPC of the PV EVAL answers what would come out of other inputs."))
            .key("autosave", Values.truth().otherwise(false).described("Whether the mode that operators choose is saved and"
                + " restored at start, instead of 'mode'."));
    }

    private static Schema trigger() {
        Schema period = new Mapping().required("period", Values.quantity(ConfigurationSchema.TIMES)
            .described("From one evaluation to the next, from 1 ms to 24 h.")).schema();
        Schema pv = new Mapping().required("pv", Values.reference()
            .described("An input or output of this file; its change asks for an evaluation.")).schema();
        return Schema.of("anyOf", List.of(Values.choice(EvaluationReader.TRIGGERS), period, pv))
            .otherwise(EvaluationReader.TRIGGERS.getFirst())
            .described("What asks for an evaluation. on-change: any input; all-fresh: all followed inputs have changed since the"
                + " last one; manual: only a put to EVAL:PROC, which always does; or a period; or one PV.");
    }

    private static Schema align() {
        Schema within = new Mapping().required("within", Values.quantity(ConfigurationSchema.TIMES)
            .described("The greatest distance of any two time stamps, from 1 us to 24 h.")).schema();
        return Schema.of("anyOf", List.of(Values.choice(List.of(EvaluationReader.PULSE_ID)), within))
            .described("Which updates of the followed inputs belong together: those with the same timeStamp.userTag (pulse-id),"
                + " or with time stamps that lie close. If not given, each update counts by itself.");
    }
}
