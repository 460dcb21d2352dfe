package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written once for many devices.
 *
 * @param name       its name
 * @param parameters the names of its parameters, in order
 * @param defaults   those of its parameters that a device may leave out
 * @param sections   what a device adds to the sections of the file: section and mapping, macros as written
 * @param texts      the texts with macros in sections and defaults, by identity, taken apart
 * @param varying    the nodes of the sections that have such a text in them, by identity, mappings with the entries that do
 * @param macros     the macros that have values where it stands
 * @param size       nodes in the sections
 */
record Template(String name, List<String> parameters, Map<String, YamlScalar> defaults, List<YamlMapping.Entry> sections,
        Map<YamlScalar, MacroText> texts, Map<YamlNode, List<YamlMapping.Entry>> varying, Macros macros, long size) {

    /** The key of the section that declares them. */
    static final String SECTION = "templates";

    /**
     * What one device adds.
     *
     * @param at    where the device stands
     * @param given values of parameters, empty for one whose fault has been reported; the caller gives the map away
     * @return sections of the file, each with entries to add to it
     */
    List<YamlMapping.Entry> expand(Mark at, Map<String, Optional<String>> given) {
        Macros values = macros.within(Use.device(title(given), at, given), this, given);
        List<YamlMapping.Entry> expanded = new ArrayList<>(sections.size());
        for (YamlMapping.Entry section : sections) {
            expanded.add(expand(section, values));
        }
        return expanded;
    }

    private YamlMapping.Entry expand(YamlMapping.Entry entry, Macros values) {
        YamlScalar key = varying.containsKey(entry.key()) ? values.replace(entry.key()) : entry.key().in(values.use());
        return new YamlMapping.Entry(key, expand(entry.value(), values));
    }

    private YamlNode expand(YamlNode node, Macros values) {
        List<YamlMapping.Entry> entries = varying.get(node);
        if (entries == null) {
            return node.in(values.use());
        }
        return switch (node) {
            case YamlScalar scalar -> values.replace(scalar);
            case YamlSequence sequence -> new YamlSequence(sequence.at().in(values.use()),
                sequence.items().stream().map(item -> expand(item, values)).toList());
            case YamlMapping mapping -> {
                List<YamlMapping.Entry> own = new ArrayList<>(entries.size());
                for (YamlMapping.Entry entry : entries) {
                    own.add(expand(entry, values));
                }
                yield mapping.in(values.use(), own);
            }
        };
    }

    /** A device is called by its first parameter. */
    private String title(Map<String, Optional<String>> given) {
        return parameters.isEmpty() ? name : given.getOrDefault(parameters.getFirst(), Optional.empty())
            .filter(text -> !text.isBlank()).orElse(name);
    }
}
