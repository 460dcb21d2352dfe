package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;

/**
 * {@code one-hot}: each class index becomes a new last axis with 1 at that index and 0 elsewhere. What is no index becomes NaN
 * all along.
 *
 * @param target  what it works on
 * @param classes length of the new axis, at least 2
 */
public record OneHotDefinition(StageTarget target, int classes) implements StageDefinition {

    static final List<String> KEYS = List.of("classes");

    private static final int MOST_CLASSES = 1_000_000;

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<OneHotDefinition> read(StageSection section) {
        section.wholeTensor().require("classes");
        return Optional.of(new OneHotDefinition(section.target(), section.whole("classes", 2, MOST_CLASSES, 2)));
    }
}
