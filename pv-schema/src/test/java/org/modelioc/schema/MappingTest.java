package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.stage.Elements;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.type.PvType;

/** What fills a tensor, and what a tensor fills: the forms of items, and sizes that follow from them. */
class MappingTest {

    @TempDir
    private Path folder;

    private Example with(String input, String output, String inputs, String outputs, String fed, String set) {
        return Example.of(folder, """
            ioc: {prefix: "T:"}
            models:
              m: {file: m.onnx, inputs: {%s}, outputs: {%s}}
            inputs: {%s}
            outputs: {%s}
            pipelines:
              RUN:
                model: m
                inputs: {%s}
                outputs: {%s}
            """.formatted(input, output, inputs, outputs, fed, set));
    }

    private Example fed(String type, String inputs, String fed) {
        return with("x: \"float32[" + type + "]\"", "y: \"float32[batch, 1]\"", inputs, "Y: {}", "x: " + fed, "y: [Y]");
    }

    private Example set(String type, String outputs, String set) {
        return with("x: \"float32[batch, 1]\"", "y: \"float32[" + type + "]\"", "X: {}", outputs, "x: [X]", "y: " + set);
    }

    private List<TensorItem> items(String type, String inputs, String fed) throws Exception {
        return fed(type, inputs, fed).read().pipelines().getFirst().inputs().getFirst().items();
    }

    private String sized(Example example) throws Exception {
        ModelDefinition model = example.read().models().getFirst();
        return model.inputs().getFirst().type() + " " + model.outputs().getFirst().type();
    }

    @Test
    void pvsAndConstantsInOrder() throws Exception {
        assertThat(items("batch, 6", "A: {}, W: {type: \"double[2]\"}", "[A, 1.5, {constant: 2}, W, {constant: [3]}]"))
            .extracting(item -> item.source().toString()).containsExactly("A", "1.5", "2.0", "W", "3.0");
        assertThat(items("batch, 3", "A: {}", "[A, {constant: [3, 4]}]").getLast().source())
            .isEqualTo(new TensorItem.Constant(List.of(3.0, 4.0)));
    }

    @Test
    void aNumberThatIsTheNameOfAPvIsThatPv() throws Exception {
        assertThat(items("batch, 2", "1: {}", "[1, 2]").getFirst().source())
            .isEqualTo(new TensorItem.Pv("1", PvType.DOUBLE, Optional.empty()));
    }

    @Test
    void aTableStandsForItsColumnsOfNumbers() throws Exception {
        String table = "T: {type: table, rows: 2, columns: {X: double, NAME: string, N: int}}";

        List<TensorItem> items = items("batch, 4", table, "[T]");
        assertThat(items).extracting(item -> item.source().toString()).containsExactly("T.X", "T.N");
        assertThat(((TensorItem.Pv) items.getLast().source()).offset()).isEqualTo(2);
        assertThat(items("batch, 2", table, "[T.N]")).hasSize(1);
        assertThat(fed("batch, 2", table, "[T.M]").problems())
            .containsExactly("ioc.yaml:9:18: the table 'T' has no column of numbers 'M', only X, N");
        assertThat(fed("batch, 2", table, "[T.NAME]").problems())
            .containsExactly("ioc.yaml:9:18: the table 'T' has no column of numbers 'NAME', only X, N");
        assertThat(fed("batch, 2", "A: {}", "[A.X, 1]").problems())
            .containsExactly("ioc.yaml:9:18: 'A.X' asks for a column, and 'A' is no table but of type double");
        assertThat(fed("batch, 4", table, "[T.X, T.X]").problems()).containsExactly(
            "ioc.yaml:9:23: the PV 'T.X' is listed a second time for this tensor; the first is at ioc.yaml:9:18");
    }

