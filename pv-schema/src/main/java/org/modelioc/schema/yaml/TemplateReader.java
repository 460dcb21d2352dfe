package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the sections {@code templates} of all files. */
final class TemplateReader {

    private static final String PARAMETERS = "parameters";

    private final List<String> sections;
    private final Problems problems;
    private final Map<String, Mark> places = new LinkedHashMap<>();
    private final Map<String, Template> templates = new LinkedHashMap<>();

    /**
     * A reader.
     *
     * @param sections the sections of the file that a template may add to
     * @param problems takes what is wrong
     */
    TemplateReader(List<String> sections, Problems problems) {
        this.sections = sections;
        this.problems = problems;
    }

    /** The names of all templates, also of those with faults. */
    List<String> names() {
        return List.copyOf(places.keySet());
    }

    /** The template of a name, if it has no faults. */
    Optional<Template> sound(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    /**
     * Takes the templates of a file.
     *
     * @param file its sections, with the section of templates as written
     * @param in   the macros that have values in it
     */
    void read(Section file, Macros in) {
        for (YamlMapping.Entry entry : file.named(Template.SECTION, "name: template")) {
            YamlScalar name = in.replace(entry.key());
            Mark first = places.putIfAbsent(name.text(), name.at());
            if (first != null) {
                problems.add(name.at(), "the template " + Words.quote(name.text())
                    + " is declared a second time; the first is at " + first);
                continue;
            }
            int before = problems.count();
            List<String> keys = Stream.concat(Stream.of(PARAMETERS), sections.stream()).toList();
            Optional<Template> template = Section.of(entry.value(), name.at(), "template " + Words.quote(name.text()), keys,
                problems).map(section -> template(name.text(), section, in));
            if (problems.count() == before) {
                template.ifPresent(sound -> templates.put(name.text(), sound));
            }
        }
    }

    private Template template(String name, Section section, Macros in) {
        List<String> parameters = new ArrayList<>();
        Map<String, YamlScalar> defaults = new LinkedHashMap<>();
        for (YamlMapping.Entry entry : section.named(PARAMETERS, "NAME: default, or nothing where a device must give it")) {
            parameter(entry, in).ifPresent(value -> {
                parameters.add(entry.key().text());
                if (!value.isNull()) {
                    defaults.put(entry.key().text(), value);
                }
            });
        }
        if (sections.stream().noneMatch(section::has)) {
            problems.add(section.at(), "the template " + Words.quote(name) + " adds nothing; give it at least one of "
                + String.join(", ", sections));
        }
        Map<YamlScalar, MacroText> texts = new IdentityHashMap<>();
        defaults.values().forEach(value -> understood(value, in, parameters, texts));
        Map<YamlNode, List<YamlMapping.Entry>> varying = new IdentityHashMap<>();
        List<YamlMapping.Entry> content = new ArrayList<>();
        long size = 0;
        for (String key : sections) {
            List<YamlMapping.Entry> entries = section.named(key, "name: definition");
            if (!entries.isEmpty()) {
                YamlNode known = new Scope(in).walk(new YamlMapping(section.at(key), entries),
                    scalar -> understood(scalar, in, parameters, texts));
                content.add(new YamlMapping.Entry(new YamlScalar(section.keyAt(key), key, false, List.of(), true), known));
                size += count(known);
                varies(known, texts.keySet(), varying);
            }
        }
        return new Template(name, parameters, defaults, content, texts, varying, in, size);
    }

    private Optional<YamlScalar> parameter(YamlMapping.Entry entry, Macros in) {
        if (!in.isName(entry.key())) {
            return Optional.empty();
        }
        if (DeviceReader.KEYS.contains(entry.key().text())) {
            problems.add(entry.key().at(), "a parameter cannot be called " + Words.quote(entry.key().text())
                + ", which is a key of a device; rename it");
        } else if (!(entry.value() instanceof YamlScalar)) {
            problems.add(entry.value().at(), "the default of " + Words.quote(entry.key().text())
                + " must be text or a number, or nothing where a device must give it, not " + entry.value().describe());
        }
        return entry.value() instanceof YamlScalar value ? Optional.of(value) : Optional.empty();
    }

    /** Takes a text with macros apart, once for all devices, and remembers which macros it has. */
    private YamlScalar understood(YamlScalar scalar, Macros in, List<String> parameters, Map<YamlScalar, MacroText> texts) {
        if (!MacroText.mayHaveMacros(scalar.text())) {
            return scalar;
        }
        Optional<MacroText> text = MacroText.parse(scalar, "", problems);
        text.ifPresent(parsed -> {
            texts.put(scalar, parsed);
            in.noteReferences(parsed, parameters);
        });
        return text.isPresent() ? scalar : scalar.unresolved();
    }

    /** Whether a text with macros stands in a node; collects the nodes in which one does, mappings with the entries. */
    private static boolean varies(YamlNode node, Set<YamlScalar> texts, Map<YamlNode, List<YamlMapping.Entry>> varying) {
        List<YamlMapping.Entry> entries = new ArrayList<>();
        boolean varies = switch (node) {
            case YamlScalar scalar -> texts.contains(scalar);
            case YamlSequence list -> {
                boolean any = false;
                for (YamlNode item : list.items()) {
                    any |= varies(item, texts, varying);
                }
                yield any;
            }
            case YamlMapping mapping -> {
                for (YamlMapping.Entry entry : mapping.entries()) {
                    if (varies(entry.key(), texts, varying) | varies(entry.value(), texts, varying)) {
                        entries.add(entry);
                    }
                }
                yield !entries.isEmpty();
            }
        };
        if (varies) {
            varying.put(node, List.copyOf(entries));
        }
        return varies;
    }

    private static long count(YamlNode node) {
        return switch (node) {
            case YamlScalar _ -> 1;
            case YamlSequence list -> 1 + list.items().stream().mapToLong(TemplateReader::count).sum();
            case YamlMapping mapping -> 1 + mapping.entries().stream().mapToLong(entry -> 1 + count(entry.value())).sum();
        };
    }
}
