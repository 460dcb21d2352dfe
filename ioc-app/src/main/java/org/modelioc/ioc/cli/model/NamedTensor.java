package org.modelioc.ioc.cli.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * An input or output of a model.
 *
 * @param name       its name
 * @param element    type of an element as the YAML writes it, such as {@code float32}; empty if it is no tensor
 * @param dimensions sizes, slowest first: a number, or the name of an open one, which is {@code ?} if it has none
 */
public record NamedTensor(String name, String element, List<String> dimensions) {

    /** Keeps an unmodifiable copy. */
    public NamedTensor {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * The size of a dimension.
     *
     * @param dimension counted from 0
     * @return its size; empty if it is open
     */
    public OptionalLong size(int dimension) {
        String text = dimensions.get(dimension);
        return text.matches("[0-9]+") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /**
     * Type and shape.
     *
     * @return as in {@code float32[batch, 10]}
     */
    public String type() {
        return element.isEmpty() ? "no tensor" : element + dimensions;
    }
}
