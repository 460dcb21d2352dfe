package org.modelioc.schema.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.modelioc.schema.problem.InvalidConfigurationException;

/**
 * A valid {@code card.yaml} with its {@code golden.json}, and what the reader says once a piece of one is replaced.
 *
 * @param folder where the files are written
 * @param card   text of the card
 * @param golden text of the golden rows
 */
record CardExample(Path folder, String card, String golden) {

    private static final String CARD = """
        name: line
        version: "1.2.0"
        description: Beam along a line (synthetic)
        authors: [A. Author, B. Author]
        synthetic: true
        trained-on: {simulation: transport.line, version: "1.0", seed: 7, samples: 1000, date: 2026-01-31}
        files:
          - {path: line.onnx, format: onnx, sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad}
          - {path: line.pt, format: torchscript, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}
        inputs:
          - tensor: settings
            type: "float32[batch, 2]"
            features:
              - name: Q1
                units: T/m
                description: Gradient
                minimum: -2
                maximum: 2
                mean: 0.1
                standard-deviation: 0.5
                histogram: [0, 1, 2, 3, 4, 4, 3, 2, 1, 0]
              - {name: Q2, minimum: 0, maximum: 1, mean: 0.5, standard-deviation: 0.1, histogram: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}
          - tensor: s
            type: "float32[steps]"
            features:
              - {name: s, units: m, minimum: 0, maximum: 3.6}
        covariance:
          - [0.25, 0.001]
          - [0.001, 0.01]
        outputs:
          - tensor: envelope
            type: "float32[batch, steps, 1]"
            features:
              - {name: sigma-x, units: mm, description: Size, minimum: 1, maximum: 5}
        golden:
          tolerance: 1e-5
          relative-to: range
          rows: golden.json
        """;

    private static final String GOLDEN = """
        {
        "name": "line",
        "version": "1.2.0",
        "inputs": [
        {"tensor": "settings", "shape": [32, 2], "data": [%s]},
        {"tensor": "s", "shape": [3], "data": [0, 1.8, 3.6]}
        ],
        "outputs": [
        {"tensor": "envelope", "shape": [32, 3, 1], "data": [%s]}
        ]
        }
        """.formatted(numbers(64), numbers(96));

    static CardExample in(Path folder) {
        return new CardExample(folder, CARD, GOLDEN);
    }

    /** 0, 0.5, 1 … */
    static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> String.valueOf(i / 2.0)).collect(Collectors.joining(","));
    }

    /** The same with one piece of the card replaced, which must be there once. */
    CardExample with(String piece, String replacement) {
        return new CardExample(folder, replace(card, piece, replacement), golden);
    }

    /** The same with one piece of the golden rows replaced, which must be there once. */
    CardExample withGolden(String piece, String replacement) {
        return new CardExample(folder, card, replace(golden, piece, replacement));
    }

    private static String replace(String text, String piece, String replacement) {
        assertThat(text.split(Pattern.quote(piece), -1)).as("'%s' once", piece).hasSize(2);
        return text.replace(piece, replacement);
    }

    ModelCard read() throws InvalidConfigurationException {
        return ModelCardReader.read(write());
    }

    /** What is wrong with it, without the folder; at least one problem. */
    List<String> problems() {
        Path file = write();
        return problems(folder, catchThrowableOfType(InvalidConfigurationException.class, () -> ModelCardReader.read(file)));
    }

    /** The lines of a fault without the folder. */
    static List<String> problems(Path folder, InvalidConfigurationException fault) {
        assertThat(fault).as("a fault").isNotNull();
        return fault.problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }

    private Path write() {
        try {
            Files.writeString(folder.resolve("golden.json"), golden);
            return Files.writeString(folder.resolve("card.yaml"), card);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
