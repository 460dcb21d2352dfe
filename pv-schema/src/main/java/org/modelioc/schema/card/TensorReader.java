package org.modelioc.schema.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.modelioc.schema.tensor.TensorType;
import org.modelioc.schema.tensor.TensorTypes;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/** Reads {@code inputs} and {@code outputs} of a card. */
final class TensorReader {

    private static final List<String> TENSOR_KEYS = List.of("tensor", "type", "features");
    private static final List<String> OUTPUT_KEYS = List.of("name", "units", "description", "minimum", "maximum");
    private static final List<String> INPUT_KEYS = List.of("name", "units", "description", "minimum", "maximum", "mean",
        "standard-deviation", "histogram");

    private final Problems problems;

    /** Reads one feature; false as the second argument if its tensor has no batch. */
    private interface FeatureReader<F> {
        F read(Section section, boolean batched);
    }

    /** Makes a tensor of what was read. */
    private interface TensorMaker<F, T> {
        T make(String name, TensorType type, List<String> axes, List<F> features);
    }

    TensorReader(Problems problems) {
        this.problems = problems;
    }

    List<InputTensor> inputs(Section root) {
        List<InputTensor> inputs = tensors(root, "inputs", INPUT_KEYS, this::input, InputTensor::new);
        if (!inputs.isEmpty() && inputs.stream().noneMatch(InputTensor::batched)) {
            problems.add(root.keyAt("inputs"), "no tensor of 'inputs' has 'batch' as its first dimension; at least one must");
        }
        return inputs;
    }

    List<OutputTensor> outputs(Section root) {
        List<OutputTensor> outputs = tensors(root, "outputs", OUTPUT_KEYS, this::output, OutputTensor::new);
        for (OutputTensor output : outputs) {
            if (!output.axes().getFirst().equals(GoldenRows.BATCH)) {
                problems.add(root.keyAt("outputs"), "the first dimension of each tensor of 'outputs' must be 'batch', but that"
                    + " of " + Words.quote(output.name()) + " is " + Words.quote(output.axes().getFirst()));
            }
        }
        return outputs;
    }

    private <F, T> List<T> tensors(Section root, String key, List<String> featureKeys, FeatureReader<F> reader,
            TensorMaker<F, T> maker) {
        Optional<List<YamlNode>> items = root.list(key, "tensors");
        if (items.isPresent() && items.get().isEmpty()) {
            problems.add(root.at(key), "'" + key + "' is empty; at least one tensor is due");
        }
        List<T> tensors = new ArrayList<>();
        Map<String, Mark> seen = new HashMap<>();
        for (YamlNode item : items.orElse(List.of())) {
            Section.of(item, item.at(), "a tensor of '" + key + "'", TENSOR_KEYS, problems)
                .flatMap(section -> tensor(section, seen, featureKeys, reader, maker)).ifPresent(tensors::add);
        }
        return tensors;
    }

    private <F, T> Optional<T> tensor(Section section, Map<String, Mark> seen, List<String> featureKeys, FeatureReader<F> reader,
            TensorMaker<F, T> maker) {
        section.require("tensor", "type", "features");
        String name = unique(section, "tensor", seen);
        Optional<TensorType> type = section.node("type").flatMap(node -> TensorTypes.read(name, node, problems));
        List<String> axes = type.flatMap(_ -> section.scalar("type")).map(YamlScalar::text).map(TensorTypes::axes)
            .orElse(List.of());
        boolean batched = !axes.isEmpty() && axes.getFirst().equals(GoldenRows.BATCH);
        List<F> features = new ArrayList<>();
        Map<String, Mark> names = new HashMap<>();
        List<YamlNode> items = section.list("features", "features").orElse(List.of());
        for (YamlNode item : items) {
            Section.of(item, item.at(), "a feature of tensor " + Words.quote(name), featureKeys, problems).ifPresent(feature -> {
                unique(feature, "name", names);
                features.add(reader.read(feature, batched));
            });
        }
        if (type.isPresent() && section.has("features")) {
            checkCount(type.get(), items.size(), section);
        }
        return type.map(known -> maker.make(name, known, axes, features));
    }

    private void checkCount(TensorType type, int features, Section section) {
        long last = type.dimensions().getLast();
        long due = last == TensorType.DYNAMIC ? 1 : last;
        if (features != due) {
            problems.add(section.keyAt("features"), "the last dimension of " + section.scalar("type").orElseThrow().text()
                + " needs " + Words.count(due, "feature") + ", but " + features + (features == 1 ? " is" : " are") + " listed");
        }
    }

    /** A name that must be there, must not be blank, and is new. */
    private String unique(Section section, String key, Map<String, Mark> seen) {
        Optional<String> name = section.line(key);
        if (name.isPresent() && name.get().isBlank()) {
            problems.add(section.at(key), "'" + key + "' is empty; give a name");
        } else if (name.isPresent()) {
            Mark first = seen.putIfAbsent(name.get(), section.at(key));
            if (first != null) {
                problems.add(section.at(key), Words.quote(name.get()) + " stands here a second time; the first is at " + first);
            }
        }
        return name.orElse("");
    }

    private OutputFeature output(Section section, boolean batched) {
        section.require("name", "minimum", "maximum");
        checkOrder(section, List.of("minimum", "maximum"));
        return new OutputFeature(section.line("name").orElse(""), section.line("units").orElse(""),
            section.line("description").orElse(""), section.number("minimum").orElse(0), section.number("maximum").orElse(0));
    }

    private InputFeature input(Section section, boolean batched) {
        section.require("name", "minimum", "maximum");
        if (batched) {
            section.require("mean", "standard-deviation", "histogram");
        }
        checkOrder(section, List.of("minimum", "mean", "maximum"));
        OptionalDouble deviation = section.number("standard-deviation");
        if (deviation.isPresent() && deviation.getAsDouble() < 0) {
            problems.add(section.at("standard-deviation"), "'standard-deviation' must be at least 0, not "
                + Words.number(deviation.getAsDouble()));
        }
        return new InputFeature(section.line("name").orElse(""), section.line("units").orElse(""),
            section.line("description").orElse(""), section.number("minimum").orElse(0), section.number("maximum").orElse(0),
            section.number("mean").orElse(Double.NaN), deviation.orElse(Double.NaN), histogram(section));
    }

    private void checkOrder(Section section, List<String> keys) {
        String last = null;
        for (String key : keys) {
            if (section.number(key).isEmpty()) {
                continue;
            }
            double value = section.number(key).getAsDouble();
            if (last != null && value < section.number(last).getAsDouble()) {
                problems.add(section.at(key), "'" + key + "' must be at least '" + last + "', which is "
                    + Words.number(section.number(last).getAsDouble()) + ", not " + Words.number(value));
            }
            last = key;
        }
    }

    private List<Long> histogram(Section section) {
        Optional<double[]> counts = section.numbers("histogram");
        if (counts.isEmpty()) {
            return List.of();
        }
        boolean whole =
            Arrays.stream(counts.get()).allMatch(count -> count >= 0 && count <= 1L << 53 && count == Math.rint(count));
        if (!whole || counts.get().length != InputFeature.BINS || Arrays.stream(counts.get()).sum() == 0) {
            problems.add(section.at("histogram"), "'histogram' must be " + InputFeature.BINS
                + " whole numbers from 0, not all of them 0; " + (whole ? Words.count(counts.get().length, "number") + " of sum "
                + Words.number(Arrays.stream(counts.get()).sum()) + " are given" : "one of them is negative or not whole"));
            return List.of();
        }
        return Arrays.stream(counts.get()).mapToLong(count -> (long) count).boxed().toList();
    }
}