    @Test
    void aTableIsSetAsAWhole() throws Exception {
        String table = "T: {type: table, rows: 2, columns: {X: double, N: int}}";

        assertThat(set("batch, 2, 2", table, "[T]").read().pipelines().getFirst().sets()).containsExactly("T");
        assertThat(set("batch, 2, 2", table, "{a: T.X, b: T.N}").read().pipelines().getFirst().sets()).containsExactly("T");
        assertThat(set("batch, 2, 2", table, "{a: T.X}").problems()).containsExactly(
            "ioc.yaml:10:19: of the table 'T' the pipeline does not set N; all columns must be set by the same one");
        assertThat(set("batch, 2, 2", table, "{a: T}").problems()).contains(
            "ioc.yaml:10:22: a feature is one column, and the table 'T' has 2; name one, such as T.X");
        assertThat(set("batch, 2, 2", "T: {type: table, rows: 2, columns: {X: double, N: string}}", "[T]").problems())
            .contains("ioc.yaml:10:19: a model gives numbers, and the column 'N' of the table 'T' holds text");
    }

    @Test
    void byTheNamesOfFeatures() throws Exception {
        List<TensorItem> items = items("batch, 2", "A: {}", "{gain: A, offset: 0.5}");
        assertThat(items).extracting(TensorItem::feature).containsExactly(Optional.of("gain"), Optional.of("offset"));
        assertThat(items.getLast().source()).isEqualTo(new TensorItem.Constant(List.of(0.5)));

        TensorMapping mapping = set("batch, 5, 2", "W: {type: \"double[5]\"}, L: {}", "{a: [W, {pv: L, index: -1}]}").read()
            .pipelines().getFirst().outputs().getFirst();
        assertThat(mapping.byFeature()).isTrue();
        assertThat(mapping.items()).extracting(TensorItem::index).containsExactly(OptionalInt.empty(), OptionalInt.of(-1));
        assertThat(mapping.pvs()).containsExactly("W", "L");
    }

    @Test
    void itemsThatAreNone() {
        assertThat(fed("batch, 2", "A: {}", "[A, [1]]").problems())
            .containsExactly("ioc.yaml:9:21: the name of a PV is due here, not a list");
        assertThat(fed("batch, 2", "A: {}", "[A, {constant: x}]").problems())
            .containsExactly("ioc.yaml:9:32: 'constant' must be a number, not the text 'x'");
        assertThat(fed("batch, 2", "A: {}", "[A, {constant: []}]").problems())
            .containsExactly("ioc.yaml:9:32: 'constant' is empty; at least one number is due");
        assertThat(set("batch, 2", "Y: {}", "[Y, 1]").problems())
            .containsExactly("ioc.yaml:10:22: there is no PV '1' in 'outputs'");
        assertThat(set("batch, 2", "Y: {}", "[{pv: Y, index: 0}, Y]").problems())
            .contains("ioc.yaml:10:19: the name of a PV is due here, not a mapping (key: value)");
        assertThat(set("batch, 2, 2", "Y: {}", "{a: {pv: Y}}").problems())
            .containsExactly("ioc.yaml:10:22: missing key 'index' in a number of a feature");
        assertThat(set("batch, 2, 2", "Y: {}", "{a: []}").problems())
            .contains("ioc.yaml:10:22: an empty list takes no PV; remove 'a'");
    }

    @Test
    void aPvMayFillSeveralTensors() throws Exception {
        assertThat(with("x: \"float32[batch, 1]\", s: \"float32[batch, 1]\"", "y: \"float32[batch, 1]\"", "A: {}", "Y: {}",
            "x: [A], s: [A]", "y: [Y]").read().pipelines().getFirst().takes()).containsExactly("A");
    }

