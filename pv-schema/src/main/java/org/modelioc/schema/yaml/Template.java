package org.modelioc.schema.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is written once for many devices.
 *
 * @param name       its name
 * @param parameters their defaults by their names, in order; a null value for one that a device must give
 * @param sections   what a device adds to the sections of the file: section and mapping, macros as written
 * @param macros     the macros that have values where it stands
 * @param size       nodes in the sections
 */
record Template(String name, SequencedMap<String, YamlScalar> parameters, List<YamlMapping.Entry> sections, Macros macros,
        long size) {

    /** The key of the section that declares them. */
    static final String SECTION = "templates";

    /**
     * What one device adds.
     *
     * @param at    where the device stands
     * @param given values of parameters; empty for one whose fault has been reported
     * @return sections of the file, each with entries to add to it
     */
    List<YamlMapping.Entry> expand(Mark at, Map<String, Optional<String>> given) {
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(given.size());
        given.forEach((parameter, value) -> value.ifPresent(text -> values.put(parameter, text)));
        Macros inner = macros.within("make it a parameter of the template " + Words.quote(name) + ", ", given);
        Use use = Use.device(title(values), at, values);
        parameters.forEach((parameter, otherwise) -> {
            if (!otherwise.isNull()) {
                inner.otherwise(parameter, otherwise.in(use));
            }
        });
        Scope scope = new Scope(inner, use);
        return sections.stream().map(scope::replace).toList();
    }

    /** A device is called by its first parameter. */
    private String title(Map<String, String> values) {
        String first = parameters.isEmpty() ? "" : values.getOrDefault(parameters.firstEntry().getKey(), "");
        return first.isBlank() ? name : first;
    }
}
