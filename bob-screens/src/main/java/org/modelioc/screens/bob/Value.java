package org.modelioc.screens.bob;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value of a property. */
sealed interface Value {

    /** A text, number, truth value, ordinal of a choice, PV or file, as it stands in the file. */
    record Plain(String text) implements Value {
    }

    /** A colour. */
    record Color(NamedColor color) implements Value {
    }

    /** A font. */
    record Font(NamedFont font) implements Value {
    }

    /** Macros, in their order. */
    record Macros(Map<String, String> macros) implements Value {
        public Macros {
            macros = Collections.unmodifiableMap(new LinkedHashMap<>(macros));
        }
    }

    /** Actions. */
    record Actions(List<Action> actions, boolean asOne) implements Value {
        public Actions {
            actions = List.copyOf(actions);
        }
    }

    /** Corners of a line or an area: x and y in turn. */
    record Points(List<Integer> numbers) implements Value {
        public Points {
            numbers = List.copyOf(numbers);
        }
    }

    /** A colour map by its name. */
    record ColorMap(String name) implements Value {
    }

    /** Members of a struct. */
    record Struct(Properties members) implements Value {
    }

    /** Elements of an array. */
    record Elements(List<Value> elements) implements Value {
        public Elements {
            elements = List.copyOf(elements);
        }
    }
}
