package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;

/** One step after the model: from its output tensors into the values of output PVs, or in place on either. Allocates nothing. */
interface AfterStage {

    /**
     * Does the step.
     *
     * @param values the values of the output PVs, one PV behind the other, complete after the last stage
     * @throws InferenceException if a result cannot be given as a value; the message names its PV
     */
    void apply(double[] values) throws InferenceException;

    /** Goes on where the same step of another pipeline ends. */
    default void takeOver(AfterStage predecessor) {
    }

    /** Forgets all evaluations so far, if it remembers any. */
    default void reset() {
    }

    /** Frees what it holds, if it holds any; not the tensors. */
    default void close() {
    }
}
