package org.modelioc.screens.bob;

import java.util.List;
import java.util.Optional;

/**
 * What Phoebus knows of one property.
 *
 * @param name    the XML element
 * @param kind    what it holds
 * @param choices the choices of a {@link Kind#ENUM}, each at its ordinal; else empty
 * @param parts   the members of a {@link Kind#STRUCT}, the one element of an {@link Kind#ARRAY}; else empty
 */
public record PropertyFact(String name, Kind kind, List<String> choices, List<PropertyFact> parts) {

    /** Kinds of properties, named as in the table of facts. */
    public enum Kind {
        STRING, INTEGER, DOUBLE, BOOLEAN, COLOR, FONT, PVNAME, FILENAME, ENUM, STRUCT, ARRAY, MACROS, ACTIONS, RULES, SCRIPTS,
        POINTS, COLORMAP, CHILDRENPROPERTY
    }

    /** Keeps unmodifiable copies. */
    public PropertyFact {
        choices = List.copyOf(choices);
        parts = List.copyOf(parts);
    }

    /**
     * A member of a struct, or the element of an array.
     *
     * @param part its name
     * @return what is known of it, empty if there is none of that name
     */
    public Optional<PropertyFact> part(String part) {
        return parts.stream().filter(fact -> fact.name().equals(part)).findFirst();
    }
}
