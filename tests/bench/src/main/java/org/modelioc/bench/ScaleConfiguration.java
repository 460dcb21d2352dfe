package org.modelioc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.modelioc.runtime.onnx.OnnxWriter;

/**
 * A large configuration: devices of ten inputs each, and a model that sums all of them up and gives the sum at every output, so
 * that the right value of each is known.
 */
final class ScaleConfiguration {

    static final String PREFIX = "SCALE:";
    /** The input that is put to. */
    static final String INPUT = PREFIX + "D0:CH0:SP";
    /** Evaluations since the start. */
    static final String COUNT = PREFIX + "ADD:EVAL:COUNT";

    private static final int CHANNELS = 10;

    private ScaleConfiguration() {
    }

    static String output(int number) {
        return PREFIX + "OUT" + number;
    }

    /**
     * Writes it.
     *
     * @param folder  receives the file and the model
     * @param devices how many, with ten inputs each
     * @param outputs how many outputs
     * @param flat    whether each input is written out, instead of one template with a row a device
     * @return the file
     */
    static Path write(Path folder, int devices, int outputs, boolean flat) throws IOException {
        Files.createDirectories(folder);
        int inputs = devices * CHANNELS;
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", inputs)
            .constant("each", ones(inputs), inputs, 1).constant("all", ones(outputs), 1, outputs)
            .node("MatMul", "x each", "sum").node("MatMul", "sum all", "y").output("y", OnnxWriter.FLOAT, "batch", outputs)
            .write(folder.resolve("sum.onnx"));
        return Files.writeString(folder.resolve("scale.yaml"), """
            ioc: {prefix: "%s"}
            models:
              sum:
                file: sum.onnx
                inputs: {x: "float32[batch, %d]"}
                outputs: {y: "float32[batch, %d]"}
            %s
            outputs:
            %s
            pipelines:
              ADD: {model: sum, inputs: {x: ["*:SP"]}, outputs: {y: ["OUT*"]}}
            """.formatted(PREFIX, inputs, outputs, flat ? flat(devices) : templated(devices),
            lines(outputs, i -> "  OUT%d: {units: A, alarms: {hihi: 1.0e+9}}".formatted(i))));
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static String channels(String indent, String device) {
        return lines(CHANNELS, i -> ("%s%s:CH%d:SP: {description: Channel %d of %s, units: A, precision: 2, value: 0,"
            + " display: {low: -100, high: 100}, limits: {low: -1.0e+6, high: 1.0e+6}, alarms: {low: -1.0e+6, high: 1.0e+6}}")
            .formatted(indent, device, i, i, device));
    }

    private static String flat(int devices) {
        return "inputs:\n" + lines(devices, i -> channels("  ", "D" + i));
    }

    private static String templated(int devices) {
        return "templates:\n  device:\n    parameters: {N: }\n    inputs:\n" + channels("      ", "$(N)")
            + "\ndevices:\n  - template: device\n    pattern: [N]\n    rows:\n" + lines(devices, i -> "      - D" + i);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
    }
}
