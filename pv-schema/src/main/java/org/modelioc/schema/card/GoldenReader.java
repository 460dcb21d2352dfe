package org.modelioc.schema.card;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlDocument;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;

/**
 * Reads {@code golden} of a card. The rows stand in the card or in a file beside it, JSON or YAML, with the tensors flat:
 * {@code inputs: [{tensor: settings, shape: [40, 10], data: [400 numbers]}]} and {@code outputs} likewise.
 */
final class GoldenReader {

    /** Room for about two million numbers. */
    private static final long MOST_BYTES = 32L << 20;
    private static final List<String> KEYS = List.of("tolerance", "relative-to", "rows");
    private static final List<String> FILE_KEYS = List.of("name", "version", "inputs", "outputs");
    private static final List<String> TENSOR_KEYS = List.of("tensor", "shape", "data");
    private static final List<String> BASES =
        Arrays.stream(GoldenRows.Basis.values()).map(basis -> basis.name().toLowerCase(Locale.ROOT)).toList();

    private final Path card;
    private final String name;
    private final String version;
    private final Problems problems;
    private final Map<String, Size> sizes = new HashMap<>();

    /** The size of a named axis, and where it was met first. */
    private record Size(long size, Mark at) {
    }

    /** What the card says of a tensor. */
    private record Declared(String name, List<String> axes) {
    }

    /**
     * A reader.
     *
     * @param card     the card's file
     * @param name     the model's name on the card
     * @param version  the model's version on the card
     * @param problems takes what is wrong
     */
    GoldenReader(Path card, String name, String version, Problems problems) {
        this.card = card;
        this.name = name;
        this.version = version;
        this.problems = problems;
    }

    Optional<GoldenRows> read(Section root, List<InputTensor> inputs, List<OutputTensor> outputs) {
        Optional<Section> golden = root.section("golden", KEYS);
        golden.ifPresent(section -> section.require("tolerance", "rows"));
        Optional<YamlNode> rows = golden.flatMap(section -> section.node("rows"));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble tolerance = golden.get().number("tolerance");
        if (tolerance.isPresent() && tolerance.getAsDouble() <= 0) {
            problems.add(golden.get().at("tolerance"), "'tolerance' must be above 0, not "
                + Words.number(tolerance.getAsDouble()));
        }
        GoldenRows.Basis basis = golden.get().choice("relative-to", BASES)
            .map(text -> GoldenRows.Basis.valueOf(text.toUpperCase(Locale.ROOT))).orElse(GoldenRows.Basis.ABSOLUTE);
        return rows(rows.get()).flatMap(section -> {
            section.require("inputs", "outputs");
            List<GoldenTensor> in = tensors(section, "inputs",
                inputs.stream().map(tensor -> new Declared(tensor.name(), tensor.axes())).toList());
            List<GoldenTensor> out = tensors(section, "outputs",
                outputs.stream().map(tensor -> new Declared(tensor.name(), tensor.axes())).toList());
            return Optional.ofNullable(sizes.get(GoldenRows.BATCH)).map(batch ->
                new GoldenRows(tolerance.orElse(1), basis, (int) batch.size, in, out));
        });
    }

    /** The rows, from the card itself or the file that it names. */
    private Optional<Section> rows(YamlNode node) {
        if (!(node instanceof YamlScalar scalar) || scalar.isNull()) {
            return Section.of(node, node.at(), "'rows' of 'golden'", FILE_KEYS, problems);
        }
        if (!scalar.text().matches("[^/\\\\\\x00]+")) {
            problems.add(node.at(), "'rows' must be the name of a file beside the card, or the rows themselves, not "
                + Words.quote(scalar.text()));
            return Optional.empty();
        }
        Optional<Section> file = YamlDocument.read(card.resolveSibling(scalar.text()), MOST_BYTES, problems)
            .flatMap(root -> Section.root(root, FILE_KEYS, problems));
        file.ifPresent(section -> {
            checkSame(section, "name", name);
            checkSame(section, "version", version);
        });
        return file;
    }

    private void checkSame(Section section, String key, String onTheCard) {
        section.line(key).filter(text -> !text.equals(onTheCard) && !onTheCard.isEmpty()).ifPresent(text ->
            problems.add(section.at(key), "these golden rows are of " + key + " " + Words.quote(text) + ", but the card is of "
                + Words.quote(onTheCard)));
    }

