package org.modelioc.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelioc.runtime.onnx.Definitions.mapping;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.tensor.TensorMapping;

/** On a model that takes {@code a} (3 floats) and {@code k} (2 integers) and gives {@code root} and {@code twice}. */
class PipelineTest {

    @TempDir
    private Path folder;

    private Model model() throws Exception {
        return new OnnxEngine().load(Definitions.model(new OnnxWriter()
            .input("a", OnnxWriter.FLOAT, "batch", 3).input("k", OnnxWriter.INT64, "batch", 2)
            .node("Sqrt", "a", "root").node("Add", "k k", "twice")
            .output("root", OnnxWriter.FLOAT, "batch", 3).output("twice", OnnxWriter.INT64, "batch", 2)
            .write(folder.resolve("m.onnx"))));
    }

    private static PipelineDefinition definition() {
        return Definitions.pipeline(
            List.of(mapping("k", 11, "N", "SOL1"), mapping("a", 12, "SOL2", "SOL1", "ARC")),
            List.of(mapping("twice", 14, "N2", "S2"), mapping("root", 15, "R1", "R2", "R3")));
    }

    @Test
    void everyPvHasOneSlotInTheOrderOfFirstUse() throws Exception {
        try (Model model = model(); Pipeline pipeline = Pipeline.open(definition(), model)) {
            assertThat(pipeline.name()).isEqualTo("p");
            assertThat(pipeline.inputs()).containsExactly("N", "SOL1", "SOL2", "ARC");
            assertThat(pipeline.outputs()).containsExactly("N2", "S2", "R1", "R2", "R3");
            assertThat(pipeline.inputOffset("SOL2")).isEqualTo(2);
            assertThat(pipeline.newSnapshot().values()).hasSize(4);
            assertThatThrownBy(() -> pipeline.inputOffset("SOL3")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the pipeline does not use the PV 'SOL3'");
        }
    }

    @Test
    void valuesGoThroughTheModelToTheirPvs() throws Exception {
        try (Model model = model(); Pipeline pipeline = Pipeline.open(definition(), model)) {
            Snapshot snapshot = pipeline.newSnapshot();
            double[] outputs = new double[5];
            for (int evaluation = 1; evaluation <= 3; evaluation++) {
                snapshot.begin(evaluation, 0);
                fill(snapshot, 7, 16, 9, 4.0 * evaluation * evaluation);
                evaluate(pipeline, snapshot, outputs);
                assertThat(outputs).containsExactly(14, 32, 3, 4, 2 * evaluation);
                assertThat(snapshot.evaluation()).isEqualTo(evaluation);
            }
        }
    }

    @Test
    void nonFiniteOutputsAreReturnedAsTheyAre() throws Exception {
        try (Model model = model(); Pipeline pipeline = Pipeline.open(definition(), model)) {
            Snapshot snapshot = pipeline.newSnapshot();
            double[] outputs = new double[5];
            fill(snapshot, 0, 1, -1, Double.POSITIVE_INFINITY);
            evaluate(pipeline, snapshot, outputs);
            assertThat(outputs).containsExactly(0, 2, Double.NaN, 1, Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void aValueThatDoesNotFitNamesItsPvAndTheNextEvaluationGoesOn() throws Exception {
        try (Model model = model(); Pipeline pipeline = Pipeline.open(definition(), model)) {
            Snapshot snapshot = pipeline.newSnapshot();
            fill(snapshot, 1, 2.5, 4, 4);
            assertThatThrownBy(() -> pipeline.before(snapshot)).isInstanceOf(InferenceException.class)
                .hasMessage("input SOL1: 2.5 is not a whole number, and the tensor is int64");
            fill(snapshot, 1, 2, 4, 1e39);
            assertThatThrownBy(() -> pipeline.before(snapshot)).isInstanceOf(InferenceException.class)
                .hasMessage("input ARC: 1.0E39 is out of the range of float32, -3.4028235E38 to 3.4028235E38");
            fill(snapshot, 1, 4, 4, 4);
            double[] outputs = new double[5];
            evaluate(pipeline, snapshot, outputs);
            assertThat(outputs).containsExactly(2, 8, 2, 2, 2);
        }
    }

    @Test
    void aResultWithoutAnExactDoubleNamesItsPv() throws Exception {
        OnnxWriter next = new OnnxWriter().input("k", OnnxWriter.INT64, "batch", 1).constant("one", 1)
            .node("Add", "k one", "y").output("y", OnnxWriter.INT64, "batch", 1);
        PipelineDefinition definition = Definitions.pipeline(List.of(mapping("k", 11, "K")), List.of(mapping("y", 14, "Y")));
        try (Model model = new OnnxEngine().load(Definitions.model(next.write(folder.resolve("next.onnx"))));
                Pipeline pipeline = Pipeline.open(definition, model)) {
            Snapshot snapshot = pipeline.newSnapshot();
            fill(snapshot, 0x1p53);
            assertThatThrownBy(() -> evaluate(pipeline, snapshot, new double[1])).isInstanceOf(InferenceException.class)
                .hasMessage("output Y: 9007199254740993 cannot be given exactly as a double;"
                    + " whole numbers beyond 2^53 mostly cannot");
        }
    }

    @Test
    void roomForTheWrongNumberOfOutputsIsRefused() throws Exception {
        try (Model model = model(); Pipeline pipeline = Pipeline.open(definition(), model)) {
            assertThatThrownBy(() -> pipeline.after(new double[4])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("room for 4 values, and there are 5");
        }
    }

    @Test
    void aPipelineOutlivesTheModelsClosingAndEndsWithItsOwn() throws Exception {
        Model model = model();
        Pipeline pipeline = Pipeline.open(definition(), model);
        model.close();
        pipeline.infer();
        pipeline.close();
        pipeline.close();
        assertThatThrownBy(pipeline::infer).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void allThatDoesNotFitIsToldAtOnce() throws Exception {
        assertProblems(
            List.of(mapping("k", 11, "N"), mapping("A", 12, "X", "Y", "Z"), mapping("k", 13, "N", "M")),
            List.of(mapping("roots", 15, "R1"), mapping("twice", 16, "T", "T"), mapping("loss", 17, "L")),
            "test.yaml:11:7: pipeline 'p': input 'k' of the model (int64[1, 2]) needs 2 PVs, but 1 is listed",
            "test.yaml:12:7: pipeline 'p': the model has no input 'A', only a, k; did you mean 'a'?",
            "test.yaml:13:7: pipeline 'p': input 'k' of the model is fed twice; remove one",
            "test.yaml:9:3: pipeline 'p': input 'a' of the model is not fed; give it 3 PVs",
            "test.yaml:15:7: pipeline 'p': the model has no output 'roots', only root, twice; did you mean 'root'?",
            "test.yaml:16:7: pipeline 'p': output PV 'T' is filled twice; remove one",
            "test.yaml:17:7: pipeline 'p': the model has no output 'loss', only root, twice");
    }

    private void assertProblems(List<TensorMapping> inputs, List<TensorMapping> outputs, String... problems) throws Exception {
        try (Model model = model()) {
            assertThatThrownBy(() -> Pipeline.open(Definitions.pipeline(inputs, outputs), model))
                .isInstanceOf(InvalidConfigurationException.class).hasMessage(String.join("\n", problems));
        }
    }

    private static void fill(Snapshot snapshot, double... values) {
        System.arraycopy(values, 0, snapshot.values(), 0, values.length);
    }

    private static void evaluate(Pipeline pipeline, Snapshot snapshot, double[] outputs) throws InferenceException {
        pipeline.before(snapshot);
        pipeline.infer();
        pipeline.after(outputs);
    }
}
