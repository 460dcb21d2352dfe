package org.modelioc.runtime.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.yaml.Suggestions;

/** Sets the tensors that a configuration expects beside those that a model file has. */
final class TensorComparison {

    private static final String NONE = "-";

    private final List<Row> rows = new ArrayList<>();

    private record Row(String side, String yaml, String file, String remark) {
    }

    /** Adds the inputs or the outputs. Where the configuration lists none, there is nothing to compare. */
    void add(String side, List<TensorDefinition> yaml, List<TensorSignature> file) {
        if (yaml.isEmpty()) {
            return;
        }
        List<TensorSignature> unclaimed = new ArrayList<>(file);
        unclaimed.removeIf(tensor -> yaml.stream().anyMatch(expected -> expected.name().equals(tensor.name())));
        for (TensorDefinition expected : yaml) {
            Optional<TensorSignature> found = file.stream().filter(tensor -> tensor.name().equals(expected.name())).findFirst();
            if (found.isEmpty()) {
                found = meant(expected.name(), unclaimed);
                found.ifPresent(unclaimed::remove);
            }
            String text = expected.name() + ' ' + expected.type();
            rows.add(found.isPresent()
                ? new Row(side, text, found.get().toString(), remark(expected, found.get()))
                : new Row(side, text, NONE, "not in the file"));
        }
        unclaimed.forEach(tensor -> rows.add(new Row(side, NONE, tensor.toString(), "not in the YAML")));
    }

    boolean differs() {
        return rows.stream().anyMatch(row -> !row.remark.isEmpty());
    }

    /** What differs, with all tensors. */
    ModelLoadException fault(ModelDefinition definition) {
        return new ModelLoadException(definition.at() + ": model '" + definition.name()
            + "': the tensors in the YAML are not those of " + definition.file() + '\n' + table());
    }

    /** All tensors, those that agree included, in aligned columns. */
    private String table() {
        rows.addFirst(new Row("", "in the YAML", "in the file", ""));
        int yaml = rows.stream().mapToInt(row -> row.yaml.length()).max().orElse(0);
        int file = rows.stream().mapToInt(row -> row.file.length()).max().orElse(0);
        String format = "  %-6s  %-" + yaml + "s  %-" + file + "s  %s";
        return rows.stream().map(row -> format.formatted(row.side, row.yaml, row.file, row.remark).stripTrailing())
            .collect(Collectors.joining("\n"));
    }

    private static Optional<TensorSignature> meant(String name, List<TensorSignature> candidates) {
        Optional<String> nearest = Suggestions.closest(name, candidates.stream().map(TensorSignature::name).toList());
        return candidates.stream().filter(tensor -> nearest.isPresent() && tensor.name().equals(nearest.get())).findFirst();
    }

    private static String remark(TensorDefinition expected, TensorSignature found) {
        List<String> differences = new ArrayList<>();
        if (!expected.name().equals(found.name())) {
            differences.add("the name differs: did you mean '" + found.name() + "'?");
        }
        if (expected.type().element() != found.type().element()) {
            differences.add("the element type differs");
        }
        if (expected.type().dimensions().size() != found.type().dimensions().size()) {
            differences.add("the number of dimensions differs");
        } else if (differences.isEmpty() && !expected.type().matches(found.type())) {
            differences.add("the shape differs");
        }
        return String.join(" ", differences);
    }
}
