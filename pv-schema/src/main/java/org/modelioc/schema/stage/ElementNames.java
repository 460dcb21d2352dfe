package org.modelioc.schema.stage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.TensorItem;
import org.modelioc.schema.TensorMapping;

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

    /**
     * The names that a mapping gives.
     *
     * @param mapping what is mapped to the tensor
     * @param columns whether each item is one place ({@link TensorMapping#columns})
     * @return the names
     */
    public static ElementNames of(TensorMapping mapping, boolean columns) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (TensorItem item : mapping.items()) {
            int count = columns ? 1 : item.elements();
            Optional<String> feature = item.feature();
            feature.ifPresent(name -> parts.add(new Part(name, -1, 1, feature)));
            if (item.source() instanceof TensorItem.Pv pv) {
                parts.add(new Part(pv.toString(), feature.isPresent() ? -1 : at, count, feature));
            }
            at += count;
        }
        return new ElementNames(parts);
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
