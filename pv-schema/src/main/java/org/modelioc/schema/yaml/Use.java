package org.modelioc.schema.yaml;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why a piece of a file counts more than once: a device that uses a template, or an include that carries macros. A fault in
 * such a piece shows where it stands and which use brings it about. Two uses are equal only if they are the same.
 */
public final class Use {

    private final boolean device;
    private final String label;
    private final Mark at;
    private final Map<String, Optional<String>> values;
    private Pattern written;
    private Map<String, String> names;

    private Use(boolean device, String label, Mark at, Map<String, Optional<String>> values) {
        this.device = device;
        this.label = label;
        this.at = at;
        this.values = values;
    }

    /**
     * By a device.
     *
     * @param name   what the device is called
     * @param at     where it stands
     * @param values its parameters, which may become more
     */
    static Use device(String name, Mark at, Map<String, Optional<String>> values) {
        return new Use(true, name, at, values);
    }

    /**
     * By an include.
     *
     * @param at     where it stands
     * @param values the macros that it carries
     */
    static Use include(Mark at, Map<String, Optional<String>> values) {
        return new Use(false, "at " + at.location(), at, values);
    }

    /** Short, to stand in a list of other uses. */
    String label() {
        return label;
    }

    /**
     * A text about this use with the names of the values in their place, so that what is said of several uses reads the same.
     * A value counts where it stands as a word.
     */
    String general(String text) {
        if (written == null) {
            names = new HashMap<>();
            values.forEach((name, value) -> value.ifPresent(known -> names.put(known, name)));
            names.remove("");
            List<String> longestFirst = names.keySet().stream().sorted(Comparator.comparing(String::length).reversed()).toList();
            written = Pattern.compile(longestFirst.stream().map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![A-Za-z0-9])(?:", ")(?![A-Za-z0-9])")));
        }
        return names.isEmpty() ? text
            : written.matcher(text).replaceAll(found -> Matcher.quoteReplacement("$(" + names.get(found.group()) + ")"));
    }

    /** For example {@code in device QH01 of quads.yaml:40:5, included at ioc.yaml:2:3}. */
    @Override
    public String toString() {
        return device ? "in device " + label + " of " + at : "included at " + at;
    }
}
