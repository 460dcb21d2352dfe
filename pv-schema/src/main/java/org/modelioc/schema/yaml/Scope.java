package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What holds in a part of the text.
 *
 * @param macros the macros that have values there
 */
record Scope(Macros macros) {

    /** The nodes with values in place of macros, and marks that tell the use. */
    YamlNode replace(YamlNode node) {
        return walk(node, macros::replace);
    }

    YamlMapping.Entry replace(YamlMapping.Entry entry) {
        return walk(entry, macros::replace);
    }

    /** The nodes with macros as written, and marks that tell the use. */
    YamlNode mark(YamlNode node) {
        return walk(node, this::marked);
    }

    private YamlScalar marked(YamlScalar scalar) {
        return macros.use() == null ? scalar : scalar.in(macros.use());
    }

    /** The nodes with another scalar in place of each, and marks that tell the use. */
    YamlNode walk(YamlNode node, UnaryOperator<YamlScalar> change) {
        return switch (node) {
            case YamlScalar scalar -> change.apply(scalar);
            case YamlSequence sequence -> {
                List<YamlNode> items = each(sequence.items(), item -> walk(item, change));
                yield items == sequence.items() && macros.use() == null ? sequence : new YamlSequence(at(sequence), items);
            }
            case YamlMapping mapping -> {
                List<YamlMapping.Entry> entries = each(mapping.entries(), entry -> walk(entry, change));
                yield entries == mapping.entries() && macros.use() == null ? mapping : new YamlMapping(at(mapping), entries);
            }
        };
    }

    private Mark at(YamlNode node) {
        return macros.use() == null ? node.at() : node.at().in(macros.use());
    }

    private YamlMapping.Entry walk(YamlMapping.Entry entry, UnaryOperator<YamlScalar> change) {
        YamlScalar key = change.apply(entry.key());
        YamlNode value = walk(entry.value(), change);
        return key == entry.key() && value == entry.value() ? entry : new YamlMapping.Entry(key, value);
    }

    /** The list itself if nothing in it changes: most of a large file has no macros. */
    private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
        List<T> changed = null;
        for (int i = 0; i < list.size(); i++) {
            T now = change.apply(list.get(i));
            if (now != list.get(i) && changed == null) {
                changed = new ArrayList<>(list);
            }
            if (changed != null) {
                changed.set(i, now);
            }
        }
        return changed == null ? list : changed;
    }
}
