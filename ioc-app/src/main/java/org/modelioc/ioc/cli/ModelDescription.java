package org.modelioc.ioc.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.modelioc.ioc.cli.model.ModelSummary;
import org.modelioc.ioc.cli.model.NamedTensor;
import org.modelioc.ioc.cli.model.OnnxFile;
import org.modelioc.ioc.cli.model.TorchScriptSummary;
import org.modelioc.schema.card.GoldenRows;
import org.modelioc.schema.card.InputFeature;
import org.modelioc.schema.card.InputTensor;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.OutputFeature;
import org.modelioc.schema.card.OutputTensor;
import org.modelioc.schema.card.TrainingData;
import org.modelioc.schema.yaml.Words;

/**
 * What is known of a model, for people and for programs.
 *
 * @param file the model file
 * @param card its card, with the digests of its files verified
 */
record ModelDescription(ModelSummary file, Optional<ModelCard> card) {

    private static final String OWN_DOMAIN = "ai.onnx";

    /** One feature of a tensor. */
    private record Feature(String tensor, String name, String units, double minimum, double maximum, String description) {
    }

    /** In aligned columns. */
    String text() {
        Columns head = new Columns().row("file", file.path() + ", " + Words.count(file.bytes(), "byte"))
            .row("format", switch (file) {
                case OnnxFile onnx -> "ONNX, IR version " + onnx.irVersion() + opsets(onnx);
                case TorchScriptSummary _ -> "TorchScript";
            });
        switch (file) {
            case OnnxFile onnx -> {
                line(head, "producer", onnx.producer());
                line(head, "about", onnx.description());
                head.row("parameters", onnx.parameters() + " (" + Words.count(onnx.parameterBytes(), "byte") + ")");
                head.row("nodes", operators());
            }
            case TorchScriptSummary torch -> {
                head.row("parameters", Words.count(torch.parameterBytes(), "byte"));
                head.row("calls", operators());
            }
        }
        StringBuilder text = new StringBuilder(head.text(""));
        tensors(text, "inputs", file.inputs());
        tensors(text, "outputs", file.outputs());
        if (file instanceof OnnxFile onnx && !onnx.metadata().isEmpty()) {
            Columns metadata = new Columns();
            onnx.metadata().forEach((key, value) -> line(metadata, key, value));
            text.append("\nmetadata\n").append(metadata.text("  "));
        }
        card.ifPresentOrElse(known -> card(text, known), () -> text.append("\nno card\n"));
        return text.toString();
    }

    private static void line(Columns columns, String name, String value) {
        if (!value.isEmpty()) {
            columns.row(name, value.replaceAll("\\R", " "));
        }
    }

    private static String opsets(OnnxFile onnx) {
        return onnx.opsets().entrySet().stream()
            .map(opset -> ", opset " + opset.getValue() + (opset.getKey().isEmpty() ? "" : " of " + opset.getKey()))
            .collect(Collectors.joining());
    }

    /** The most frequent operator first. */
    private String operators() {
        int all = file.operators().values().stream().mapToInt(Integer::intValue).sum();
        return all + (all == 0 ? "" : ": ") + file.operators().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(operator -> operator.getValue() + " " + operator.getKey()).collect(Collectors.joining(", "));
    }

    private static void tensors(StringBuilder text, String title, List<NamedTensor> tensors) {
        Columns columns = new Columns();
        tensors.forEach(tensor -> columns.row(tensor.name(), tensor.type()));
        if (tensors.isEmpty()) {
            columns.row("not told: the file does not say, and no card does");
        }
        text.append('\n').append(title).append('\n').append(columns.text("  "));
    }

    private static void card(StringBuilder text, ModelCard card) {
        TrainingData data = card.trainedOn();
        Columns head = new Columns().row("card", card.name() + " " + card.version() + (card.synthetic() ? " (synthetic)" : ""));
        line(head, "about", card.description());
        line(head, "authors", String.join(", ", card.authors()));
        head.row("trained on", data.simulation() + " " + data.version() + ", " + Words.count(data.samples(), "sample") + ", seed "
            + data.seed() + ", " + data.date());
        head.row("files", card.files().stream().map(file -> file.path().getFileName().toString())
            .collect(Collectors.joining(", ")) + " (SHA-256 verified)");
        head.row("golden", Words.count(card.golden().rows(), "row") + ", tolerance " + card.golden().tolerance() + " "
            + (card.golden().relativeTo() == GoldenRows.Basis.RANGE ? "of the range" : "absolute"));
        text.append('\n').append(head.text(""));
        features(text, "input features", inputs(card));
        features(text, "output features", outputs(card));
    }