    @Test
    void numbersAreCounted() {
        assertThat(fed("batch, 4", "A: {}, W: {type: \"double[4]\"}", "[A, W]").problems()).containsExactly("ioc.yaml:9:14:"
            + " the tensor 'x' of type float32[batch, 4] needs 4 numbers, but the 2 items listed have 5");
        assertThat(fed("batch, 4, 3", "A: {}, W: {type: \"double[4]\"}", "[A, W]").problems()).containsExactly("ioc.yaml:9:14:"
            + " the tensor 'x' of type float32[batch, 4, 3] needs 12 numbers, or 3 items, each a column of 4, but the 2 items"
            + " listed"
            + " have 5");
        assertThat(fed("batch, 4, 2", "A: {}, W: {type: \"double[5]\"}", "[A, W]").problems()).containsExactly("ioc.yaml:9:21:"
            + " each column of the tensor 'x' of type float32[batch, 4, 2] has 4 numbers, and 'W' has 5; give it as many, or one,"
            + " which is repeated");
        assertThat(set("batch, 4, 2", "A: {}, W: {type: \"double[4]\"}", "[A, W]").problems()).containsExactly("ioc.yaml:10:19:"
            + " each column of the tensor 'y' of type float32[batch, 4, 2] has 4 numbers, and 'A' has 1; give it as many, or pick"
            + " one: {pv: A, index: -1}");
    }

    @Test
    void imagesHaveTheAxesOfTheirTensor() throws Exception {
        String image = "I: {type: image, image: {width: 4, height: 3}}";

        assertThat(items("batch, 3, 4", image, "[I]")).hasSize(1);
        assertThat(items("batch, 1, 3, 4", image, "[I]")).hasSize(1);
        assertThat(items("batch, 12", image, "[I]")).hasSize(1);
        assertThat(items("batch, 2, 3, 4", image + ", J: {type: image, image: {width: 4, height: 3}}", "[I, J]")).hasSize(2);
        assertThat(items("batch, 3, 4, 3", "I: {type: image, image: {width: 4, height: 3, colour: rgb}}", "[I]")).hasSize(1);
        assertThat(fed("batch, 4, 3", image, "[I]").problems()).containsExactly("ioc.yaml:9:18: the image 'I' is [3, 4] (height,"
            + " width), and the tensor 'x' of type float32[batch, 4, 3] has its axes in another order or size");
        assertThat(fed("batch, 3, 3, 4", "I: {type: image, image: {width: 4, height: 3, colour: rgb}}", "[I]").problems())
            .containsExactly("ioc.yaml:9:18: the image 'I' is [3, 4, 3] (height, width, colours), and the tensor 'x' of type"
                + " float32[batch, 3, 3, 4] has its axes in another order or size");
    }

    @Test
    void sizesFollowFromThePvs() throws Exception {
        assertThat(sized(fed("batch, n", "W: {type: \"double[7]\"}, A: {}", "[W, A]"))).startsWith("float32[batch, 8]");
        assertThat(sized(fed("batch, n, 2", "W: {type: \"double[7]\"}, A: {}", "[W, A]"))).startsWith("float32[batch, 7, 2]");
        assertThat(sized(fed("batch, h, w", "I: {type: image, image: {width: 4, height: 3}}", "[I]")))
            .startsWith("float32[batch, 3, 4]");
        assertThat(sized(with("x: \"float32[n]\"", "y: \"float32[n]\"", "A: {}", "Y: {}", "x: [A]", "y: [Y]")))
            .as("the first dimension is the batch").isEqualTo("float32[batch] float32[batch]");
        assertThat(sized(set("batch, n, 2", "W: {type: \"double[7]\"}", "{a: W}"))).endsWith("float32[batch, 7, 2]");
    }

