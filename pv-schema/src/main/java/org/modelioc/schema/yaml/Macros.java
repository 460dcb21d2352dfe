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
    private final Use use;
    private final Optional<Template> template;
    private final Problems problems;
    private final Set<String> given;
    private final Map<String, YamlScalar> definitions;
    private final Map<String, Optional<String>> values;
    private final Map<YamlScalar, MacroText> known;
    private final Map<String, Mark> sectionNames = new HashMap<>();
    private final Set<String> inProgress = new LinkedHashSet<>();
    private final Set<String> referenced = new TreeSet<>();

    private Macros(Macros around, Use use, Map<String, YamlScalar> definitions, Map<String, Optional<String>> given) {
        this.around = around;
        this.use = use;
        this.template = around.template;
        this.problems = around.problems;
        this.given = Set.copyOf(given.keySet());
        this.definitions = definitions;
        this.values = given;
        this.known = Map.of();
    }

    private Macros(Macros around, Use use, Template template, Map<String, Optional<String>> given) {
        this.around = around;
        this.use = use;
        this.template = Optional.of(template);
        this.problems = around.problems;
        this.given = Set.of();
        this.definitions = template.defaults();
        this.values = given;
        this.known = template.texts();
    }

    private Macros(String file, Map<String, String> commandLine, Problems problems) {
        this.around = null;
        this.use = null;
        this.template = Optional.empty();
        this.problems = problems;
        this.given = Set.copyOf(commandLine.keySet());
        this.definitions = new LinkedHashMap<>();
        this.values = new HashMap<>();
        this.known = Map.of();
        commandLine.forEach((name, value) ->
            definitions.put(name, new YamlScalar(Mark.whole(file), value, true, List.of(), true)));
    }

    /**
     * The outermost ones.
     *
     * @param file        what problems of the command line are shown at
     * @param commandLine values that are stronger than those of any section; they may have macros
     * @param problems    takes what is wrong
     */
    static Macros outermost(String file, Map<String, String> commandLine, Problems problems) {
        return new Macros(file, commandLine, problems);
    }

    /**
     * Those of an included file, within these.
     *
     * @param include     the include
     * @param givenValues values that are stronger than all others, also than the command line; empty for one whose fault has
     *                    been reported
     */
    Macros within(Use include, Map<String, Optional<String>> givenValues) {
        return new Macros(this, include, new LinkedHashMap<>(), new HashMap<>(givenValues));
    }

    /**
     * Those of a device, within these.
     *
     * @param device   the device
     * @param template its template
     * @param values   its parameters, as above; these macros go on with the map, and put defaults into it
     */
    Macros within(Use device, Template template, Map<String, Optional<String>> values) {
        return new Macros(this, device, template, values);
    }

    /** Which of several uses of the text these belong to; null if it counts once. */
    Use use() {
        return use;
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

    private Macros outermost() {
        return around == null ? this : around.outermost();
    }

    private static String badName(String name) {
        return "the macro name " + Words.quote(name) + " must be made of letters, digits, '_' and '-'";
    }

    /**
     * A text with values in place of its macros, and the mark of this use.
     *
     * @param scalar the text as written
     * @return where a macro has no value, the text as it is, marked as not resolved
     */
    YamlScalar replace(YamlScalar scalar) {
        if (!scalar.resolved() || !MacroText.mayHaveMacros(scalar.text())) {
            return use == null ? scalar : scalar.in(use);
        }
        Optional<String> text = expand(scalar, "");
        Mark at = shown(scalar.at());
        return new YamlScalar(at, text.orElse(scalar.text()), scalar.quoted(), List.of(at), text.isPresent());
    }

    private Mark shown(Mark at) {
        return use == null ? at : at.in(use);
    }

    private Optional<String> expand(YamlScalar scalar, String origin) {
        return parsed(scalar, origin).flatMap(text -> evaluate(text, origin)).filter(text -> {
            if (text.length() > LONGEST) {
                problems.add(shown(scalar.at()),
                    origin + "the text becomes longer than " + LONGEST + " characters by its macros");
            }
            return text.length() <= LONGEST;
        });
    }

    /** A text taken apart; that of a template is so already. */
    private Optional<MacroText> parsed(YamlScalar scalar, String origin) {
        MacroText before = known.get(scalar);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<MacroText> now = MacroText.parse(use == null ? scalar : scalar.in(use), origin, problems);
        now.ifPresent(text -> noteReferences(text, Set.of()));
        return now;
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
        Macros owner = owner(name);
        if (owner != null) {
            owner.referenced.add(name);
            return;
        }
        for (Macros macros = this; macros != null; macros = macros.around) {
            macros.referenced.add(name);
        }
    }

    /** The innermost ones around here that have a value for a name; null if none has. */
    private Macros owner(String name) {
        Macros macros = this;
        while (macros != null && !macros.definitions.containsKey(name) && !macros.values.containsKey(name)) {
            macros = macros.around;
        }
        return macros;
    }

    private Optional<String> evaluate(MacroText text, String origin) {
        if (text.parts().size() == 1 && text.parts().getFirst() instanceof MacroText.Literal literal) {
            return Optional.of(literal.text());
        }
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
        Macros owner = owner(name);
        if (owner != null) {
            owner.referenced.add(name);
            return owner.value(name, reference, origin);
        }
        if (!NAME.matcher(name).matches()) {
            problems.add(shown(reference.at()), origin + badName(name));
            return Optional.empty();
        }
        noteReference(name);
        if (reference.fallback() != null) {
            return evaluate(reference.fallback(), origin);
        }
        problems.add(shown(reference.at()), origin + "the macro " + Words.quote(name) + " has no value; "
            + template.map(its -> "make it a parameter of the template " + Words.quote(its.name()) + ", ").orElse("")
            + "give it one with '-m " + name + "=…' or under '" + SECTION + "', or a default: $(" + name + "=…)"
            + Suggestions.didYouMean(name, names()));
        return Optional.empty();
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(given);
        names.addAll(values.keySet());
        names.addAll(definitions.keySet());
        if (around != null) {
            names.addAll(around.names());
        }
        return names;
    }

    /** The value of a macro of these; empty if it is faulty, which is reported once. */
    private Optional<String> value(String name, MacroText.Reference reference, String origin) {
        if (inProgress.contains(name)) {
            problems.add(shown(reference.at()), origin + "the macro " + Words.quote(name) + " refers to itself: "
                + String.join(" → ", inProgress.stream().dropWhile(other -> !other.equals(name)).toList()) + " → " + name);
            return Optional.empty();
        }
        if (inProgress.size() == DEEPEST) {
            problems.add(shown(reference.at()), origin + "more than " + DEEPEST + " macros refer to one another in a row");
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
    Map<String, String> worked() {
        Map<String, String> worked = new HashMap<>();
        checkValues();
        values.forEach((name, value) -> value.ifPresent(text -> worked.put(name, text)));
        return worked;
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
