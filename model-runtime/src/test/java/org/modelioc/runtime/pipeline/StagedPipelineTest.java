package org.modelioc.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.card.InputFeature;
import org.modelioc.schema.card.InputTensor;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.OutputFeature;
import org.modelioc.schema.card.OutputTensor;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;

/** Stages around a model, from the YAML on. */
class StagedPipelineTest {

    private static final String YAML = """
        ioc: {prefix: "T:"}
        models: {m: {file: m.onnx, inputs: {x: "%s"}, outputs: {y: "%s"}}}
        inputs: {A: {}, B: {}}
        outputs: {C: {}, D: {}}
        pipelines:
          p:
            model: m
            inputs: {x: [A, B]}
            outputs: {y: [C, D]}
        """;

    @TempDir
    private Path folder;

    /** A pipeline, its model and its buffers. */
    private record Rig(Model model, Pipeline pipeline, Snapshot snapshot, double[] outputs) implements AutoCloseable {

        double[] evaluate(double a, double b) throws InferenceException {
            snapshot.values()[0] = a;
            snapshot.values()[1] = b;
            pipeline.before(snapshot);
            pipeline.infer();
            pipeline.after(outputs);
            return outputs.clone();
        }

        @Override
        public void close() {
            pipeline.close();
            model.close();
        }
    }

    private Rig rig(String yaml) throws Exception {
        return rig(yaml, Optional.empty());
    }

    private Rig rig(String yaml, Optional<ModelCard> card) throws Exception {
        IocDefinition ioc = IocReader.read(Files.writeString(folder.resolve("ioc.yaml"), yaml), Map.of());
        Model model = new OnnxEngine().load(ioc.models().getFirst());
        try {
            Pipeline pipeline = Pipeline.open(ioc.pipelines().getFirst(), model, card);
            return new Rig(model, pipeline, pipeline.newSnapshot(), new double[2]);
        } catch (InvalidConfigurationException e) {
            model.close();
            throw e;
        }
    }

    /** The model gives what it takes, twice. */
    private Rig twice(String stages) throws Exception {
        return rig(twiceYaml(stages));
    }