    @Test
    void oneNameIsOneSizeInAllTensors() throws Exception {
        String tensors = "s: \"float32[steps]\", x: \"float32[batch, 1]\"";
        ModelDefinition model = with(tensors, "y: \"float32[batch, steps, 1]\"", "S: {type: \"double[7]\"}, A: {}",
            "Y: {type: \"double[7]\"}", "s: [S], x: [A]", "y: [Y]").read().models().getFirst();
        assertThat(model.inputs().getFirst().type()).hasToString("float32[7]");
        assertThat(model.outputs().getFirst().type()).hasToString("float32[batch, 7, 1]");

        assertThat(with(tensors, "y: \"float32[batch, steps, 1]\"", "S: {type: \"double[7]\"}, A: {}",
            "Y: {type: \"double[8]\"}", "s: [S], x: [A]", "y: [Y]").problems()).containsExactly("ioc.yaml:10:19: each column"
                + " of the"
            + " tensor 'y' of type float32[batch, ?, 1] has 7 numbers, and 'Y' has 8; give it as many");
    }

    @Test
    void pipelinesThatFeedEachOther() throws Exception {
        String two = """
            ioc: {prefix: "T:"}
            models:
              m: {file: m.onnx, inputs: {x: "float32[batch, 2]"}, outputs: {y: "float32[batch, 1]"}}
            inputs: {A: {}}
            outputs: {B: {}, C: {}, D: {}}
            pipelines:
              ONE: {model: m, inputs: {x: [A, %s]}, outputs: {y: [B]}}
              TWO: {model: m, inputs: {x: [A, B]}, outputs: {y: [C]}}
              THREE: {model: m, inputs: {x: [C, B]}, outputs: {y: [D]}}
            """;
        IocDefinition chain = Example.of(folder, two.formatted("0")).read();
        assertThat(chain.pipelines()).extracting(PipelineDefinition::takes)
            .containsExactly(List.of("A"), List.of("A", "B"), List.of("C", "B"));
        assertThat(Example.of(folder, two.formatted("D")).problems()).contains(
            "ioc.yaml:7:35: pipelines wait for each other in a circle: ONE takes 'D' of THREE, THREE takes 'C' of TWO, TWO takes"
                + " 'B' of ONE; break it at one of them");
        assertThat(Example.of(folder, two.formatted("B")).problems()).containsExactly("ioc.yaml:7:35: the pipeline 'ONE' takes"
            + " 'B', which it sets itself; a pipeline can take what another one sets");
    }

    @Test
    void whatIsOnlyTakenIsNotSet() {
        assertThat(fed("batch, 2", "A: {}", "[A, Z]").with("outputs: {Y: {}}", "outputs: {Y: {}, Z: {}}").problems())
            .containsExactly("ioc.yaml:5:18: the PV 'Z' of 'outputs' is not used: no pipeline sets it; list it under 'outputs'"
                + " of a"
                + " pipeline or remove it");
    }

    @Test
    void stagesNameElementsByPvsAndFeatures() throws Exception {
        Example ordered = fed("batch, 4", "A: {}, W: {type: \"double[3]\"}", "[A, W]");
        assertThat(before(ordered, "[W]")).isEqualTo("[1, 2, 3] []");
        assertThat(before(ordered, "[1, A]")).isEqualTo("[1, 0] []");
        Example columns = fed("batch, 3, 2", "A: {}, W: {type: \"double[3]\"}", "[A, W]");
        assertThat(before(columns, "[W]")).isEqualTo("[1] []");
        Example named = fed("batch, 2", "A: {}, B: {}", "{gain: A, shift: B}");
        assertThat(before(named, "[B, gain]")).isEqualTo("[-1, -1] [shift, gain]");
        assertThat(named.with("outputs: {y: [Y]}\n", "outputs: {y: [Y]}\n    before: [scale: {factor: 2, elements: [B,"
            + " shift]}]\n")
            .problems()).containsExactly("ioc.yaml:11:47: the element 'shift' stands here a second time");
    }

    private static String before(Example example, String elements) throws Exception {
        Elements read = example.with("outputs: {y: [Y]}\n",
            "outputs: {y: [Y]}\n    before: [scale: {factor: 2, elements: " + elements + "}]\n").read().pipelines().getFirst()
            .before().getFirst().target().elements();
        return read.indices() + " " + read.features().stream().filter(feature -> !feature.isEmpty()).toList();
    }
}
