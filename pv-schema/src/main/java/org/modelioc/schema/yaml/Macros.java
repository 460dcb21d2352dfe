package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Replaces macros in keys and values. A macro's value comes from the command line, else from the file's section
 * {@value #SECTION}, else from the default in the reference. Values may refer to other macros.
 */
public final class Macros {

    /** The key of the section that gives macros their values. */
    public static final String SECTION = "macros";

    private static final int LONGEST = 100_000;
    private static final int DEEPEST = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final Problems problems;
    private final Mark whole;
    private final SequencedMap<String, YamlScalar> definitions = new LinkedHashMap<>();
    private final Set<String> fromCommandLine;
    /** These may be meant for another file that belongs to the document. */
    private final Set<String> fromSection = new HashSet<>();
    private final Map<String, Optional<String>> values = new HashMap<>();
    private final Set<String> inProgress = new LinkedHashSet<>();
    private final Set<String> referenced = new TreeSet<>();

    private Macros(String file, Map<String, String> commandLine, Problems problems) {
        this.problems = problems;
        this.whole = Mark.whole(file);
        this.fromCommandLine = Set.copyOf(commandLine.keySet());
        commandLine.forEach((name, value) -> definitions.put(name, new YamlScalar(whole, value, true, List.of(), true)));
    }

    /**
     * Replaces all macros of a document. Problems are: a macro without value, one that refers to itself, and one of the
     * command line that the document never refers to.
     *
     * @param root        the document, with macros as written; its section {@value #SECTION} is kept as it is
     * @param file        the document's name in problems
     * @param commandLine values that are stronger than those of the file
     * @param problems    takes what is wrong
     * @return the document with values; where one is missing, the text stays and is marked as not resolved
     */
    public static YamlNode replace(YamlNode root, String file, Map<String, String> commandLine, Problems problems) {
        Macros macros = new Macros(file, commandLine, problems);
        if (!(root instanceof YamlMapping mapping)) {
            return root;
        }
        mapping.entries().stream().filter(Macros::isSection).forEach(entry -> macros.define(entry.value()));
        List<YamlMapping.Entry> entries = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            entries.add(isSection(entry) ? entry : macros.replace(entry));
        }
        List.copyOf(macros.definitions.keySet()).forEach(macros::value);
        macros.reportUnused();
        return new YamlMapping(mapping.at(), entries);
    }

    /**
     * The values of a document's macros, for another file that belongs to it.
     *
     * @param root        the document, with macros as written
     * @param file        the document's name
     * @param commandLine values that are stronger than those of the document
     * @return by name; without those at fault, which {@link #replace} reports
     */
    public static Map<String, String> values(YamlNode root, String file, Map<String, String> commandLine) {
        Macros macros = new Macros(file, commandLine, new Problems());
        if (root instanceof YamlMapping mapping) {
            mapping.entries().stream().filter(Macros::isSection).forEach(entry -> macros.define(entry.value()));
        }
        List.copyOf(macros.definitions.keySet()).forEach(macros::value);
        Map<String, String> known = new HashMap<>();
        macros.values.forEach((name, value) -> value.ifPresent(text -> known.put(name, text)));
        return known;
    }

    private static boolean isSection(YamlMapping.Entry entry) {
        return entry.key().text().equals(SECTION);
    }

    private void define(YamlNode section) {
        if (!(section instanceof YamlMapping mapping) || mapping.entries().isEmpty()) {
            problems.add(section.at(), "'" + SECTION + "' must be a mapping (NAME: value), not " + section.describe());
            return;
        }
        for (YamlMapping.Entry entry : mapping.distinct(problems)) {
            String name = entry.key().text();
            if (!NAME.matcher(name).matches()) {
                problems.add(entry.key().at(), badName(name));
            } else if (!(entry.value() instanceof YamlScalar scalar) || scalar.isNull()) {
                problems.add(entry.value().at(), "the macro " + Words.quote(name) + " must be text or a number, not "
                    + entry.value().describe() + (entry.value().isNull() ? "; write \"\" for an empty text" : ""));
                values.put(name, Optional.empty());
            } else {
                fromSection.add(name);
                definitions.putIfAbsent(name, scalar);
            }
        }
    }

    private static String badName(String name) {
        return "the macro name " + Words.quote(name) + " must be made of letters, digits, '_' and '-'";
    }

    private YamlNode replace(YamlNode node) {
        return switch (node) {
            case YamlScalar scalar -> replace(scalar);
            case YamlSequence sequence -> {
                List<YamlNode> items = replace(sequence.items(), this::replace);
                yield items == sequence.items() ? sequence : new YamlSequence(sequence.at(), items);
            }
            case YamlMapping mapping -> {
                List<YamlMapping.Entry> entries = replace(mapping.entries(), this::replace);
                yield entries == mapping.entries() ? mapping : new YamlMapping(mapping.at(), entries);
            }
        };
    }

    private YamlMapping.Entry replace(YamlMapping.Entry entry) {
        YamlScalar key = replace(entry.key());
        YamlNode value = replace(entry.value());
        return key == entry.key() && value == entry.value() ? entry : new YamlMapping.Entry(key, value);
    }

    /** The list itself if nothing in it changes: most of a large file has no macros. */
    private static <T> List<T> replace(List<T> list, UnaryOperator<T> replacement) {
        List<T> replaced = null;
        for (int i = 0; i < list.size(); i++) {
            T now = replacement.apply(list.get(i));
            if (now != list.get(i) && replaced == null) {
                replaced = new ArrayList<>(list);
            }
            if (replaced != null) {
                replaced.set(i, now);
            }
        }
        return replaced == null ? list : replaced;
    }

    private YamlScalar replace(YamlScalar scalar) {
        if (!MacroText.mayHaveMacros(scalar.text())) {
            return scalar;
        }
        Optional<String> text = expand(scalar, "");
        return new YamlScalar(scalar.at(), text.orElse(scalar.text()), scalar.quoted(),
            scalar.macros().isEmpty() ? List.of(scalar.at()) : scalar.macros(), text.isPresent());
    }

    private Optional<String> expand(YamlScalar scalar, String origin) {
        Optional<MacroText> parsed = MacroText.parse(scalar, origin, problems);
        parsed.ifPresent(this::noteReferences);
        return parsed.flatMap(text -> evaluate(text, origin)).filter(text -> {
            if (text.length() > LONGEST) {
                problems.add(scalar.at(), origin + "the text becomes longer than " + LONGEST + " characters by its macros");
            }
            return text.length() <= LONGEST;
        });
    }

    /** Also those in defaults that are not needed: a name there is one that the file knows. */
    private void noteReferences(MacroText text) {
        for (MacroText.Part part : text.parts()) {
            if (part instanceof MacroText.Reference reference) {
                if (reference.name().parts().size() == 1
                    && reference.name().parts().getFirst() instanceof MacroText.Literal name) {
                    referenced.add(name.text());
                }
                noteReferences(reference.name());
                if (reference.fallback() != null) {
                    noteReferences(reference.fallback());
                }
            }
        }
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
        referenced.add(name);
        if (inProgress.contains(name)) {
            problems.add(reference.at(), origin + "the macro " + Words.quote(name) + " refers to itself: "
                + String.join(" → ", inProgress.stream().dropWhile(other -> !other.equals(name)).toList()) + " → " + name);
            return Optional.empty();
        }
        if (inProgress.size() == DEEPEST) {
            problems.add(reference.at(), origin + "more than " + DEEPEST + " macros refer to one another in a row");
            return Optional.empty();
        }
        if (definitions.containsKey(name) || values.containsKey(name)) {
            return value(name);
        }
        if (reference.fallback() != null) {
            return evaluate(reference.fallback(), origin);
        }
        problems.add(reference.at(), origin + "the macro " + Words.quote(name) + " has no value; give it one with '-m " + name
            + "=…' or under '" + SECTION + "', or a default: $(" + name + "=…)"
            + Suggestions.didYouMean(name, definitions.keySet()));
        return Optional.empty();
    }

    /** The value of a macro that has a definition; empty if it is faulty, which is reported once. */
    private Optional<String> value(String name) {
        Optional<String> known = values.get(name);
        if (known == null) {
            inProgress.add(name);
            YamlScalar definition = definitions.get(name);
            known = expand(definition, fromCommandLine.contains(name)
                ? "in '-m " + name + '=' + definition.text() + "': " : "");
            inProgress.remove(name);
            values.put(name, known);
        }
        return known;
    }

    private void reportUnused() {
        for (String name : new TreeSet<>(fromCommandLine)) {
            if (!referenced.contains(name) && !fromSection.contains(name)) {
                problems.add(whole, "the macro " + Words.quote(name)
                    + " of the command line (-m) is not used in this file, which uses "
                    + (referenced.isEmpty() ? "none" : Words.list(referenced)) + Suggestions.didYouMean(name, referenced));
            }
        }
    }
}
