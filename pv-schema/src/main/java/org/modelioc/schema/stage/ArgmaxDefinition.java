package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code argmax}: the index of the largest along an axis, which it removes; of equals the first. NaN where one is NaN.
 *
 * @param target what it works on
 * @param axis   0 is the batch, −1 the last
 */
public record ArgmaxDefinition(StageTarget target, int axis) implements StageDefinition {

    static final List<String> KEYS = List.of("axis");

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<ArgmaxDefinition> read(StageSection section) {
        return Optional.of(new ArgmaxDefinition(section.wholeTensor().target(), section.axis()));
    }
}
