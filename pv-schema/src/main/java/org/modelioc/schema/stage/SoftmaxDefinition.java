package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code softmax}: y = exp(x) / Σ exp(x) along an axis. A NaN or +∞ makes its whole sum NaN.
 *
 * @param target what it works on
 * @param axis   0 is the batch, −1 the last
 */
public record SoftmaxDefinition(StageTarget target, int axis) implements StageDefinition {

    static final List<String> KEYS = List.of("axis");

    static Optional<SoftmaxDefinition> read(StageSection section) {
        return Optional.of(new SoftmaxDefinition(section.wholeTensor().target(), section.axis()));
    }
}
