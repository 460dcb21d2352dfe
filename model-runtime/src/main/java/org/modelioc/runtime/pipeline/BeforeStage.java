package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;

/** One step before the model: from the snapshot into the model's input tensors, or in place on those. Allocates nothing. */
interface BeforeStage {

    /**
     * Does the step.
     *
     * @param snapshot the inputs of this evaluation, not to be changed
     * @throws InferenceException if a value cannot go into the model; the message names its PV
     */
    void apply(Snapshot snapshot) throws InferenceException;

    /** Goes on where the same step of another pipeline ends. */
    default void takeOver(BeforeStage predecessor) {
    }

    /** The ranges that its numbers are judged by; null if it is not known what was trained. */
    default TrainingRange range() {
        return null;
    }

    /** Forgets all evaluations so far, if it remembers any. */
    default void reset() {
    }

    /** Frees what it holds, if it holds any; not the tensors. */
    default void close() {
    }
}
