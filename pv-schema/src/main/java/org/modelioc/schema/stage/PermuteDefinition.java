package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * {@code permute}: the axes in another order, such as channels before rows and columns.
 *
 * @param target what it works on
 * @param axes   which axis of the array comes at each place: 0, the batch, first, and each other once
 */
public record PermuteDefinition(StageTarget target, List<Integer> axes) implements StageDefinition {

    static final List<String> KEYS = List.of("axes");

    private static final int MOST_AXES = 16;

    /** Keeps an unmodifiable copy. */
    public PermuteDefinition {
        axes = List.copyOf(axes);
    }

    @Override
    public boolean reshapes() {
        return true;
    }

    static Optional<PermuteDefinition> read(StageSection section) {
        Optional<List<Integer>> axes = section.wholeTensor().require("axes").wholes("axes", 0, MOST_AXES - 1);
        if (axes.isEmpty()) {
            return Optional.empty();
        }
        int count = axes.get().size();
        TreeSet<Integer> different = new TreeSet<>(axes.get());
        if (axes.get().getFirst() != 0) {
            section.problem("axes", "'axes' must begin with 0, which is the batch and stays where it is");
        } else if (different.size() < count || different.last() >= count) {
            section.problem("axes", "'axes' must have each axis from 0 to " + (count - 1) + " once, such as [0, 2, 1]");
        }
        return Optional.of(new PermuteDefinition(section.target(), axes.get()));
    }
}
