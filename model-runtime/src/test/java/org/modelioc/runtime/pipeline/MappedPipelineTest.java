package org.modelioc.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.store.CardBeside;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.card.GoldenTensor;
import org.modelioc.schema.card.InputFeature;
import org.modelioc.schema.card.InputTensor;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.OutputFeature;
import org.modelioc.schema.card.OutputTensor;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;

/** Arrays, images, tables, constants and features, from the YAML to the tensors and back. */
class MappedPipelineTest {

    @TempDir
    private Path folder;

    private Model model;
    private Pipeline pipeline;
    private Snapshot snapshot;

    @AfterEach
    void close() {
        if (pipeline != null) {
            pipeline.close();
        }
        if (model != null) {
            model.close();
        }
    }

    /** Opens y = x of some shape without the batch. */
    private void open(int type, String shape, String inputs, String fed, String outputs, String set, String more,
            Optional<ModelCard> card) throws Exception {
        Object[] sizes = Arrays.stream(("batch, " + shape).split(", "))
            .map(size -> size.matches("[0-9]+") ? (Object) Integer.valueOf(size) : size).toArray();
        new OnnxWriter().input("x", type, sizes).node("Identity", "x", "y").output("y", type, sizes)
            .write(folder.resolve("m.onnx"));
        String tensor = (type == OnnxWriter.FLOAT ? "float32" : "int64") + "[batch, " + shape + "]";
        open("""
            ioc: {prefix: "T:"}
            models:
              m: {file: m.onnx, inputs: {x: "%s"}, outputs: {y: "%s"}}
            inputs: {%s}
            outputs: {%s}
            pipelines:
              p:
                model: m
                inputs: {x: %s}
                outputs: {y: %s}
            %s""".formatted(tensor, tensor, inputs, outputs, fed, set, more), card);
    }

    private void open(int type, String shape, String inputs, String fed, String outputs, String set) throws Exception {
        open(type, shape, inputs, fed, outputs, set, "", Optional.empty());
    }

    private void open(String yaml, Optional<ModelCard> card) throws Exception {
        IocDefinition ioc = IocReader.read(Files.writeString(folder.resolve("ioc.yaml"), yaml), Map.of());
        model = new OnnxEngine().load(ioc.models().getFirst());
        pipeline = Pipeline.open(ioc.pipelines().getFirst(), model, card);
        snapshot = pipeline.newSnapshot();
    }

    private void put(String pv, double... values) {
        assertThat(pipeline.inputLength(pv)).isEqualTo(values.length);
        System.arraycopy(values, 0, snapshot.values(), pipeline.inputOffset(pv), values.length);
    }

    private double[] evaluate() throws InferenceException {
        double[] outputs = new double[pipeline.outputSize()];
        pipeline.before(snapshot);
        pipeline.infer();
        pipeline.after(outputs);
        return outputs;
    }

    private double[] output(String pv) throws InferenceException {
        int offset = pipeline.outputOffset(pv);
        return Arrays.copyOfRange(evaluate(), offset, offset + pipeline.outputLength(pv));
    }

    private static ModelCard card(String... names) {
        TensorType type = new TensorType(ElementType.FLOAT32, List.of(TensorType.DYNAMIC, (long) names.length));
        List<InputFeature> inputs = Arrays.stream(names).map(name ->
            new InputFeature(name, "", "", 0, 10, 5, 2, List.of())).toList();
        List<OutputFeature> outputs =
            Arrays.stream(names).map(name -> new OutputFeature(name, "", "", 0, 10)).toList();
        List<String> axes = List.of("batch", Integer.toString(names.length));
        return new ModelCard(Path.of("card.yaml"), "m", "1", "", List.of("a"), true, null, List.of(),
            List.of(new InputTensor("x", type, axes, inputs)), List.of(),
            List.of(new OutputTensor("y", type, axes, outputs)), null);
    }

