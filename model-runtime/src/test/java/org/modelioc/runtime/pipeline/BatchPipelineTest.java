package org.modelioc.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.engine.Engines;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;

/** Many rows at once give what each gives alone. */
class BatchPipelineTest {

    private static final Mlp MLP = new Mlp(7, 3, 16, 2);
    private static final int RUNS = 2_000;

    @TempDir
    private Path folder;

    private IocDefinition read(String batch, String stages) throws Exception {
        return IocReader.read(Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:"}
            models: {m: {file: m.onnx, inputs: {x: "float32[%s, 3]"}, outputs: {y: "float32[%s, 2]"}}}
            inputs: {A: {}, B: {}}
            outputs: {X: {}, Y: {}}
            pipelines:
              p:
                model: m
                inputs: {x: [B, 0.5, A]}
                outputs: {y: [X, Y]}
            """.formatted(batch, batch) + stages), Map.of());
    }

    private static Model load(IocDefinition ioc) throws Exception {
        return Engines.find().of(ioc.models().getFirst()).load(ioc.models().getFirst());
    }

    private static double[] run(BatchPipeline batch, double[] inputs, int rows) throws Exception {
        double[] outputs = new double[rows * 2];
        for (int row = 0; row < rows; row++) {
            batch.before(row, inputs, row * 2, 0);
        }
        batch.infer(rows);
        for (int row = 0; row < rows; row++) {
            batch.after(row, inputs, row * 2, 0, outputs, row * 2);
        }
        return outputs;
    }

    private static double[] random(int count) {
        return new Random(count).doubles(count, -1, 1).toArray();
    }

    @Test
    void everyRowIsWhatItIsAloneWhateverTheSizeOfTheBatch() throws Exception {
        MLP.onnx().write(folder.resolve("m.onnx"));
        IocDefinition ioc = read("batch",
            "    before: [scale: {factor: 2}]\n    after: [expression: {is: X + A, elements: [X]}]\n");
        try (Model model = load(ioc);
                BatchPipeline batch = BatchPipeline.open(ioc.pipelines().getFirst(), model, Optional.empty(), 100)) {
            assertThat(batch.largest()).isEqualTo(100);
            for (int rows : new int[] {1, 2, 8, 9, 33, 100, 3}) {
                double[] inputs = random(rows * 2);
                double[] outputs = run(batch, inputs, rows);
                for (int row = 0; row < rows; row++) {
                    double a = inputs[row * 2 + 1];
                    double[] expected = MLP.evaluate(2 * inputs[row * 2], 1, 2 * a);
                    assertThat(outputs[row * 2]).as("row %s of %s", row, rows).isCloseTo(expected[0] + a, within(1e-4));
                    assertThat(outputs[row * 2 + 1]).isCloseTo(expected[1], within(1e-4));
                }
            }
        }
    }

    @Test
    void aModelOfOneRowTakesOneRow() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, 1, 3).constant("w", new float[] {1, 0, 0, 1, 0, 0}, 3, 2)
            .node("MatMul", "x w", "y").output("y", OnnxWriter.FLOAT, 1, 2).write(folder.resolve("m.onnx"));
        IocDefinition ioc = read("1", "");
        try (Model model = load(ioc);
                BatchPipeline batch = BatchPipeline.open(ioc.pipelines().getFirst(), model, Optional.empty(), 100)) {
            assertThat(batch.largest()).isEqualTo(1);
            assertThat(run(batch, new double[] {3, 4}, 1)).containsExactly(3, 0.5);
        }
    }

    @Test
    void stagesThatRememberBeginAnewWithEachRow() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3).constant("w", new float[] {1, 0, 0, 0, 0, 1}, 3, 2)
            .node("MatMul", "x w", "y").output("y", OnnxWriter.FLOAT, "batch", 2).write(folder.resolve("m.onnx"));
        IocDefinition ioc = read("batch", """
                before: [smooth: {method: mean, samples: 10}]
                after: [smooth: {method: exponential, time-constant: 5}]
            """);
        try (Model model = load(ioc);
                BatchPipeline batch = BatchPipeline.open(ioc.pipelines().getFirst(), model, Optional.empty(), 10)) {
            assertThat(run(batch, new double[] {1, 2, 30, 40, 500, 600}, 3)).containsExactly(1, 2, 30, 40, 500, 600);
        }
    }

    @Test
    void aRowThatDoesNotFitNamesItsPvAndItsPlaceIsFree() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3).constant("w", new float[] {1, 0, 0, 0, 0, 1}, 3, 2)
            .node("MatMul", "x w", "y").output("y", OnnxWriter.FLOAT, "batch", 2).write(folder.resolve("m.onnx"));
        IocDefinition ioc = read("batch", "");
        try (Model model = load(ioc);
                BatchPipeline batch = BatchPipeline.open(ioc.pipelines().getFirst(), model, Optional.empty(), 10)) {
            assertThatThrownBy(() -> batch.before(0, new double[] {1, 1e300}, 0, 0)).isInstanceOf(InferenceException.class)
                .hasMessageContaining("input A");
            assertThat(run(batch, new double[] {1, 2}, 1)).containsExactly(1, 2);
        }
    }

    @Test
    void aBatchAllocatesNothingOfOursARow() throws Exception {
        MLP.onnx().write(folder.resolve("m.onnx"));
        IocDefinition ioc = read("batch", "    before: [scale: {factor: 2}]\n");
        try (Model model = load(ioc);
                BatchPipeline batch = BatchPipeline.open(ioc.pipelines().getFirst(), model, Optional.empty(), 64)) {
            double[] inputs = random(128);
            double[] outputs = new double[128];
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = 0;
            for (int run = -RUNS; run < RUNS; run++) {
                before = run == 0 ? threads.getCurrentThreadAllocatedBytes() : before;
                for (int row = 0; row < 64; row++) {
                    batch.before(row, inputs, row * 2, 0);
                    batch.after(row, inputs, row * 2, 0, outputs, row * 2);
                }
            }
            double bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (double) RUNS;
            assertThat(bytes).as("bytes of both sides of a batch of 64").isLessThan(64);
        }
    }
}
