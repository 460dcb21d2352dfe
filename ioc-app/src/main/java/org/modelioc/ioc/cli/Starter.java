package org.modelioc.ioc.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.modelioc.schema.card.GoldenTensor;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.yaml.Words;

/** Writes a first configuration for a model: a PV for each number that it takes and gives, or for each column of numbers. */
final class Starter {

    private static final String PIPELINE = "PREDICT";
    private static final String SCHEMA = "model-ioc.schema.json";
    /** Of a tensor with one axis beside the batch; beyond, one array. */
    private static final int MOST_SCALARS = 1000;
    /** Of a tensor with more axes; beyond, one array. */
    private static final int MOST_COLUMNS = 100;
    /** Rounding of golden rows, as a share of the whole axis: they are float32. */
    private static final double NEAR = 1e-6;

    private final StarterTensors tensors;
    private final Optional<ModelCard> card;
    private final StarterNames names = new StarterNames();

    /** What a card says of one element. */
    private record Feature(String name, String description, String units, double minimum, double maximum, double mean) {
    }

    private Starter(StarterTensors tensors, Optional<ModelCard> card) {
        this.tensors = tensors;
        this.card = card;
    }

    /**
     * Writes the configuration.
     *
     * @param tensors the tensors of the model
     * @param card    its card
     * @param folder  the folder in which the configuration will lie, absolute
     * @param yaml    the file that it will be, as the user named it; null if that is not known
     * @return the text of the file
     */
    static String yaml(StarterTensors tensors, Optional<ModelCard> card, Path folder, Path yaml) {
        return new Starter(tensors, card).text(folder, yaml);
    }

    private String text(Path folder, Path yaml) {
        Path file = tensors.file().path().toAbsolutePath().normalize();
        String model = StarterNames.word(card.map(ModelCard::name).orElse(StarterNames.stem(file)));
        Map<String, List<StarterPv>> inputs = inputs();
        Map<String, List<StarterPv>> outputs = outputs();
        StringBuilder text = new StringBuilder();
        schemaLine(text, folder);
        text.append("# Made from ").append(file.getFileName())
            .append(card.map(known -> " and its card (" + known.name() + " " + known.version() + ")").orElse(""))
            .append(" by 'model-ioc init'; all of it is yours to change.\n");
        if (yaml != null) {
            text.append("#\n#   model-ioc run ").append(yaml).append('\n');
        }
        text.append("\nioc:\n  prefix: $(P=").append(model.toUpperCase(Locale.ROOT)).append(":)\n");
        card.map(ModelCard::description).filter(line -> !line.isEmpty()).ifPresent(line ->
            text.append("  description: ").append(StarterNames.yaml(line)).append('\n'));
        text.append("\nmodels:\n  ").append(StarterNames.yaml(model)).append(":\n    file: ")
            .append(StarterNames.yaml(path(folder, file))).append('\n');
        types(text, "inputs", tensors.inputs());
        types(text, "outputs", tensors.outputs());
        text.append(card.isPresent() ? "\n# The limits are the range of the training data.\n" : "\n").append("inputs:\n");
        inputs.values().forEach(pvs -> pvs.forEach(pv -> text.append(pv.yaml(true))));
        text.append("\noutputs:\n");
        outputs.values().forEach(pvs -> pvs.forEach(pv -> text.append(pv.yaml(false))));
        text.append("\npipelines:\n  ").append(PIPELINE).append(":\n    model: ").append(StarterNames.yaml(model)).append('\n');
        mappings(text, "inputs", inputs);
        mappings(text, "outputs", outputs);
        return text.toString();
    }

    /** Names the schema for editors, where one lies in the folder of the configuration or above. */
    private static void schemaLine(StringBuilder text, Path folder) {
        for (Path above = folder; above != null; above = above.getParent()) {
            Path schema = above.resolve(SCHEMA);
            if (Files.isRegularFile(schema)) {
                text.append("# yaml-language-server: $schema=").append(path(folder, schema)).append('\n');
                return;
            }
        }
    }

    private static String path(Path folder, Path file) {
        Path path = folder.getRoot().equals(file.getRoot()) ? folder.relativize(file) : file;
        return path.toString().replace('\\', '/');
    }

    private static void types(StringBuilder text, String key, List<StarterTensors.Tensor> tensors) {
        text.append("    ").append(key).append(":\n");
        tensors.forEach(tensor -> text.append("      ").append(StarterNames.yaml(tensor.name())).append(": ")
            .append(tensor.type()).append('\n'));
    }

