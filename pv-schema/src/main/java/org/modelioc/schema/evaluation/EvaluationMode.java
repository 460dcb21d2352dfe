package org.modelioc.schema.evaluation;

import java.util.Arrays;
import java.util.List;

/** From which values a pipeline is evaluated, if at all. The order is that of the choices of the PV {@code EVAL:MODE}. */
public enum EvaluationMode {
    /** Followed inputs follow; the others are as they were put. */
    LIVE("LIVE"),
    /** All inputs are the operator's, beginning with what they were when the mode was entered. */
    WHAT_IF("WHAT-IF"),
    /** The outputs stay what they were. */
    HOLD("HOLD"),
    /** There are no outputs. */
    OFF("OFF");

    private final String choice;

    EvaluationMode(String choice) {
        this.choice = choice;
    }

    /**
     * The word that operators see, and the YAML has.
     *
     * @return for example {@code "WHAT-IF"}
     */
    public String choice() {
        return choice;
    }

    /**
     * The words of all modes.
     *
     * @return in their order
     */
    public static List<String> choices() {
        return Arrays.stream(values()).map(EvaluationMode::choice).toList();
    }
}
