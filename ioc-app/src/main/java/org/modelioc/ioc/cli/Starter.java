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
import org.modelioc.schema.Range;
import org.modelioc.schema.card.ModelCard;

/** Writes a first configuration for a model: one PV for each number that it takes and gives. */
final class Starter {

    private static final String PIPELINE = "PREDICT";
    private static final String SCHEMA = "model-ioc.schema.json";

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

    /** The PVs of a tensor; its features repeat along the last axis. */
    private List<StarterPv> pvs(StarterTensors.Tensor tensor, List<Feature> features, String letter, int[] number) {
        List<StarterPv> pvs = new ArrayList<>();
        for (int i = 0; i < tensor.elements(); i++) {
            if (features.isEmpty() || tensor.elements() % features.size() != 0) {
                pvs.add(new StarterPv(names.next(letter + number[0]++), "", "", Range.NONE, Double.NaN, tensor.whole()));
                continue;
            }
            Feature feature = features.get(i % features.size());
            boolean several = tensor.elements() > features.size();
            String name = feature.name() + (several ? ":" + i / features.size() : "");
            Range range = feature.minimum() < feature.maximum() ? new Range(feature.minimum(), feature.maximum()) : Range.NONE;
            pvs.add(new StarterPv(names.next(name), feature.description(), feature.units(), range, feature.mean(),
                tensor.whole()));
        }
        return pvs;
    }
}