    @Test
    void arraysAreLaidOneBehindTheOther() throws Exception {
        open(OnnxWriter.FLOAT, "6", "A: {}, W: {type: \"double[3]\"}", "[W, 1.5, A, {constant: 7}]",
            "X: {type: \"double[2]\"}, Y: {}, Z: {type: \"float[3]\"}", "[X, Y, Z]");
        put("A", 9);
        put("W", 1, 2, 3);

        assertThat(output("X")).containsExactly(1, 2);
        assertThat(output("Y")).containsExactly(3);
        assertThat(output("Z")).containsExactly(1.5, 9, 7);
        assertThat(pipeline.inputs()).containsExactly("W", "A");
        assertThat(pipeline.inputSize()).isEqualTo(4);
        assertThat(pipeline.outputs()).containsExactly("X", "Y", "Z");
    }

    @Test
    void itemsAreColumnsWhereThereAreAsManyAsTheLastAxisIsLong() throws Exception {
        open(OnnxWriter.FLOAT, "3, 2", "A: {}, W: {type: \"double[3]\"}", "[A, W]",
            "X: {type: \"double[3]\"}, Y: {type: \"double[3]\"}", "[X, Y]");
        put("A", 9);
        put("W", 1, 2, 3);

        assertThat(output("X")).containsExactly(9, 9, 9);
        assertThat(output("Y")).containsExactly(1, 2, 3);
    }

