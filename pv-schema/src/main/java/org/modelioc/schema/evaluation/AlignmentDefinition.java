package org.modelioc.schema.evaluation;

import java.time.Duration;

/** Which updates of the followed inputs belong together. */
public sealed interface AlignmentDefinition {

    /** Those with the same {@code timeStamp.userTag}. */
    record ByPulseId() implements AlignmentDefinition {
    }

    /**
     * Those whose time stamps lie close together.
     *
     * @param tolerance the greatest distance of any two
     */
    record ByTime(Duration tolerance) implements AlignmentDefinition {
    }
}
