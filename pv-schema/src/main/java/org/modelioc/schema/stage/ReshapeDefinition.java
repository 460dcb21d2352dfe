package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code reshape} and {@code flatten}: the same numbers in the same order, by other axes.
 *
 * @param target what it works on
 * @param sizes  the new sizes behind the batch, slowest first; empty for one axis with all numbers
 */
public record ReshapeDefinition(StageTarget target, List<Integer> sizes) implements StageDefinition {

    static final List<String> KEYS = List.of("sizes");
    static final List<String> FLATTEN_KEYS = List.of();

    private static final int MOST = 1 << 27;

    /** Keeps an unmodifiable copy. */
    public ReshapeDefinition {
        sizes = List.copyOf(sizes);
    }

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<ReshapeDefinition> read(StageSection section) {
        return section.wholeTensor().require("sizes").wholes("sizes", 1, MOST)
            .map(sizes -> new ReshapeDefinition(section.target(), sizes));
    }

    static Optional<ReshapeDefinition> readFlatten(StageSection section) {
        return Optional.of(new ReshapeDefinition(section.wholeTensor().target(), List.of()));
    }
}