    @Test
    void oneArrayMayFillATensorOfSeveralAxes() throws Exception {
        open(OnnxWriter.FLOAT, "3, 2", "W: {type: \"double[6]\"}", "[W]", "X: {type: \"double[6]\"}", "[X]");
        put("W", 1, 2, 3, 4, 5, 6);

        assertThat(output("X")).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void sizesThatFollowFromThePvsReachTheModel() throws Exception {
        open(OnnxWriter.FLOAT, "n, 2", "W: {type: \"double[5]\"}", "[1, W]", "X: {type: \"double[5]\"}, Y: {type: \"double[5]\"}",
            "[X, Y]");
        put("W", 1, 2, 3, 4, 5);

        assertThat(output("X")).containsExactly(1, 1, 1, 1, 1);
        assertThat(output("Y")).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aTensorWithoutABatchAndAColumnAlongIt() throws Exception {
        new OnnxWriter().input("g", OnnxWriter.FLOAT, "batch", 1).input("s", OnnxWriter.FLOAT, "steps")
            .node("Mul", "g s", "m").constant("last", 2).node("Unsqueeze", "m last", "y")
            .output("y", OnnxWriter.FLOAT, "batch", "steps", 1).write(folder.resolve("m.onnx"));
        open("""
            ioc: {prefix: "T:"}
            models:
              m:
                file: m.onnx
                inputs: {g: "float32[batch, 1]", s: "float32[steps]"}
                outputs: {y: "float32[batch, steps, 1]"}
            inputs: {G: {}, S: {type: "double[4]"}}
            outputs: {Y: {type: "double[4]"}, FIRST: {}, LAST: {}}
            pipelines:
              p:
                model: m
                inputs: {g: [G], s: [S]}
                outputs: {y: {0: [Y, {pv: FIRST, index: 0}, {pv: LAST, index: -1}]}}
            """, Optional.empty());
        put("G", 2);
        put("S", 0, 1, 2, 3);

        assertThat(output("Y")).containsExactly(0, 2, 4, 6);
        assertThat(output("FIRST")).containsExactly(0);
        assertThat(output("LAST")).containsExactly(6);
    }

    @Test
    void imagesAndTables() throws Exception {
        open(OnnxWriter.FLOAT, "2, 3, 3", "I: {type: image, image: {width: 3, height: 2, colour: rgb}}", "[I]",
            "J: {type: image, image: {width: 3, height: 2, colour: rgb}}", "[J]");
        double[] pixels = IntStream.range(0, 18).asDoubleStream().toArray();
        put("I", pixels);
        assertThat(output("J")).containsExactly(pixels);

        close();
        open(OnnxWriter.FLOAT, "3, 2", "T: {type: table, rows: 3, columns: {A: int, B: double}}, Z: {}", "[T.B, Z]",
            "U: {type: table, rows: 3, columns: {A: double, B: double}}", "[U]");
        snapshot.values()[pipeline.inputOffset("T") + 3] = 1;
        snapshot.values()[pipeline.inputOffset("T") + 4] = 2;
        snapshot.values()[pipeline.inputOffset("T") + 5] = 3;
        put("Z", 8);
        assertThat(output("U")).as("column by column").containsExactly(1, 2, 3, 8, 8, 8);
    }

    @Test
    void featuresByTheNamesOnTheCard() throws Exception {
        open(OnnxWriter.FLOAT, "3", "A: {}, B: {}", "{c: A, 0: B, b: 7}", "X: {}, Y: {}", "{b: X, 2: Y}", "",
            Optional.of(card("a", "b", "c")));
        put("A", 1);
        put("B", 2);

        assertThat(output("X")).containsExactly(7);
        assertThat(output("Y")).containsExactly(1);
    }

    @Test
    void featuresThatAreNone() {
        String unknown = "pipeline 'p': there is no feature 'd' in input 'x' of the model (float32[1, 3]), only alpha, b, c";
        refused("{d: A, alpha: 1, b: 2}", "ioc.yaml:9:18: " + unknown);
        refused("{alhpa: A, b: 1, c: 2}", "there is no feature 'alhpa' in input 'x' of the model (float32[1, 3]), only alpha,"
            + " b, c; did you mean 'alpha'?");
        refused("{alpha: A, 3: 1, c: 2}", "there is no feature 3 in input 'x' of the model (float32[1, 3]); the last axis has"
            + " those from 0 to 2");
        refused("{alpha: A, 1: 2}", "ioc.yaml:9:14: pipeline 'p': nothing feeds c of input 'x' of the model (float32[1, 3]); each"
            + " feature must be fed");
        refused("{alpha: A, 0: 2, b: 3, c: 4}", "the feature '0' of input 'x' of the model (float32[1, 3]) is fed a second time;"
            + " the first is 'alpha'");
        refused("{alpha: A, b: 2, c: {constant: [1, 2]}}", "each feature of input 'x' of the model (float32[1, 3]) is one number,"
            + " and '[1.0, 2.0]' has 2");
    }

    private void refused(String fed, String expected) {
        assertThatThrownBy(() -> open(OnnxWriter.FLOAT, "3", "A: {}", fed, "X: {type: \"double[3]\"}", "[X]", "",
            Optional.of(card("alpha", "b", "c")))).isInstanceOf(InvalidConfigurationException.class)
            .hasMessageContaining(expected);
    }

    @Test
    void namesNeedACardThatHasThem() {
        assertThatThrownBy(() -> open(OnnxWriter.FLOAT, "2", "A: {}", "{a: A, b: 1}", "X: {}", "{a: X}"))
            .hasMessage(folder + "/ioc.yaml:9:14: pipeline 'p': input 'x' of the model (float32[1, 2]) is mapped by the names of"
                + " its features, and the model has no card that knows them; put a card.yaml that lists the model file beside it,"
                + " or list the PVs in order\n"
                + folder + "/ioc.yaml:10:15: pipeline 'p': output 'y' of the model (float32[1, 2]) is mapped by the names of its"
                + " features, and the model has no card that knows them; put a card.yaml that lists the model file beside it, or"
                + " list the PVs in order");
        assertThatThrownBy(() -> open(OnnxWriter.FLOAT, "2", "A: {}", "[A, 1]", "X: {}", "{a: X}", "",
            Optional.of(card("a", "b", "c")))).hasMessageContaining("the model's card has 3 features of output 'y' of the model"
                + " (float32[1, 2]), and its last axis has 2; list the PVs in order");
    }

    @Test
    void numbersOfAFeatureThatAreNone() {
        assertThatThrownBy(() -> open(OnnxWriter.FLOAT, "3, 1", "A: {}", "[A]", "X: {}", "{0: {pv: X, index: 3}}"))
            .hasMessageContaining("there is no number 3 in a column of output 'y' of the model (float32[1, 3, 1]), which has 3:"
                + " from 0 to 2, or from -1 to -3 counted from the end");
        assertThatThrownBy(() -> open(OnnxWriter.FLOAT, "3, 1", "A: {}", "[A]", "X: {type: \"double[3]\"}",
            "{0: {pv: X, index: 0}}")).hasMessageContaining("'index' picks one number, and 'X' has 3; leave 'index' out, or"
                + " take a PV with one");
    }

    @Test
    void aFaultyNumberNamesItsPvAndElement() throws Exception {
        open(OnnxWriter.INT64, "4", "A: {}, W: {type: \"double[3]\"}", "[A, W]", "X: {type: \"double[4]\"}", "[X]");
        put("W", 1, 2.5, 3);
        assertThatThrownBy(this::evaluate).hasMessage("input W[1]: 2.5 is not a whole number, and the tensor is int64");
        put("W", 1, 2, 3);
        put("A", 0.5);
        assertThatThrownBy(this::evaluate).hasMessage("input A: 0.5 is not a whole number, and the tensor is int64");

        close();
        open(OnnxWriter.INT64, "3, 2", "T: {type: table, rows: 3, columns: {A: double, B: double}}", "[T]",
            "X: {type: \"double[6]\"}", "[X]");
        snapshot.values()[5] = 0.5;
        assertThatThrownBy(this::evaluate).hasMessage("input T.B[2]: 0.5 is not a whole number, and the tensor is int64");

        close();
        open(OnnxWriter.INT64, "2", "W: {type: \"double[2]\"}", "[W]", "X: {type: \"double[2]\"}", "[X]",
            "    before: [scale: {factor: 0.5}]\n", Optional.empty());
        put("W", 2, 3);
        assertThatThrownBy(this::evaluate)
            .hasMessage("input W[1], after its stages: 1.5 is not a whole number, and the tensor is int64");
    }

    @Test
    void aConstantThatTheTensorCannotHoldIsSeenAtOnce() {
        assertThatThrownBy(() -> open(OnnxWriter.INT64, "2", "A: {}", "[A, 2.5]", "X: {type: \"double[2]\"}", "[X]"))
            .isInstanceOf(InvalidConfigurationException.class).hasMessage(folder + "/ioc.yaml:9:21: pipeline 'p': the constant"
                + " cannot go into input 'x': 2.5 is not a whole number, and the tensor is int64");
    }

    @Test
    void constantsStayConstantWhereStagesWorkInPlace() throws Exception {
        open(OnnxWriter.FLOAT, "2", "A: {}", "[A, 3]", "X: {type: \"double[2]\"}", "[X]",
            "    before: [scale: {factor: 2}]\n", Optional.empty());
        put("A", 1);

        assertThat(output("X")).containsExactly(2, 6);
        assertThat(output("X")).containsExactly(2, 6);
    }

    @Test
    void stagesBeginWithColumns() throws Exception {
        open(OnnxWriter.FLOAT, "3, 2", "A: {}, W: {type: \"double[5]\"}", "[A, W]",
            "X: {type: \"double[3]\"}, Y: {type: \"double[3]\"}", "[X, Y]",
            "    before: [resample: {points: 3, axis: 1}, scale: {factor: 10, elements: [W]}]\n", Optional.empty());
        put("A", 9);
        put("W", 1, 2, 3, 4, 5);

        assertThat(output("X")).containsExactly(9, 9, 9);
        assertThat(output("Y")).containsExactly(10, 30, 50);
    }

    @Test
    void stagesBeginWithAnImage() throws Exception {
        open(OnnxWriter.FLOAT, "4", "I: {type: image, image: {width: 4, height: 3}}", "[I]", "X: {type: \"double[4]\"}", "[X]",
            "    before: [reduce: {method: sum, axis: 1}]\n", Optional.empty());
        put("I", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

        assertThat(output("X")).containsExactly(15, 18, 21, 24);
    }

    @Test
    void stagesBeginWithAnArray() throws Exception {
        open(OnnxWriter.FLOAT, "3", "W: {type: \"double[5]\"}", "[W]", "X: {}", "[X]",
            "    before: [resample: {points: 3}]\n    after: [reduce: {method: max}]\n", Optional.empty());
        put("W", 1, 2, 3, 4, 5);

        assertThat(output("X")).containsExactly(5);
    }

    @Test
    void stagesNameFeatures() throws Exception {
        open(OnnxWriter.FLOAT, "3", "A: {}, B: {}", "{c: A, a: B, b: 7}", "X: {}, Y: {}", "{b: X, a: Y}",
            "    before: [scale: {factor: [2, 3], elements: [a, A]}]\n    after: [scale: {factor: 10, elements: [X]}]\n",
            Optional.of(card("a", "b", "c")));
        put("A", 1);
        put("B", 1);

        assertThat(output("X")).containsExactly(70);
        assertThat(output("Y")).containsExactly(2);
    }

    @Test
    void featuresAreKnownBehindAWindow() throws Exception {
        open(OnnxWriter.FLOAT, "2, 3", "A: {}", "{c: A, a: 1, b: 2}", "X: {type: \"double[2]\"}", "{c: X}",
            "    before: [window: {samples: 2, until-full: repeat}]\n", Optional.of(card("a", "b", "c")));
        put("A", 1);
        assertThat(output("X")).containsExactly(1, 1);
        put("A", 5);
        assertThat(output("X")).containsExactly(1, 5);
    }

    @Test
    void manyPvsInAnyOrderOfTwoTensors() throws Exception {
        int count = 100;
        String pvs = String.join(", ", IntStream.range(0, count).mapToObj(i -> "A" + i + ": {}").toList());
        List<String> names = IntStream.range(0, count).mapToObj(i -> "A" + (i < 50 ? i : i * 7 % 50 + 50)).toList();
        open(OnnxWriter.FLOAT, "100", pvs, "[" + String.join(", ", names) + "]",
            pvs.replace("A", "B"), "[" + String.join(", ", names).replace("A", "B") + "]");
        for (int i = 0; i < count; i++) {
            put("A" + i, i);
        }

        for (int i = 0; i < count; i++) {
            assertThat(output("B" + i)).containsExactly(i);
        }
    }

    @Test
    void theMebtGivesItsGoldenEnvelope() throws Exception {
        Path config = Path.of("../config/mebt/mebt.yaml");
        IocDefinition ioc = IocReader.read(config, Map.of());
        ModelCard card = CardBeside.of(ioc.models().getFirst().file()).orElseThrow();
        model = new OnnxEngine().load(ioc.models().getFirst());
        pipeline = Pipeline.open(ioc.pipelines().getFirst(), model, Optional.of(card));
        snapshot = pipeline.newSnapshot();
        for (PvDefinition pv : ioc.inputs()) {
            put(pv.name(), IntStream.range(0, pv.type().elements()).mapToDouble(pv.initial()::number).toArray());
        }
        GoldenTensor golden = card.golden().outputs().getFirst();
        int steps = golden.shape().get(1).intValue();
        double[] sigma = IntStream.range(0, steps).mapToDouble(step -> golden.values()[step * 9]).toArray();
        double[] transmission = IntStream.range(0, steps).mapToDouble(step -> golden.values()[step * 9 + 8]).toArray();

        // the first golden row is the nominal machine, with which the inputs begin
        assertThat(output("SX")).containsExactly(sigma, within(1e-3));
        assertThat(output("T")).containsExactly(transmission, within(1e-3));
        assertThat(output("SX:END")).containsExactly(new double[] {sigma[steps - 1]}, within(1e-3));
        assertThat(output("T:END")).containsExactly(new double[] {transmission[steps - 1]}, within(1e-3));
    }
}
