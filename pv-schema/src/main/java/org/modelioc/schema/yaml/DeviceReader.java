package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the sections {@code devices} and makes of each device what its template adds. */
final class DeviceReader {

    /** The key of the section that lists them. */
    static final String SECTION = "devices";

    private static final String TEMPLATE = "template";
    private static final String PATTERN = "pattern";
    private static final String ROWS = "rows";
    /** What stands in a device beside the parameters of its template. */
    static final List<String> KEYS = List.of(TEMPLATE, PATTERN, ROWS);

    /** Nodes that all devices may make, so that a small file cannot stand for a huge one. */
    private static final long MOST_NODES = 5_000_000;

    private final TemplateReader templates;
    private final Problems problems;
    private final Consumer<List<YamlMapping.Entry>> sink;
    private long nodes;

    /**
     * A reader.
     *
     * @param templates all templates
     * @param problems  takes what is wrong
     * @param sink      takes what each device adds to the sections
     */
    DeviceReader(TemplateReader templates, Problems problems, Consumer<List<YamlMapping.Entry>> sink) {
        this.templates = templates;
        this.problems = problems;
        this.sink = sink;
    }

    /** Takes the devices of a file. */
    void read(Section file) {
        Optional<List<YamlNode>> items = file.list(SECTION, "devices, such as - {template: …, NAME: value}");
        if (items.isPresent() && items.get().isEmpty()) {
            problems.add(file.at(SECTION), "'" + SECTION + "' is empty; list at least one device or remove it");
        }
        items.orElse(List.of()).forEach(this::device);
    }

    private void device(YamlNode node) {
        if (!(node instanceof YamlMapping mapping)) {
            problems.add(node.at(), "a device is due here, such as {template: …, NAME: value}, not " + node.describe());
            return;
        }
        Optional<YamlMapping.Entry> named =
            mapping.entries().stream().filter(entry -> entry.key().text().equals(TEMPLATE)).findFirst();
        if (named.isEmpty()) {
            problems.add(node.at(), "missing key '" + TEMPLATE + "' in a device; there are the templates "
                + Words.list(templates.names()));
        } else if (!(named.get().value() instanceof YamlScalar name) || name.isNull()) {
            problems.add(named.get().value().at(), "'" + TEMPLATE + "' must be the name of a template, not "
                + named.get().value().describe());
        } else if (name.resolved() && !templates.names().contains(name.text())) {
            problems.add(name.at(), "there is no template " + Words.quote(name.text()) + "; "
                + (templates.names().isEmpty() ? "no file has a section '" + Template.SECTION + "'"
                : "'" + Template.SECTION + "' has " + Words.list(templates.names()))
                + Suggestions.didYouMean(name.text(), templates.names()));
        } else {
            templates.sound(name.text()).ifPresent(template -> device(mapping, template));
        }
    }

    private void device(YamlMapping mapping, Template template) {
        List<String> keys = Stream.concat(KEYS.stream(), template.parameters().stream()).toList();
        int before = problems.count();
        Section section = Section.of(mapping, mapping.at(), "a device of template " + Words.quote(template.name()), keys,
            problems).orElseThrow();
        Map<String, Optional<String>> common = new LinkedHashMap<>();
        for (String parameter : template.parameters()) {
            if (section.has(parameter)) {
                common.put(parameter, value(parameter, section.node(parameter).orElseThrow(), template));
            }
        }
        if (!section.has(PATTERN) && !section.has(ROWS)) {
            require(template, common.keySet().stream().toList(), section.at());
            if (problems.count() == before && hasRoom(template, 1, mapping.at())) {
                sink.accept(template.expand(mapping.at(), common));
            }
        } else if (!section.has(PATTERN) || !section.has(ROWS)) {
            problems.add(section.at(), section.has(ROWS)
                ? "'" + ROWS + "' needs a '" + PATTERN + "' that names their values, such as " + PATTERN + ": "
                + template.parameters() : "'" + PATTERN + "' needs '" + ROWS + "', a list with values for each device");
        } else {
            table(section, template, common, before);
        }
    }

