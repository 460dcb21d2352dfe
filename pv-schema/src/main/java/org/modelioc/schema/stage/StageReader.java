package org.modelioc.schema.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads the lists {@code before} and {@code after} of a pipeline. */
public final class StageReader {

    private static final String ITEMS = "stages, such as - scale: {factor: 0.001}";
    private static final List<String> COMMON_KEYS = List.of("tensor", "elements");

    private final Problems problems;
    private Map<String, StageSyntax> stages;

    /**
     * A reader.
     *
     * @param problems takes what is wrong
     */
    public StageReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads one of the lists.
     *
     * @param pipeline the mapping of the pipeline
     * @param key      {@code before} or {@code after}
     * @param tensors  the names that each tensor on that side has for its elements, in the order of the file
     * @param operands what expressions may use on that side
     * @return the stages that have no fault, in the order of the file; none if there is no such list
     */
    public List<StageDefinition> read(Section pipeline, String key, Map<String, ElementNames> tensors, Names operands) {
        Optional<List<YamlNode>> items = pipeline.list(key, ITEMS);
        List<StageDefinition> definitions = new ArrayList<>();
        if (items.isPresent()) {
            if (items.get().isEmpty()) {
                problems.add(pipeline.at(key), "'" + key + "' is empty; list at least one stage or remove it");
            }
            items.get().forEach(item -> stage(item, key, tensors, operands).ifPresent(definitions::add));
        }
        return definitions;
    }

    private Optional<? extends StageDefinition> stage(YamlNode item, String list, Map<String, ElementNames> tensors,
            Names operands) {
        if (!(item instanceof YamlMapping mapping) || mapping.entries().size() != 1) {
            String found = item instanceof YamlMapping several && several.entries().size() > 1
                ? several.entries().size() + " keys: begin each stage with a '-', and write its keys in braces or further in"
                : item.describe();
            problems.add(item.at(), "a stage with its keys is due here, such as scale: {factor: 0.001}, not " + found);
            return Optional.empty();
        }
        YamlScalar name = mapping.entries().getFirst().key();
        YamlNode body = mapping.entries().getFirst().value();
        if (!name.resolved()) {
            return Optional.empty();
        }
        StageSyntax syntax = stages(name.at()).get(name.text());
        if (syntax == null) {
            problems.add(name.at(), "there is no stage " + Words.quote(name.text()) + "; there are "
                + String.join(", ", stages.keySet()) + Suggestions.didYouMean(name.text(), stages.keySet()));
            return Optional.empty();
        }
        if (body.isNull()) {
            problems.add(name.at(), "the stage '" + name.text() + "' has no mapping; write '" + name.text()
                + ": {}' for one with defaults only");
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>(COMMON_KEYS);
        keys.addAll(syntax.keys());
        int before = problems.count();
        return Section.of(body, name.at(), "stage '" + name.text() + "' of '" + list + "'", keys, problems)
            .flatMap(section -> StageSection.of(name.text(), section, tensors, operands, problems))
            .flatMap(section -> syntax.reader().apply(section))
            .filter(definition -> problems.count() == before);
    }

    /** All stages by name; those of jars are sought when the first stage is met, since most files have none. */
    private Map<String, StageSyntax> stages(Mark at) {
        if (stages == null) {
            stages = new LinkedHashMap<>(StageSyntax.builtIn());
            try {
                for (StageProvider provider : ServiceLoader.load(StageProvider.class)) {
                    StageSyntax known = stages.putIfAbsent(provider.name(), new StageSyntax(provider.keys(), provider::read));
                    if (known != null) {
                        problems.add(at, provider.getClass().getName() + " on the class path adds a stage '" + provider.name()
                            + "', but there is one of that name; rename it");
                    }
                }
            } catch (ServiceConfigurationError e) {
                problems.add(at, "a stage on the class path cannot be used: " + e.getMessage());
            }
        }
        return stages;
    }
}