    private String twiceYaml(String stages) throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2).node("Add", "x x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 2).write(folder.resolve("m.onnx"));
        return YAML.formatted("float32[batch, 2]", "float32[batch, 2]") + stages.indent(4);
    }

    /** The model takes three samples of two features, and gives the same twice. */
    private Rig sequence(String stages) throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 3, 2).node("Add", "x x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 3, 2).write(folder.resolve("m.onnx"));
        return rig(YAML.formatted("float32[batch, 3, 2]", "float32[batch, 3, 2]") + stages.indent(4));
    }

    @Test
    void stagesOnBothSidesInTheirOrder() throws Exception {
        try (Rig rig = twice("""
                before:
                  - scale: {factor: 0.5, elements: [B]}
                  - clip: {low: -1, high: 1}
                after:
                  - scale: {factor: 100}
                  - clip: {high: 150, elements: [C]}
                """)) {
            assertThat(rig.evaluate(0.25, 0.5)).containsExactly(50, 50);
            assertThat(rig.evaluate(9, 9)).containsExactly(150, 200);
        }
    }

    @Test
    void numbersAreRoundedOnceAtTheTensor() throws Exception {
        try (Rig rig = twice("before:\n  - scale: {offset: -352210000}\nafter:\n  - scale: {offset: 704420000}\n")) {
            assertThat(rig.evaluate(352209999.5, 352210000.25)).containsExactly(704419999, 704420000.5);
        }
    }

    @Test
    void aWindowMakesASequence() throws Exception {
        try (Rig rig = sequence("""
                before:
                  - scale: {factor: 10}
                  - window: {samples: 3, until-full: repeat}
                after:
                  - reduce: {method: sum, axis: 1}
                """)) {
            assertThat(rig.evaluate(1, 0)).containsExactly(60, 0);
            assertThat(rig.evaluate(2, 1)).containsExactly(80, 20);
            rig.pipeline().reset();
            assertThat(rig.evaluate(2, 1)).containsExactly(120, 60);
        }
    }

    @Test
    void untilAWindowIsFullOutputsAreNotGood() throws Exception {
        try (Rig rig = sequence("before:\n  - window: {samples: 3}\nafter:\n  - reduce: {method: mean, axis: 1}\n")) {
            assertThat(rig.evaluate(1, 1)).containsOnly(Double.NaN);
            assertThat(rig.evaluate(1, 1)).containsOnly(Double.NaN);
            assertThat(rig.evaluate(1, 1)).containsExactly(2, 2);
        }
    }

    @Test
    void afterStagesLeaveTheModelsOutputAlone() throws Exception {
        try (Rig rig = twice("after:\n  - scale: {factor: 100}\n")) {
            assertThat(rig.evaluate(1, 2)).containsExactly(200, 400);
            rig.pipeline().after(rig.outputs());
            assertThat(rig.outputs()).containsExactly(200, 400);
        }
    }

    @Test
    void expressionsSeePvsAsTheyAreBeforeAnyStage() throws Exception {
        try (Rig rig = twice("""
                before:
                  - scale: {factor: 10}
                  - expression: {elements: [A], is: "x + B"}
                  - expression: {elements: [B], is: "{A} / 2"}
                after:
                  - scale: {factor: 100}
                  - expression: {elements: [C], is: "x + D + A"}
                  - expression: {elements: [D], is: "{C} / {D}"}
                """)) {
            // x is 10 A + B and A / 2; the model gives the same twice
            assertThat(rig.evaluate(1, 2)).containsExactly(100 * 24 + 1 + 1, 24);
            assertThat(rig.evaluate(4, 8)).containsExactly(100 * 96 + 4 + 4, 24);
        }
    }

    @Test
    void anExpressionWithAPvThatIsNoElementOfTheModelsOutput() {
        assertThatThrownBy(() -> sequence("before:\n  - window: {samples: 3}\nafter:\n  - reduce: {method: sum, axis: 1}\n"
            + "  - expression: {is: x / C}\n")).isInstanceOf(InvalidConfigurationException.class).hasMessage(folder
            + "/ioc.yaml:14:26: pipeline 'p': stage 'expression' on tensor 'y': the PV 'C' cannot be used here: stages change"
            + " the shape of its tensor 'y', so that no element of what the model gives is the PV's");
    }

    @Test
    void anExpressionWithAWaveform() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 4).node("Neg", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 4).write(folder.resolve("m.onnx"));
        String yaml = YAML.formatted("float32[batch, 4]", "float32[batch, 4]")
            .replace("A: {}", "A: {type: \"double[3]\"}").replace("C: {}", "C: {type: \"double[3]\"}");
        String before = "    before:\n      - expression: {elements: [0, 1, 2], is: x * A - AMAX(A) * B}\n";
        try (Model model = new OnnxEngine().load(IocReader.read(Files.writeString(folder.resolve("ioc.yaml"), yaml + before),
                Map.of()).models().getFirst())) {
            IocDefinition ioc = IocReader.read(folder.resolve("ioc.yaml"), Map.of());
            try (Pipeline pipeline = Pipeline.open(ioc.pipelines().getFirst(), model)) {
                Snapshot snapshot = pipeline.newSnapshot();
                System.arraycopy(new double[] {1, 2, 3, 10}, 0, snapshot.values(), 0, 4);
                double[] outputs = new double[4];
                pipeline.before(snapshot);
                pipeline.infer();
                pipeline.after(outputs);
                assertThat(outputs).containsExactly(29, 26, 21, -10);
            }
        }
        assertThatThrownBy(() -> rig(yaml + before.replace("[0, 1, 2]", "[0, 1]"))).hasMessage(folder
            + "/ioc.yaml:11:46: pipeline 'p': stage 'expression' on tensor 'x': 'is', column 3: arrays of 2 and of 3 elements"
            + " meet in '*'; element by element needs arrays of one length");
    }

    @Test
    void aModelAsAStageIsClosedWithThePipeline() throws Exception {
        new OnnxWriter().input("a", OnnxWriter.FLOAT, "batch", 2).node("Neg", "a", "b").output("b", OnnxWriter.FLOAT, "batch", 2)
            .write(folder.resolve("stage.onnx"));
        Rig rig = twice("before:\n  - onnx: {file: stage.onnx}\nafter:\n  - onnx: {file: stage.onnx}\n");
        assertThat(rig.evaluate(1, 2)).containsExactly(2, 4);
        rig.close();
        rig.close();
        assertThatThrownBy(() -> rig.evaluate(1, 2)).isInstanceOf(InferenceException.class);
    }

    @Test
    void aFailureOfAStageNamesIt() throws Exception {
        new OnnxWriter().input("i", OnnxWriter.INT64, "batch", 2).constant("t", new float[] {7, 8, 9}, 3)
            .node("Gather", "t i", "b").output("b", OnnxWriter.FLOAT, "batch", 2).write(folder.resolve("table.onnx"));
        try (Rig rig = twice("before:\n  - onnx: {file: table.onnx}\n")) {
            assertThat(rig.evaluate(1, 2)).containsExactly(16, 18);
            assertThatThrownBy(() -> rig.evaluate(1, 3)).isInstanceOf(InferenceException.class)
                .hasMessageStartingWith("stage 'onnx' on tensor 'x': model 'table.onnx': ");
            assertThat(rig.evaluate(0, 0)).containsExactly(14, 14);
        }
    }

    @Test
    void normalisationByTheCard() throws Exception {
        String yaml = twiceYaml("before:\n  - normalise: {from: card}\nafter:\n  - normalise: {from: card, range: {low: 0,"
            + " high: 4}, inverse: true}\n");
        try (Rig rig = rig(yaml, Optional.of(card()))) {
            assertThat(rig.evaluate(3, 30)).containsExactly(5, 60);
        }
        assertThatThrownBy(() -> rig(yaml)).isInstanceOf(InvalidConfigurationException.class)
            .hasMessageStartingWith(folder + "/ioc.yaml:11:9: pipeline 'p': stage 'normalise' on tensor 'x': there is no"
                + " model card with this tensor; give the numbers here, or put a card.yaml that has it beside the model");
    }

    private ModelCard card() {
        TensorType type = new TensorType(ElementType.FLOAT32, List.of(TensorType.DYNAMIC, 2L));
        List<InputFeature> inputs = List.of(new InputFeature("a", "A", "", -9, 9, 1, 2, List.of()),
            new InputFeature("b", "A", "", -9, 9, 0, 10, List.of()));
        List<OutputFeature> outputs =
            List.of(new OutputFeature("c", "%", "", 0, 10), new OutputFeature("d", "%", "", 0, 40));
        return new ModelCard(folder.resolve("card.yaml"), "m", "1", "", List.of("A"), true, null, List.of(),
            List.of(new InputTensor("x", type, List.of("batch", "2"), inputs)), List.of(),
            List.of(new OutputTensor("y", type, List.of("batch", "2"), outputs)), null);
    }

    @Test
    void aNumberThatTheTensorCannotHoldNamesItsPv() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.INT64, "batch", 2).node("Add", "x x", "y")
            .output("y", OnnxWriter.INT64, "batch", 2).write(folder.resolve("m.onnx"));
        String yaml = YAML.formatted("int64[batch, 2]", "int64[batch, 2]");
        try (Rig rig = rig(yaml + "    before:\n      - scale: {factor: 0.5}\n    after:\n      - scale: {factor: 0.1}\n")) {
            assertThatThrownBy(() -> rig.evaluate(2, 1)).isInstanceOf(InferenceException.class)
                .hasMessage("input B, after its stages: 0.5 is not a whole number, and the tensor is int64");
            assertThat(rig.evaluate(2, 4)).containsExactly(0.2, 0.4);
        }
    }

    @Test
    void aResultWithoutAnExactDoubleNamesItsPv() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.INT64, "batch", 2).constant("one", 1).node("Add", "x one", "y")
            .output("y", OnnxWriter.INT64, "batch", 2).write(folder.resolve("m.onnx"));
        String yaml = YAML.formatted("int64[batch, 2]", "int64[batch, 2]");
        try (Rig rig = rig(yaml + "    after:\n      - scale: {factor: 0.5}\n")) {
            assertThatThrownBy(() -> rig.evaluate(1, 0x1p53)).isInstanceOf(InferenceException.class)
                .hasMessage("output D, before its stages: 9007199254740993 cannot be given exactly as a double;"
                    + " whole numbers beyond 2^53 mostly cannot");
        }
    }

    @Test
    void afterAShapeThatPvsDoNotHaveTheElementIsNamed() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.INT64, "batch", 3).node("Add", "x x", "y")
            .output("y", OnnxWriter.INT64, "batch", 3).write(folder.resolve("m.onnx"));
        String yaml = YAML.formatted("int64[batch, 3]", "int64[batch, 3]");
        try (Rig rig = rig(yaml + "    before:\n      - resample: {points: 3}\n    after:\n      - resample: {points: 2}\n")) {
            assertThat(rig.evaluate(1, 3)).containsExactly(2, 6);
            assertThatThrownBy(() -> rig.evaluate(1, 2)).isInstanceOf(InferenceException.class)
                .hasMessage("input tensor x, element 1, after its stages: 1.5 is not a whole number, and the tensor is int64");
        }
    }

    @Test
    void shapesThatDoNotMeetTheModelShowBoth() {
        assertThatThrownBy(() -> sequence("before:\n  - window: {samples: 4}\n  - exp: {}\nafter:\n  - argmax: {}\n"))
            .isInstanceOf(InvalidConfigurationException.class).hasMessage(
                folder + "/ioc.yaml:11:9: pipeline 'p': the stages make [1, 4, 2] of the [1, 2] of the PVs, the last of them by"
                    + " 'window', but input 'x' of the model is float32[1, 3, 2]\n"
                    + folder + "/ioc.yaml:14:9: pipeline 'p': what the stages make of output 'y' of the model ([1, 3] of"
                    + " float32[1, 3, 2], the last of them by 'argmax') needs 3 PVs, but 2 are listed");
    }

    @Test
    void aStageThatDoesNotFitNamesThePipeline() {
        assertThatThrownBy(() -> twice("before:\n  - scale: {factor: [1, 2, 3]}\nafter:\n  - softmax: {axis: 2}\n"))
            .isInstanceOf(InvalidConfigurationException.class).hasMessage(
                folder + "/ioc.yaml:11:9: pipeline 'p': stage 'scale' on tensor 'x': 'factor' must have one number an element,"
                    + " which are 2, not 3\n"
                    + folder + "/ioc.yaml:13:9: pipeline 'p': stage 'softmax' on tensor 'y': there is no axis 2 in [1, 2]; from"
                    + " 1 to 1 or -1 to -1 are possible, the batch excepted");
    }
}