    private Optional<String> value(String parameter, YamlNode node, Template template) {
        if (node instanceof YamlScalar scalar && !scalar.isNull()) {
            return Optional.of(scalar).filter(YamlScalar::resolved).map(YamlScalar::text);
        }
        problems.add(node.at(), "the parameter " + Words.quote(parameter) + " must be text or a number, not " + node.describe()
            + (!node.isNull() ? "" : template.defaults().containsKey(parameter) ? "; leave the key out for the default"
            : ": the template " + Words.quote(template.name()) + " has no default for it"));
        return Optional.empty();
    }

    private void require(Template template, List<String> given, Mark at) {
        for (String parameter : template.parameters()) {
            if (!template.defaults().containsKey(parameter) && !given.contains(parameter)) {
                problems.add(at, "missing parameter " + Words.quote(parameter) + ", for which the template "
                    + Words.quote(template.name()) + " has no default");
            }
        }
    }

    private void table(Section section, Template template, Map<String, Optional<String>> common, int before) {
        Optional<List<String>> pattern = pattern(section, template, common);
        Optional<List<YamlNode>> rows = section.list(ROWS, "lists of values, one list a device");
        if (rows.isPresent() && rows.get().isEmpty()) {
            problems.add(section.at(ROWS), "'" + ROWS + "' is empty; list the values of at least one device");
        }
        pattern.ifPresent(columns -> require(template, Stream.concat(columns.stream(), common.keySet().stream()).toList(),
            section.at()));
        if (problems.count() == before && hasRoom(template, rows.orElseThrow().size(), section.at(ROWS))) {
            rows.get().forEach(row -> row(row, pattern.get(), template, common));
        }
    }

    private Optional<List<String>> pattern(Section section, Template template, Map<String, Optional<String>> common) {
        int before = problems.count();
        List<String> pattern = new ArrayList<>();
        for (YamlNode item : section.list(PATTERN, "the names of parameters").orElse(List.of())) {
            String name = item instanceof YamlScalar scalar ? scalar.text() : "";
            if (!template.parameters().contains(name)) {
                problems.add(item.at(), "the template " + Words.quote(template.name()) + " has no parameter "
                    + (item instanceof YamlScalar ? Words.quote(name) : "like " + item.describe()) + "; it has "
                    + Words.list(template.parameters()) + Suggestions.didYouMean(name, template.parameters()));
            } else if (pattern.contains(name)) {
                problems.add(item.at(), Words.quote(name) + " stands in '" + PATTERN + "' a second time");
            } else if (common.containsKey(name)) {
                problems.add(section.keyAt(name), Words.quote(name) + " stands in '" + PATTERN + "' as well; keep one");
            }
            pattern.add(name);
        }
        if (problems.count() == before && pattern.isEmpty()) {
            problems.add(section.at(PATTERN), "'" + PATTERN + "' is empty; name the parameters that the rows give");
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        return Optional.of(pattern);
    }

    private void row(YamlNode row, List<String> pattern, Template template, Map<String, Optional<String>> common) {
        List<YamlNode> values = row instanceof YamlSequence list ? list.items() : List.of(row);
        if (row instanceof YamlMapping || row.isNull() || values.size() != pattern.size()) {
            problems.add(row.at(), "a row must have " + Words.count(pattern.size(), "value") + " (" + Words.list(pattern)
                + "), not " + (row instanceof YamlSequence ? String.valueOf(values.size()) : row.describe()));
            return;
        }
        int before = problems.count();
        Map<String, Optional<String>> given = new LinkedHashMap<>(common);
        for (int i = 0; i < pattern.size(); i++) {
            String parameter = pattern.get(i);
            // in a table '~' keeps the columns in line where a device has the default
            if (!values.get(i).isNull() || !template.defaults().containsKey(parameter)) {
                given.put(parameter, value(parameter, values.get(i), template));
            }
        }
        if (problems.count() == before) {
            sink.accept(template.expand(row.at(), given));
        }
    }

    private boolean hasRoom(Template template, int devices, Mark at) {
        if (nodes <= MOST_NODES && nodes + devices * template.size() > MOST_NODES) {
            problems.add(at, "the devices up to here make more than " + MOST_NODES + " values; that many are not allowed");
        }
        nodes += devices * template.size();
        return nodes <= MOST_NODES;
    }
}