    private static void mappings(StringBuilder text, String key, Map<String, List<StarterPv>> tensors) {
        text.append("    ").append(key).append(":\n");
        tensors.forEach((tensor, pvs) -> {
            text.append("      ").append(StarterNames.yaml(tensor)).append(":\n");
            pvs.forEach(pv -> text.append("        - ").append(StarterNames.yaml(pv.name())).append('\n'));
        });
    }

    private Map<String, List<StarterPv>> inputs() {
        Map<String, List<StarterPv>> pvs = new LinkedHashMap<>();
        int[] number = {0};
        for (StarterTensors.Tensor tensor : tensors.inputs()) {
            List<Feature> features = card.stream().flatMap(known -> known.inputs().stream())
                .filter(known -> known.name().equals(tensor.name())).flatMap(known -> known.features().stream())
                .map(feature -> new Feature(feature.name(), feature.description(), feature.units(), feature.minimum(),
                    feature.maximum(), feature.mean())).collect(Collectors.toList());
            pvs.put(tensor.name(), pvs(tensor, features, "x", number));
        }
        return pvs;
    }

    private Map<String, List<StarterPv>> outputs() {
        Map<String, List<StarterPv>> pvs = new LinkedHashMap<>();
        int[] number = {0};
        for (StarterTensors.Tensor tensor : tensors.outputs()) {
            List<Feature> features = card.stream().flatMap(known -> known.outputs().stream())
                .filter(known -> known.name().equals(tensor.name())).flatMap(known -> known.features().stream())
                .map(feature -> new Feature(feature.name(), feature.description(), feature.units(), feature.minimum(),
                    feature.maximum(), Double.NaN)).collect(Collectors.toList());
            pvs.put(tensor.name(), pvs(tensor, features, "y", number));
        }
        return pvs;
    }

    /**
     * The PVs of a tensor: for each place of the last axis one, an array along the other axes where there are any. One array for
     * all of it where that would be too many, or where the last axis is a single feature.
     */
    private List<StarterPv> pvs(StarterTensors.Tensor tensor, List<Feature> features, String letter, int[] number) {
        int last = tensor.last();
        int length = tensor.elements() / last;
        boolean whole = last > (length == 1 ? MOST_SCALARS : MOST_COLUMNS) || length == 1 && features.size() == 1;
        int count = whole ? 1 : last;
        int elements = tensor.elements() / count;
        List<StarterPv> pvs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (features.size() != count) {
                pvs.add(new StarterPv(names.next(letter + number[0]++), "", "", Range.NONE, Double.NaN, tensor.whole(), elements,
                    ""));
                continue;
            }
            Feature feature = features.get(i);
            Range range = feature.minimum() < feature.maximum() ? new Range(feature.minimum(), feature.maximum()) : Range.NONE;
            pvs.add(new StarterPv(names.next(feature.name()), feature.description(), feature.units(), range, feature.mean(),
                tensor.whole(), elements, elements == 1 ? "" : axis(tensor, range)));
        }
        return pvs;
    }

    /** The value of an input without a batch, such as the places along a beam line, as in the golden rows; empty if not known. */
    private String axis(StarterTensors.Tensor tensor, Range range) {
        List<Long> shape = List.of((long) tensor.elements());
        Optional<double[]> golden = card.stream().flatMap(known -> known.golden().inputs().stream())
            .filter(known -> known.name().equals(tensor.name()) && known.shape().equals(shape)).findFirst()
            .map(GoldenTensor::values);
        if (golden.isEmpty()) {
            return "";
        }
        double[] values = golden.get();
        double from = values[0];
        double step = (values[values.length - 1] - from) / (values.length - 1);
        double near = NEAR * Math.abs(values[values.length - 1] - from);
        boolean even = values.length > 1 && IntStream.range(0, values.length)
            .allMatch(i -> Math.abs(from + i * step - values[i]) <= near);
        return even ? "{from: " + end(from, range, near) + ", to: " + end(values[values.length - 1], range, near) + "}"
            : DoubleStream.of(values).mapToObj(value -> end(value, range, near)).collect(Collectors.joining(", ", "[", "]"));
    }

    /** An end of an axis; that of the range, where it is the same but for rounding. */
    private static String end(double value, Range range, double near) {
        return Words.number(Math.abs(value - range.low()) <= near ? range.low()
            : Math.abs(value - range.high()) <= near ? range.high() : value);
    }
}