    private static void features(StringBuilder text, String title, List<Feature> features) {
        Columns columns = new Columns().row("TENSOR", "NAME", "UNITS", "MINIMUM", "MAXIMUM", "DESCRIPTION");
        features.forEach(feature -> columns.row(feature.tensor, feature.name, feature.units, Words.number(feature.minimum),
            Words.number(feature.maximum), feature.description));
        text.append('\n').append(title).append('\n').append(columns.text("  "));
    }

    private static List<Feature> inputs(ModelCard card) {
        List<Feature> features = new ArrayList<>();
        for (InputTensor tensor : card.inputs()) {
            for (InputFeature feature : tensor.features()) {
                features.add(new Feature(tensor.name(), feature.name(), feature.units(), feature.minimum(), feature.maximum(),
                    feature.description()));
            }
        }
        return features;
    }

    private static List<Feature> outputs(ModelCard card) {
        List<Feature> features = new ArrayList<>();
        for (OutputTensor tensor : card.outputs()) {
            for (OutputFeature feature : tensor.features()) {
                features.add(new Feature(tensor.name(), feature.name(), feature.units(), feature.minimum(), feature.maximum(),
                    feature.description()));
            }
        }
        return features;
    }

    /** As a value that {@link org.modelioc.schema.json.Json} writes. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.path().toString());
        json.put("bytes", file.bytes());
        switch (file) {
            case OnnxFile onnx -> onnx(onnx, json);
            case TorchScriptSummary torch -> {
                json.put("format", "torchscript");
                json.put("parameterBytes", torch.parameterBytes());
            }
        }
        json.put("operators", file.operators());
        json.put("inputs", tensors(file.inputs()));
        json.put("outputs", tensors(file.outputs()));
        json.put("card", card.map(ModelDescription::json).orElse(null));
        return json;
    }

    private static void onnx(OnnxFile onnx, Map<String, Object> json) {
        json.put("format", "onnx");
        json.put("irVersion", onnx.irVersion());
        Map<String, Object> opsets = new LinkedHashMap<>();
        onnx.opsets().forEach((domain, version) -> opsets.put(domain.isEmpty() ? OWN_DOMAIN : domain, version));
        json.put("opsets", opsets);
        json.put("producer", onnx.producer());
        json.put("description", onnx.description());
        json.put("metadata", onnx.metadata());
        json.put("parameters", onnx.parameters());
        json.put("parameterBytes", onnx.parameterBytes());
    }

    private static List<Map<String, Object>> tensors(List<NamedTensor> tensors) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (NamedTensor tensor : tensors) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", tensor.name());
            json.put("element", tensor.element());
            List<Object> dimensions = new ArrayList<>();
            for (int i = 0; i < tensor.dimensions().size(); i++) {
                dimensions.add(tensor.size(i).isPresent() ? (Object) tensor.size(i).getAsLong() : tensor.dimensions().get(i));
            }
            json.put("dimensions", dimensions);
            list.add(json);
        }
        return list;
    }

    private static Map<String, Object> json(ModelCard card) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", card.name());
        json.put("version", card.version());
        json.put("description", card.description());
        json.put("authors", card.authors());
        json.put("synthetic", card.synthetic());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("simulation", card.trainedOn().simulation());
        data.put("version", card.trainedOn().version());
        data.put("seed", card.trainedOn().seed());
        data.put("samples", card.trainedOn().samples());
        data.put("date", card.trainedOn().date().toString());
        json.put("trainedOn", data);
        json.put("files", card.files().stream().map(file -> file.path().getFileName().toString()).toList());
        json.put("filesVerified", true);
        json.put("goldenRows", card.golden().rows());
        json.put("goldenTolerance", card.golden().tolerance());
        json.put("goldenRelativeTo", card.golden().relativeTo().name().toLowerCase(Locale.ROOT));
        json.put("inputFeatures", features(inputs(card)));
        json.put("outputFeatures", features(outputs(card)));
        return json;
    }

    private static List<Map<String, Object>> features(List<Feature> features) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Feature feature : features) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("tensor", feature.tensor);
            json.put("name", feature.name);
            json.put("units", feature.units);
            json.put("minimum", feature.minimum);
            json.put("maximum", feature.maximum);
            json.put("description", feature.description);
            list.add(json);
        }
        return list;
    }
}
