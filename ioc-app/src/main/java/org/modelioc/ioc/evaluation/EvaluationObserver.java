package org.modelioc.ioc.evaluation;

import org.modelioc.ioc.latency.EvaluationClock;
import org.modelioc.runtime.store.ModelFiles;

/** Looks on as a pipeline evaluates. */
@FunctionalInterface
public interface EvaluationObserver {

    /** Looks at nothing. */
    EvaluationObserver NONE = (id, stamp, clock, inputs, outputs, failed) -> {
        // nobody looks on
    };

    /**
     * An evaluation is over, its outputs are committed. Called by the owner thread of the pipeline: it must be quick, and
     * neither throw nor keep the arrays.
     *
     * @param id      its number
     * @param stamp   the newest stamp of its inputs, nanoseconds since 1970
     * @param clock   its times; only the time of the request is valid if it failed
     * @param inputs  the numbers of the inputs
     * @param outputs the numbers of the outputs; those of an earlier evaluation, or parts of them, if it failed
     * @param failed  whether it failed
     */
    void evaluated(int id, long stamp, EvaluationClock clock, double[] inputs, double[] outputs, boolean failed);

    /**
     * Another version of the model makes the evaluations from now on. Called between two of them, by another thread: it must be
     * quick, and not throw.
     *
     * @param version what takes over
     */
    default void takenOver(ModelFiles version) {
        // nobody cares
    }
}
