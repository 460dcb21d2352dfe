package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Macros and their values. A value comes from those that are given (on the command line, by an include or by a device), else
 * from a section {@value #SECTION}, else from the macros around, else from the default in the reference. Values may refer to
 * other macros.
 */
final class Macros {

    /** The key of the section that gives macros their values. */
    static final String SECTION = "macros";

    private static final int LONGEST = 100_000;
    private static final int DEEPEST = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Macros around;
    private final String advice;
    private final Problems problems;
    private final Map<String, YamlScalar> definitions = new LinkedHashMap<>();
    private final Map<String, Mark> sectionNames = new HashMap<>();
    private final Set<String> given;
    private final Map<String, Optional<String>> values = new HashMap<>();
    private final Set<String> inProgress = new LinkedHashSet<>();
    private final Set<String> referenced = new TreeSet<>();

    private Macros(Macros around, String advice, Set<String> given, Problems problems) {
        this.around = around;
        this.advice = advice;
        this.given = given;
        this.problems = problems;
    }

    /**
     * The outermost ones.
     *
     * @param file        what problems of the command line are shown at
     * @param commandLine values that are stronger than those of any section; they may have macros
     * @param problems    takes what is wrong
     */
    static Macros outermost(String file, Map<String, String> commandLine, Problems problems) {
        Macros macros = new Macros(null, "", Set.copyOf(commandLine.keySet()), problems);
        commandLine.forEach((name, value) ->
            macros.definitions.put(name, new YamlScalar(Mark.whole(file), value, true, List.of(), true)));
        return macros;
    }

    /**
     * Those of a part of the text, within these.
     *
     * @param advice      how a macro without value may be mended there, as the beginning of a list of ways; may be empty
     * @param givenValues values that are stronger than all others, also than the command line; empty for one whose fault has
     *                    been reported
     */
    Macros within(String advice, Map<String, Optional<String>> givenValues) {
        Macros macros = new Macros(this, advice, givenValues.keySet(), problems);
        macros.values.putAll(givenValues);
        return macros;
    }

    /** Whether a name can be that of a macro; if not, that is reported. */
    boolean isName(YamlScalar name) {
        if (!NAME.matcher(name.text()).matches()) {
            problems.add(name.at(), badName(name.text()));
            return false;
        }
        return true;
    }

    /** Takes a section {@value #SECTION}. */
    void define(YamlNode section) {
        for (YamlMapping.Entry entry : entries(section)) {
            String name = entry.key().text();
            Mark first = sectionNames.putIfAbsent(name, entry.key().at());
            if (first != null) {
                problems.add(entry.key().at(), Words.quote(name) + " stands here a second time; the first is at " + first);
            } else if (isName(entry.key())) {
                text(entry).ifPresentOrElse(scalar -> fallback(name, scalar), () -> values.putIfAbsent(name, Optional.empty()));
            }
        }
    }

    /** The entries of a mapping with macros and values, each name once. */
    List<YamlMapping.Entry> entries(YamlNode section) {
        if (section instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
            return mapping.distinct(problems);
        }
        problems.add(section.at(), "'" + SECTION + "' must be a mapping (NAME: value), not " + section.describe());
        return List.of();
    }

    /** The value of such an entry, if it can be one. */
    Optional<YamlScalar> text(YamlMapping.Entry entry) {
        if (entry.value() instanceof YamlScalar scalar && !scalar.isNull()) {
            return Optional.of(scalar);
        }
        problems.add(entry.value().at(), "the macro " + Words.quote(entry.key().text()) + " must be text or a number, not "
            + entry.value().describe() + (entry.value().isNull() ? "; write \"\" for an empty text" : ""));
        return Optional.empty();
    }

    /** Defines a macro unless it is given, here or on the command line. */
    private void fallback(String name, YamlScalar value) {
        if (!given.contains(name) && !outermost().given.contains(name)) {
            definitions.put(name, value);
        }
    }

    /** Defines a macro unless it is given here. */
    void otherwise(String name, YamlScalar value) {
        if (!given.contains(name)) {
            definitions.put(name, value);
        }
    }

    private Macros outermost() {
        return around == null ? this : around.outermost();
    }

    private static String badName(String name) {
        return "the macro name " + Words.quote(name) + " must be made of letters, digits, '_' and '-'";
    }

    /**
     * A text with values in place of its macros.
     *
     * @param scalar the text as written
     * @return the same if it has no macros; where one has no value, the text stays and is marked as not resolved
     */
    YamlScalar replace(YamlScalar scalar) {
        if (!scalar.resolved() || !MacroText.mayHaveMacros(scalar.text())) {
            return scalar;
        }
        Optional<String> text = expand(scalar, "");
        return new YamlScalar(scalar.at(), text.orElse(scalar.text()), scalar.quoted(),
            scalar.macros().isEmpty() ? List.of(scalar.at()) : scalar.macros(), text.isPresent());
    }

    private Optional<String> expand(YamlScalar scalar, String origin) {
        Optional<MacroText> parsed = MacroText.parse(scalar, origin, problems);
        parsed.ifPresent(text -> noteReferences(text, Set.of()));
        return parsed.flatMap(text -> evaluate(text, origin)).filter(text -> {
            if (text.length() > LONGEST) {
                problems.add(scalar.at(), origin + "the text becomes longer than " + LONGEST + " characters by its macros");
            }
            return text.length() <= LONGEST;
        });
    }

    /**
     * Remembers the names in a text, also those in defaults that are not needed: a name there is one that the file knows.
     *
     * @param text   the text
     * @param except names that mean something else in it
     */
    void noteReferences(MacroText text, Collection<String> except) {
        for (MacroText.Part part : text.parts()) {
            if (part instanceof MacroText.Reference reference) {
                if (reference.name().parts().size() == 1
                    && reference.name().parts().getFirst() instanceof MacroText.Literal name && !except.contains(name.text())) {
                    noteReference(name.text());
                }
                noteReferences(reference.name(), except);
                if (reference.fallback() != null) {
                    noteReferences(reference.fallback(), except);
                }
            }
        }
    }

    private void noteReference(String name) {
        Optional<Macros> owner = owner(name);
        owner.ifPresent(macros -> macros.referenced.add(name));
        for (Macros macros = owner.isPresent() ? null : this; macros != null; macros = macros.around) {
            macros.referenced.add(name);
        }
    }

    /** The innermost ones around here that have a value for a name. */
    private Optional<Macros> owner(String name) {
        Macros macros = this;
        while (macros != null && !macros.definitions.containsKey(name) && !macros.values.containsKey(name)) {
            macros = macros.around;
        }
        return Optional.ofNullable(macros);
    }

    private Optional<String> evaluate(MacroText text, String origin) {
        StringBuilder result = new StringBuilder();
        boolean complete = true;
        for (MacroText.Part part : text.parts()) {
            Optional<String> piece = switch (part) {
                case MacroText.Literal literal -> Optional.of(literal.text());
                case MacroText.Reference reference -> evaluate(reference, origin);
            };
            complete &= piece.isPresent();
            piece.filter(_ -> result.length() <= LONGEST).ifPresent(result::append);
        }
        return complete ? Optional.of(result.toString()) : Optional.empty();
    }

    private Optional<String> evaluate(MacroText.Reference reference, String origin) {
        Optional<String> evaluated = evaluate(reference.name(), origin);
        if (evaluated.isEmpty()) {
            return evaluated;
        }
        String name = evaluated.get();
        if (!NAME.matcher(name).matches()) {
            problems.add(reference.at(), origin + badName(name));
            return Optional.empty();
        }
        noteReference(name);
        Optional<Macros> owner = owner(name);
        if (owner.isPresent()) {
            return owner.get().value(name, reference, origin);
        }
        if (reference.fallback() != null) {
            return evaluate(reference.fallback(), origin);
        }
        problems.add(reference.at(), origin + "the macro " + Words.quote(name) + " has no value; " + advice + "give it one with"
            + " '-m " + name + "=…' or under '" + SECTION + "', or a default: $(" + name + "=…)"
            + Suggestions.didYouMean(name, names()));
        return Optional.empty();
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(given);
        names.addAll(definitions.keySet());
        if (around != null) {
            names.addAll(around.names());
        }
        return names;
    }

    /** The value of a macro of these; empty if it is faulty, which is reported once. */
    private Optional<String> value(String name, MacroText.Reference reference, String origin) {
        if (inProgress.contains(name)) {
            problems.add(reference.at(), origin + "the macro " + Words.quote(name) + " refers to itself: "
                + String.join(" → ", inProgress.stream().dropWhile(other -> !other.equals(name)).toList()) + " → " + name);
            return Optional.empty();
        }
        if (inProgress.size() == DEEPEST) {
            problems.add(reference.at(), origin + "more than " + DEEPEST + " macros refer to one another in a row");
            return Optional.empty();
        }
        return value(name);
    }

    private Optional<String> value(String name) {
        Optional<String> known = values.get(name);
        if (known == null) {
            inProgress.add(name);
            YamlScalar definition = definitions.get(name);
            known = expand(definition, around == null && given.contains(name)
                ? "in '-m " + name + '=' + definition.text() + "': " : "");
            inProgress.remove(name);
            values.put(name, known);
        }
        return known;
    }

    /** What these macros are, without those around them and those at fault. */
    Map<String, String> known() {
        Map<String, String> known = new HashMap<>();
        checkValues();
        values.forEach((name, value) -> value.ifPresent(text -> known.put(name, text)));
        return known;
    }

    /** Works out all values, so that the faults of those that nothing refers to are reported as well. */
    void checkValues() {
        List.copyOf(definitions.keySet()).forEach(this::value);
    }

    /**
     * Reports what is given and not used. To be called when all text has been seen. What a section has as well may be meant for
     * another file, such as one with access rules, and counts as used.
     *
     * @param at   where it is given
     * @param how  how it is given, to stand behind the name
     * @param text what does not use it
     */
    void reportUnused(Mark at, String how, String text) {
        for (String name : new TreeSet<>(given)) {
            if (!referenced.contains(name) && !sectionNames.containsKey(name)) {
                List<String> used = new ArrayList<>(referenced);
                problems.add(at, "the macro " + Words.quote(name) + how + " is not used in " + text + ", which "
                    + (text.startsWith("these") ? "use " : "uses ") + (used.isEmpty() ? "none" : Words.list(used))
                    + Suggestions.didYouMean(name, used));
            }
        }
    }
}
