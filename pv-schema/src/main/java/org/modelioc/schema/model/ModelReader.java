package org.modelioc.schema.model;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.PvNames;
import org.modelioc.schema.service.AccessReader;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorTypes;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads the section {@code models}. */
public final class ModelReader {

    private static final List<String> KEYS = List.of("file", "watch", "inputs", "outputs", "engine",
        "device", "memory-limit", "latency-budget", "asg");
    private static final Duration LONGEST_BUDGET = Duration.ofMinutes(1);
    private static final long LEAST_MEMORY = 1L << 20;
    private static final long MOST_MEMORY = 1L << 40;

    private final String prefix;
    private final Problems problems;

    /**
     * What the section declares.
     *
     * @param names names of all models, also of those with faults
     * @param sound the models without faults, in the order of the file
     */
    public record Models(Set<String> names, List<ModelDefinition> sound) {
    }

    /**
     * A reader.
     *
     * @param prefix   the prefix of the IOC
     * @param problems takes what is wrong
     */
    public ModelReader(String prefix, Problems problems) {
        this.prefix = prefix;
        this.problems = problems;
    }

    /**
     * Reads the section.
     *
     * @param entries the models, each with its name
     * @return those without fault, and the names of all
     */
    public Models read(List<YamlMapping.Entry> entries) {
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
        String key = section.has("watch") ? "watch" : "file";
        section.require(key, "inputs", "outputs");
        if (section.has("watch") && section.has("file")) {
            problems.add(section.keyAt("watch"), "'watch' and 'file' exclude each other: 'watch' takes a folder of versions,"
                + " 'file' one model");
        }
        Optional<Path> file = file(section, key);
        List<TensorDefinition> inputs = tensors(section, "inputs");
        List<TensorDefinition> outputs = tensors(section, "outputs");
        ModelOptions options = options(section);
        return file.map(path -> new ModelDefinition(name, SourcePosition.of(entry.key().at()), path,
            SourcePosition.of(section.at(key)), inputs, outputs, options));
    }

    private Optional<Path> file(Section section, String key) {
        Optional<String> written = section.line(key);
        if (written.isPresent() && written.get().isBlank()) {
            problems.add(section.at(key), "'" + key + "' must name " + (key.equals("file") ? "the model file" : "a folder")
                + ", relative to the folder of this file, not ''");
            return Optional.empty();
        }
        try {
            return written.map(section.at(key).folder()::resolve);
        } catch (InvalidPathException e) {
            problems.add(section.at(key), "'" + key + "' must be a path: " + e.getReason());
            return Optional.empty();
        }
    }

    private ModelOptions options(Section section) {
        Optional<Device> device = section.line("device").flatMap(text -> {
            Optional<Device> parsed = Device.parse(text);
            if (parsed.isEmpty()) {
                problems.add(section.at("device"), "'device' must be cpu, auto or cuda:N such as cuda:0, not "
                    + Words.quote(text));
            }
            return parsed;
        });
        Optional<String> engine = section.line("engine");
        if (engine.isPresent() && !engine.get().matches("[a-z][a-z0-9-]*")) {
            problems.add(section.at("engine"), "'engine' must be a word such as onnx or torchscript, not "
                + Words.quote(engine.get()));
        }
        Optional<Long> memory = section.size("memory-limit", LEAST_MEMORY, MOST_MEMORY);
        Optional<Duration> budget = section.duration("latency-budget", Duration.ofNanos(1000), LONGEST_BUDGET);
        return new ModelOptions(section.has("watch"), engine, device.orElse(Device.CPU),
            memory.map(OptionalLong::of).orElse(OptionalLong.empty()), budget, group(section));
    }

    private Optional<String> group(Section section) {
        return section.has("asg") ? Optional.of(AccessReader.group(section, problems)) : Optional.empty();
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
