package org.modelioc.runtime.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes versions of a model that multiplies two numbers by a factor, {@code x float32[batch, 2]} to {@code y}: a folder with
 * the file and its card. It does so by way of a wide layer, so that one that is not freed is seen.
 */
public final class VersionFolder {

    private static final int ROWS = 32;

    private final String version;
    private final double factor;
    private double golden;
    private String units = "A";
    private int width = 2;

    /**
     * A version.
     *
     * @param version its version
     * @param factor  what it multiplies by
     */
    public VersionFolder(String version, double factor) {
        this.version = version;
        this.factor = factor;
        this.golden = factor;
    }

    /**
     * Lets the card promise something else.
     *
     * @param other the factor that the golden rows have
     * @return this
     */
    public VersionFolder promises(double other) {
        golden = other;
        return this;
    }

    /**
     * Sets the units of the inputs.
     *
     * @param other on the card
     * @return this
     */
    public VersionFolder units(String other) {
        units = other;
        return this;
    }

    /**
     * Makes the model larger.
     *
     * @param numbers of the layer within, even; it weighs 16 bytes a number
     * @return this
     */
    public VersionFolder width(int numbers) {
        width = numbers;
        return this;
    }

    /**
     * Writes the folder.
     *
     * @param folder does not exist yet
     * @return the folder
     * @throws IOException if it cannot be written
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] model = model();
        Files.write(folder.resolve("m.onnx"), model);
        Files.writeString(folder.resolve("card.yaml"), card(model));
        return folder;
    }

    private byte[] model() {
        float[] spread = new float[2 * width];
        float[] gather = new float[2 * width];
        for (int i = 0; i < width; i++) {
            spread[i % 2 * width + i] = 1;
            gather[2 * i + i % 2] = (float) (factor * 2 / width);
        }
        return new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2).constant("spread", spread, 2, width)
            .constant("gather", gather, width, 2).node("MatMul", "x spread", "wide").node("MatMul", "wide gather", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 2).toByteArray();
    }

    private String card(byte[] model) {
        String feature = "{name: %s, units: %s, description: a number, minimum: -100, maximum: 100";
        String input = feature + ", mean: 0, standard-deviation: 1, histogram: [0, 0, 0, 1, 1, 1, 1, 0, 0, 0]}";
        return """
            name: m
            version: "%s"
            authors: [Tests]
            synthetic: true
            trained-on: {simulation: none, version: "1", seed: 1, samples: 4, date: "2026-11-01"}
            files:
              - {path: m.onnx, format: onnx, sha256: %s}
            inputs:
              - tensor: x
                type: "float32[batch, 2]"
                features:
                  - %s
                  - %s
            covariance: [[1, 0], [0, 1]]
            outputs:
              - tensor: y
                type: "float32[batch, 2]"
                features:
                  - %s}
                  - %s}
            golden:
              tolerance: 0.001
              rows:
                inputs: [{tensor: x, shape: [%d, 2], data: [%s]}]
                outputs: [{tensor: y, shape: [%d, 2], data: [%s]}]
            """.formatted(version, digest(model), input.formatted("A", units), input.formatted("B", units),
            feature.formatted("X", "mm"), feature.formatted("Y", "mm"), ROWS, rows(1), ROWS, rows(golden));
    }

    private static String rows(double factor) {
        return IntStream.range(0, 2 * ROWS).mapToObj(i -> Double.toString(factor * (i % 7 - 3) / 4))
            .collect(Collectors.joining(", "));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
