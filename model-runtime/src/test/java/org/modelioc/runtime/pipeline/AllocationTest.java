package org.modelioc.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.modelioc.runtime.onnx.Definitions.mapping;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.onnx.Mlp;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;

/** Bytes that the thread allocates a run: those of ONNX Runtime's Java API and no others. */
class AllocationTest {

    private static final int RUNS = 100_000;
    private static final int WARM_UP = 20_000;
    private static final Mlp MLP = new Mlp(3, 3, 8, 2);

    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    @Test
    void anEvaluationAllocatesNothingOfOurs() throws Exception {
        Path file = MLP.onnx().write(folder.resolve("m.onnx"));
        double raw = rawBytesPerRun(file);
        try (Model model = new OnnxEngine().load(Definitions.model(file));
                Pipeline pipeline = Pipeline.open(Definitions.pipeline(
                    List.of(mapping("x", 11, "A", "B", "C")), List.of(mapping("y", 14, "D", "E"))), model)) {
            Snapshot snapshot = pipeline.newSnapshot();
            double[] outputs = new double[2];

            double infer = bytesPerRun(pipeline::infer);
            double stages = bytesPerRun(() -> {
                snapshot.begin(snapshot.evaluation() + 1, snapshot.stamp() + 1);
                snapshot.values()[0] = 0.25;
                pipeline.before(snapshot);
                pipeline.after(outputs);
            });
            pipeline.infer();
            pipeline.after(outputs);

            assertThat(outputs).containsExactly(MLP.evaluate(0.25, 0, 0), within(1e-5));
            assertThat(raw).as("bytes of a raw run, so that the comparison means something").isPositive();
            assertThat(infer).as("bytes a run").isLessThanOrEqualTo(raw + 8);
            assertThat(stages).as("bytes of both stages").isLessThan(1);
        }
    }

    @Test
    void arraysColumnsAndConstantsAllocateNothingEither() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 50, 3).node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 50, 3).write(folder.resolve("m.onnx"));
        Path yaml = Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:"}
            models: {m: {file: m.onnx, inputs: {x: "float32[batch, 50, 3]"}, outputs: {y: "float32[batch, 50, 3]"}}}
            inputs: {A: {}, W: {type: "double[50]"}}
            outputs: {X: {type: "double[50]"}, Y: {type: "double[50]"}, Z: {}}
            pipelines:
              p:
                model: m
                inputs: {x: [A, W, 2]}
                outputs: {y: {0: X, 1: [Y, {pv: Z, index: -1}]}}
            """);
        for (String stages : List.of("", "    before: [scale: {factor: 2}]\n    after: [scale: {factor: 2}]\n")) {
            Files.writeString(yaml, stages, StandardOpenOption.APPEND);
            IocDefinition ioc = IocReader.read(yaml, Map.of());
            try (Model model = new OnnxEngine().load(ioc.models().getFirst());
                    Pipeline pipeline = Pipeline.open(ioc.pipelines().getFirst(), model)) {
                Snapshot snapshot = pipeline.newSnapshot();
                Arrays.fill(snapshot.values(), 0.25);
                double[] outputs = new double[pipeline.outputSize()];

                double bytes = bytesPerRun(() -> {
                    pipeline.before(snapshot);
                    pipeline.after(outputs);
                });

                assertThat(bytes).as("bytes of both sides").isLessThan(1);
            }
        }
    }

    private static double rawBytesPerRun(Path file) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "model-ioc");
        FloatBuffer x = ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder()).asFloatBuffer();
        FloatBuffer y = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).asFloatBuffer();
        try (OrtSession session = environment.createSession(file.toString(), new OrtSession.SessionOptions());
                OnnxTensor input = OnnxTensor.createTensor(environment, x, new long[] {1, 3});
                OnnxTensor output = OnnxTensor.createTensor(environment, y, new long[] {1, 2})) {
            Map<String, OnnxTensor> inputs = new LinkedHashMap<>(Map.of("x", input));
            Map<String, OnnxTensor> outputs = new LinkedHashMap<>(Map.of("y", output));
            Set<String> none = Set.of();
            return bytesPerRun(() -> session.run(inputs, none, outputs, null).close());
        }
    }

    private static double bytesPerRun(Step step) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            step.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            step.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) RUNS;
    }
}