    /** The tensors in the order of the card; fewer after a problem. */
    private List<GoldenTensor> tensors(Section section, String key, List<Declared> declared) {
        Map<String, GoldenTensor> read = new LinkedHashMap<>();
        Map<String, Mark> seen = new HashMap<>();
        for (YamlNode item : section.list(key, "tensors").orElse(List.of())) {
            Optional<Section> tensor = Section.of(item, item.at(), "a tensor of '" + key + "'", TENSOR_KEYS, problems);
            tensor.ifPresent(fields -> tensor(fields, key, declared, seen).ifPresent(values -> read.put(values.name(), values)));
        }
        for (Declared due : declared) {
            if (section.has(key) && !seen.containsKey(due.name)) {
                problems.add(section.keyAt(key), "the tensor " + Words.quote(due.name) + " of the card is missing in '"
                    + key + "'");
            }
        }
        return declared.stream().map(due -> read.get(due.name)).flatMap(Stream::ofNullable).toList();
    }

    private Optional<GoldenTensor> tensor(Section fields, String key, List<Declared> declared, Map<String, Mark> seen) {
        fields.require("tensor", "shape", "data");
        Optional<String> tensor = fields.line("tensor");
        Optional<double[]> shape = fields.numbers("shape");
        Optional<double[]> data = fields.numbers("data");
        if (tensor.isEmpty()) {
            return Optional.empty();
        }
        Mark first = seen.putIfAbsent(tensor.get(), fields.at("tensor"));
        if (first != null) {
            problems.add(fields.at("tensor"), Words.quote(tensor.get()) + " stands here a second time; the first is at " + first);
            return Optional.empty();
        }
        Optional<Declared> due = declared.stream().filter(each -> each.name.equals(tensor.get())).findFirst();
        if (due.isEmpty() && !declared.isEmpty()) {
            List<String> names = declared.stream().map(Declared::name).toList();
            problems.add(fields.at("tensor"), "the card has no tensor " + Words.quote(tensor.get()) + " in its '" + key
                + "', which are " + Words.list(names) + Suggestions.didYouMean(tensor.get(), names));
        }
        if (due.isEmpty() || shape.isEmpty() || data.isEmpty()) {
            return Optional.empty();
        }
        return sizes(shape.get(), due.get(), fields).filter(sizes -> holds(sizes, data.get(), tensor.get(), fields))
            .map(sizes -> new GoldenTensor(tensor.get(), sizes, data.get()));
    }

    /** The shape as sizes, if it is one that the card's axes allow. */
    private Optional<List<Long>> sizes(double[] shape, Declared due, Section fields) {
        Mark at = fields.at("shape");
        List<Long> sizes = new ArrayList<>();
        boolean fits = shape.length == due.axes.size();
        for (int i = 0; i < shape.length && fits; i++) {
            long size = (long) shape[i];
            sizes.add(size);
            String axis = due.axes.get(i);
            fits = size == shape[i] && size >= 1 && size <= Integer.MAX_VALUE
                && (!Character.isDigit(axis.charAt(0)) || Long.parseLong(axis) == size);
        }
        if (!fits) {
            problems.add(at, "the shape of tensor " + Words.quote(due.name) + " must fit [" + String.join(", ", due.axes)
                + "] of the card, not [" + String.join(", ", Arrays.stream(shape).mapToObj(Words::number).toList()) + "]");
            return Optional.empty();
        }
        for (int i = 0; i < sizes.size(); i++) {
            checkAxis(due.axes.get(i), sizes.get(i), at);
        }
        return Optional.of(sizes);
    }

    /** Axes of one name are of one size, and there are enough rows. */
    private void checkAxis(String axis, long size, Mark at) {
        if (Character.isDigit(axis.charAt(0))) {
            return;
        }
        Size first = sizes.putIfAbsent(axis, new Size(size, at));
        if (first != null && first.size != size) {
            problems.add(at, "'" + axis + "' is " + size + " here, but " + first.size + " at " + first.at);
        } else if (first == null && axis.equals(GoldenRows.BATCH) && size < GoldenRows.FEWEST) {
            problems.add(at, "golden rows must be at least " + GoldenRows.FEWEST + ", not " + size);
        }
    }

    private boolean holds(List<Long> shape, double[] data, String tensor, Section fields) {
        double elements = shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        if (elements != data.length) {
            problems.add(fields.at("data"), "the tensor " + Words.quote(tensor) + " of shape " + shape + " needs "
                + Words.number(elements) + " numbers, but " + data.length + " are listed");
        }
        return elements == data.length;
    }
}
