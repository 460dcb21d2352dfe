package org.modelioc.schema.pv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;
import org.modelioc.schema.yaml.YamlSequence;

/**
 * Names with a {@code *} in the lists of a pipeline: each stands for all PVs of its section that match, in the order in which
 * they are declared. No PV can have that sign in its name.
 */
public final class PvPatterns {

    private static final char ANY = '*';

    private final Map<String, List<String>> names;
    private final Problems problems;

    /**
     * What patterns may match.
     *
     * @param sections the PVs of each section that a pipeline refers to
     * @param problems takes patterns that match nothing
     */
    public PvPatterns(Map<String, List<PvDefinition>> sections, Problems problems) {
        this.names = sections.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
            section -> section.getValue().stream().map(PvDefinition::name).toList()));
        this.problems = problems;
    }

    /** The pipelines with the names that match in place of patterns. */
    public List<YamlMapping.Entry> replace(List<YamlMapping.Entry> pipelines) {
        return pipelines.stream().map(pipeline -> inside(pipeline, side -> names.containsKey(side.key().text())
            ? inside(side, mapping -> replaced(mapping, side.key().text())) : side)).toList();
    }

    /** A mapping with its entries changed; anything else as it is, for the reader to report. */
    private static YamlMapping.Entry inside(YamlMapping.Entry entry, Function<YamlMapping.Entry, YamlMapping.Entry> change) {
        return entry.value() instanceof YamlMapping mapping
            ? new YamlMapping.Entry(entry.key(), new YamlMapping(mapping.at(), mapping.entries().stream().map(change).toList()))
            : entry;
    }

    private YamlMapping.Entry replaced(YamlMapping.Entry mapping, String section) {
        if (!(mapping.value() instanceof YamlSequence list) || list.items().stream().noneMatch(PvPatterns::isPattern)) {
            return mapping;
        }
        List<YamlNode> items = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (isPattern(item)) {
                items.addAll(matching((YamlScalar) item, section));
            } else {
                items.add(item);
            }
        }
        return new YamlMapping.Entry(mapping.key(), new YamlSequence(list.at(), items));
    }

    private static boolean isPattern(YamlNode item) {
        return item instanceof YamlScalar scalar && scalar.resolved() && scalar.text().indexOf(ANY) >= 0;
    }

    private List<YamlNode> matching(YamlScalar pattern, String section) {
        Pattern expression = Pattern.compile(Pattern.quote(pattern.text()).replace("*", "\\E.*\\Q"));
        List<YamlNode> found = names.get(section).stream().filter(name -> expression.matcher(name).matches())
            .<YamlNode>map(name -> new YamlScalar(pattern.at(), name, false, List.of(), true, false)).toList();
        if (found.isEmpty() && !names.get(section).isEmpty()) {
            problems.add(pattern.at(), "no PV in '" + section + "' matches " + Words.quote(pattern.text())
                + Suggestions.closest(pattern.text().replace("*", ""), names.get(section))
                    .map(close -> "; the closest name is " + Words.quote(close)).orElse(""));
        }
        return found;
    }
}
