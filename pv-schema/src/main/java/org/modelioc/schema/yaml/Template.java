package org.modelioc.schema.yaml;

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
 * @param macros     the macros that have values where it stands
 * @param size       nodes in the sections
 */
record Template(String name, List<String> parameters, Map<String, YamlScalar> defaults, List<YamlMapping.Entry> sections,
        Map<YamlScalar, MacroText> texts, Macros macros, long size) {

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
        Scope scope = new Scope(macros.within(Use.device(title(given), at, given), this, given));
        return sections.stream().map(scope::replace).toList();
    }

    /** A device is called by its first parameter. */
    private String title(Map<String, Optional<String>> given) {
        return parameters.isEmpty() ? name : given.getOrDefault(parameters.getFirst(), Optional.empty())
            .filter(text -> !text.isBlank()).orElse(name);
    }
}
