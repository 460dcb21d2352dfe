package org.modelioc.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.modelioc.runtime.onnx.OnnxWriter;

/**
 * A configuration whose model gives the sum of its inputs at every output: outputs of one evaluation are equal, so a torn
 * set shows by itself, and the right result is known. Inputs {@code IN0…}, outputs {@code OUT0…}, prefix {@code SUM:}.
 */
final class SumModel {

    private SumModel() {
    }

    /** Writes model and configuration; {@code hihi} is the limit of every output. */
    static Path write(Path folder, int inputs, int outputs, double hihi) throws IOException {
        float[] ones = new float[inputs * outputs];
        Arrays.fill(ones, 1);
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", inputs).constant("ones", ones, inputs, outputs)
            .node("MatMul", "x ones", "y").output("y", OnnxWriter.FLOAT, "batch", outputs)
            .write(folder.resolve("sum.onnx"));
        return Files.writeString(folder.resolve("sum.yaml"), """
            ioc:
              prefix: "SUM:"
            models:
              sum:
                file: sum.onnx
                inputs: {x: "float32[batch, %d]"}
                outputs: {y: "float32[batch, %d]"}
            inputs:
            %s
            outputs:
            %s
            pipelines:
              ADD:
                model: sum
                inputs:
                  x: [%s]
                outputs:
                  y: [%s]
            """.formatted(
            inputs, outputs,
            each("  IN%d: {}", inputs, "\n"),
            each("  OUT%d: {alarms: {hihi: " + hihi + "}}", outputs, "\n"),
            each("IN%d", inputs, ", "),
            each("OUT%d", outputs, ", ")));
    }

    private static String each(String form, int count, String between) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(between));
    }
}
