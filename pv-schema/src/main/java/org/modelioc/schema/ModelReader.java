package org.modelioc.schema;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads the section {@code models}. */
final class ModelReader {

    private static final List<String> KEYS = List.of("file", "inputs", "outputs");

    private final String prefix;
    private final Problems problems;

    /**
     * What the section declares.
     *
     * @param names names of all models, also of those with faults
     * @param sound the models without faults, in the order of the file
     */
    record Models(Set<String> names, List<ModelDefinition> sound) {
    }

    /**
     * A reader.
     *
     * @param prefix   the prefix of the IOC
     * @param problems takes what is wrong
     */
    ModelReader(String prefix, Problems problems) {
        this.prefix = prefix;
        this.problems = problems;
    }

    Models read(List<YamlMapping.Entry> entries) {
        Set<String> names = new LinkedHashSet<>();
        List<ModelDefinition> sound = new ArrayList<>();
        for (YamlMapping.Entry entry : entries) {
            int before = problems.count();
            names.add(entry.key().text());
            Optional<ModelDefinition> model = model(entry);
            if (problems.count() == before) {
                model.ifPresent(sound::add);
            }
        }
        return new Models(names, sound);
    }

    private Optional<ModelDefinition> model(YamlMapping.Entry entry) {
        String name = entry.key().text();
        PvNames.check("model name", entry.key(), prefix, BuiltInNames.LONGEST_SUFFIX, problems);
        Optional<Section> body = Section.of(entry.value(), entry.key().at(), "model '" + name + "'", KEYS, problems);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        Section section = body.get();
        section.require("file", "inputs", "outputs");
        Optional<Path> file = file(section);
        List<TensorDefinition> inputs = tensors(section, "inputs");
        List<TensorDefinition> outputs = tensors(section, "outputs");
        return file.map(path -> new ModelDefinition(name, SourcePosition.of(entry.key().at()), path,
            SourcePosition.of(section.at("file")), inputs, outputs));
    }

    private Optional<Path> file(Section section) {
        Optional<String> written = section.line("file");
        if (written.isPresent() && written.get().isBlank()) {
            problems.add(section.at("file"), "'file' must name the model file, relative to the folder of this file, not ''");
            return Optional.empty();
        }
        try {
            return written.map(section.at("file").folder()::resolve);
        } catch (InvalidPathException e) {
            problems.add(section.at("file"), "'file' must be a path: " + e.getReason());
            return Optional.empty();
        }
    }

    private List<TensorDefinition> tensors(Section section, String key) {
        List<TensorDefinition> tensors = new ArrayList<>();
        for (YamlMapping.Entry entry : section.named(key, "tensor: type")) {
            String name = entry.key().text();
            TensorTypes.read(name, entry.value(), problems)
                .ifPresent(type -> tensors.add(new TensorDefinition(name, SourcePosition.of(entry.key().at()), type,
                    TensorTypes.axes(((YamlScalar) entry.value()).text()))));
        }
        return tensors;
    }
}
