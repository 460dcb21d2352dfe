package org.modelioc.schema.stage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The names by which stages may speak of the places along the last axis of a tensor.
 *
 * @param parts the names with their places
 */
public record ElementNames(List<Part> parts) {

    /**
     * A name.
     *
     * @param name    a PV, a column of a table, or a feature
     * @param first   the first place that it stands for, from 0; -1 where only the model's card knows it
     * @param count   how many places
     * @param feature the feature on the model's card; empty where the place is known
     */
    public record Part(String name, int first, int count, Optional<String> feature) {
    }

    /** Keeps an unmodifiable copy. */
    public ElementNames {
        parts = List.copyOf(parts);
    }

    /** The places of a name; empty if there is no such name. */
    Optional<Part> find(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    List<String> names() {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        parts.forEach(part -> names.add(part.name()));
        return List.copyOf(names);
    }
}
