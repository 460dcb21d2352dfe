package org.modelioc.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
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
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;

/** The model hands three numbers on; its card knows them from 0 to 10 A, -1.5 to 2.5 kV and 0.001 to 0.002. */
class TrainingRangeTest {

    @TempDir
    private Path folder;
    private Model model;
    private Pipeline pipeline;
    private Snapshot snapshot;

    @AfterEach
    void close() {
        pipeline.close();
        model.close();
    }

    private void open(String inputs, String fed, String more, int rows) throws Exception {
        String sizes = rows == 1 ? "3" : rows + ", 3";
        if (rows == 1) {
            new OnnxWriter().input("x", OnnxWriter.DOUBLE, "batch", 3).node("Identity", "x", "y")
                .output("y", OnnxWriter.DOUBLE, "batch", 3).write(folder.resolve("m.onnx"));
        } else {
            new OnnxWriter().input("x", OnnxWriter.DOUBLE, "batch", rows, 3).node("Identity", "x", "y")
                .output("y", OnnxWriter.DOUBLE, "batch", rows, 3).write(folder.resolve("m.onnx"));
        }
        IocDefinition ioc = IocReader.read(Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m: {file: m.onnx, inputs: {x: "float64[batch, %s]"}, outputs: {y: "float64[batch, %s]"}}
            inputs: {%s}
            outputs: {Y: {type: "double[%d]"}}
            pipelines:
              p:
                model: m
                inputs: {x: %s}
                outputs: {y: [Y]}
            %s""".formatted(sizes, sizes, inputs, 3 * rows, fed, more.indent(4))), Map.of());
        model = new OnnxEngine().load(ioc.models().getFirst());
        pipeline = Pipeline.open(ioc.pipelines().getFirst(), model, Optional.of(card(rows)));
        snapshot = pipeline.newSnapshot();
    }

    private static ModelCard card(int rows) {
        List<Long> sizes = rows == 1 ? List.of(TensorType.DYNAMIC, 3L) : List.of(TensorType.DYNAMIC, (long) rows, 3L);
        TensorType type = new TensorType(ElementType.FLOAT64, sizes);
        List<InputFeature> inputs = List.of(new InputFeature("SOL", "A", "", 0, 10, 5, 2, List.of()),
            new InputFeature("EXT", "kV", "", -1.5, 2.5, 0, 1, List.of()),
            new InputFeature("GAS", "", "", 0.001, 0.002, 0.0015, 0.0001, List.of()));
        List<OutputFeature> outputs = inputs.stream().map(each -> new OutputFeature(each.name(), "", "", 0, 1)).toList();
        List<String> axes = rows == 1 ? List.of("batch", "3") : List.of("batch", Integer.toString(rows), "3");
        return new ModelCard(Path.of("card.yaml"), "m", "1", "", List.of("a"), true, null, List.of(),
            List.of(new InputTensor("x", type, axes, inputs)), List.of(),
            List.of(new OutputTensor("y", type, axes, outputs)), null);
    }

    private String evaluate(double... values) throws InferenceException {
        System.arraycopy(values, 0, snapshot.values(), 0, values.length);
        pipeline.before(snapshot);
        TrainingRange left = pipeline.outsideTraining();
        return left == null ? "" : left.message();
    }

    @Test
    void theFirstInputOutsideIsNamedWithItsRangeAndHeals() throws Exception {
        open("A: {}, B: {}, C: {}", "[A, B, C]", "", 1);

        assertThat(evaluate(0, 2.5, 0.002)).as("the ends are inside").isEmpty();
        assertThat(evaluate(12.3, 2.6, 0.001)).isEqualTo("INPUT A 12.3 A outside training range 0 to 10 A");
        assertThat(evaluate(10, -1.6, 0.001)).isEqualTo("INPUT B -1.6 kV outside training range -1.5 to 2.5 kV");
        assertThat(evaluate(10, -1.5, 0.0021)).isEqualTo("INPUT C 0.0021 outside training range 0.001 to 0.002");
        assertThat(evaluate(10 + 1e-12, -1.5, 0.001)).as("rounding").isEmpty();
        assertThat(evaluate(Double.POSITIVE_INFINITY, 0, 0.001)).startsWith("INPUT A Infinity A outside");
        assertThat(evaluate(Double.NaN, 0, 0.001)).as("at fault anyway").isEmpty();
        assertThat(evaluate(1, 1, 0.001)).isEmpty();
    }

    @Test
    void anElementOfAnArrayIsNamedByItsIndexAndConstantsAreTheAuthors() throws Exception {
        open("W: {type: \"double[2]\"}", "[W, 7]", "", 1);

        assertThat(evaluate(5, 3)).isEqualTo("INPUT W[1] 3 kV outside training range -1.5 to 2.5 kV");
        assertThat(evaluate(5, 2)).isEmpty();
    }

    @Test
    void whatStagesPrepareIsJudgedNotWhatWasPut() throws Exception {
        open("A: {}, B: {}, C: {}", "[A, B, C]", "before: [{scale: {factor: 1000, elements: [A]}}]", 1);

        assertThat(evaluate(0.005, 0, 0.001)).isEmpty();
        assertThat(evaluate(0.0123, 0, 0.001)).isEqualTo("INPUT A prepared as 12.3 A outside training range 0 to 10 A");
    }

    @Test
    void whatIsNormalisedByTheCardIsJudgedBefore() throws Exception {
        open("A: {}, B: {}, C: {}", "[A, B, C]",
            "before: [{scale: {factor: 10, elements: [A]}}, {normalise: {from: card}}]", 1);

        assertThat(evaluate(0.9, 0, 0.001)).isEmpty();
        assertThat(evaluate(1.1, 0, 0.001)).isEqualTo("INPUT A prepared as 11 A outside training range 0 to 10 A");
    }

    @Test
    void rowsOfAWindowAreJudgedEachAndNamedByTheirPv() throws Exception {
        open("A: {}, B: {}, C: {}", "[A, B, C]", "before: [{window: {samples: 2}}]", 2);

        assertThat(evaluate(5, 0, 0.001)).isEmpty();
        assertThat(evaluate(5, 9, 0.001)).isEqualTo("INPUT B prepared as 9 kV outside training range -1.5 to 2.5 kV");
        assertThat(evaluate(5, 0, 0.001)).as("still in the window").startsWith("INPUT B prepared as 9 kV");
        assertThat(evaluate(5, 0, 0.001)).isEmpty();
    }

    @Test
    void noSeverityNoLook() throws Exception {
        open("A: {}, B: {}, C: {}", "[A, B, C]", "training-range: NO_ALARM", 1);

        assertThat(evaluate(99, 0, 0)).isEmpty();
    }
}
