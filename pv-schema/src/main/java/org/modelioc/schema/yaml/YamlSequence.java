package org.modelioc.schema.yaml;

import java.util.List;

/**
 * A list.
 *
 * @param at    its first character
 * @param items the items, in order
 */
public record YamlSequence(Mark at, List<YamlNode> items) implements YamlNode {

    /** Keeps an unmodifiable copy. */
    public YamlSequence {
        items = List.copyOf(items);
    }

    @Override
    public YamlSequence in(Use use) {
        return new YamlSequence(at.in(use), items.stream().map(item -> item.in(use)).toList());
    }

    @Override
    public String describe() {
        return items.isEmpty() ? "an empty list" : "a list";
    }
}
