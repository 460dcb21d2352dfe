package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.modelioc.runtime.onnx.Definitions.tensor;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorDefinition;

/** The file has {@code settings} and {@code mode} in, {@code efficiency} and {@code loss} out. */
class TensorMismatchTest {

    private static final TensorDefinition SETTINGS = tensor("settings", ElementType.FLOAT32, -1, 10);
    private static final TensorDefinition MODE = tensor("mode", ElementType.INT64, -1, 1);
    private static final TensorDefinition EFFICIENCY = tensor("efficiency", ElementType.FLOAT32, -1, 10);
    private static final TensorDefinition LOSS = tensor("loss", ElementType.INT64, -1, 1);

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeTheFile() throws Exception {
        file = new OnnxWriter()
            .input("settings", OnnxWriter.FLOAT, "batch", 10).input("mode", OnnxWriter.INT64, "batch", 1)
            .node("Neg", "settings", "efficiency").node("Neg", "mode", "loss")
            .output("efficiency", OnnxWriter.FLOAT, "batch", 10).output("loss", OnnxWriter.INT64, "batch", 1)
            .write(folder.resolve("lebt.onnx"));
    }

    @Test
    void agreementInAnyOrderAndWithAPinnedBatch() throws Exception {
        try (Model model = new OnnxEngine().load(Definitions.model(file, List.of(MODE, SETTINGS), List.of(LOSS, EFFICIENCY)))) {
            assertThat(model.inputs()).hasToString("[settings float32[batch, 10], mode int64[batch, 1]]");
        }
        TensorDefinition one = tensor("settings", ElementType.FLOAT32, 1, 10);
        try (Model model = new OnnxEngine().load(Definitions.model(file, List.of(one, MODE), List.of()))) {
            assertThat(model.inputs()).hasToString("[settings float32[1, 10], mode int64[1, 1]]");
            assertThat(model.outputs()).hasToString("[efficiency float32[1, 10], loss int64[1, 1]]");
        }
    }

    @Test
    void everyDifferenceIsShownBesideTheOtherSide() {
        assertTable(
            List.of(tensor("setings", ElementType.FLOAT32, -1, 10), tensor("mode", ElementType.INT32, -1, 1)),
            List.of(tensor("efficiency", ElementType.FLOAT32, -1, 6), tensor("current", ElementType.FLOAT32, -1, 1)),
            """
                      in the YAML                   in the file
              input   setings float32[batch, 10]    settings float32[batch, 10]    the name differs: did you mean 'settings'?
              input   mode int32[batch, 1]          mode int64[batch, 1]           the element type differs
              output  efficiency float32[batch, 6]  efficiency float32[batch, 10]  the shape differs
              output  current float32[batch, 1]     -                              not in the file
              output  -                             loss int64[batch, 1]           not in the YAML""");
    }

    @Test
    void whatAgreesIsShownToo() {
        assertTable(List.of(SETTINGS, tensor("mode", ElementType.INT64, -1)), List.of(),
            """
                      in the YAML                  in the file
              input   settings float32[batch, 10]  settings float32[batch, 10]
              input   mode int64[batch]            mode int64[batch, 1]         the number of dimensions differs""");
    }

    @Test
    void doubleOnly() throws Exception {
        new OnnxWriter().input("settings", OnnxWriter.DOUBLE, "batch", 10).node("Neg", "settings", "efficiency")
            .output("efficiency", OnnxWriter.DOUBLE, "batch", 10).write(file);
        assertTable(List.of(SETTINGS), List.of(EFFICIENCY), """
                      in the YAML                    in the file
              input   settings float32[batch, 10]    settings float64[batch, 10]    the element type differs
              output  efficiency float32[batch, 10]  efficiency float64[batch, 10]  the element type differs""");
        try (Model model = new OnnxEngine().load(Definitions.model(file, List.of(tensor("settings", ElementType.FLOAT64, -1, 10)),
                List.of())); Session session = model.newSession(1)) {
            session.inputs().getFirst().set(0, 0.1);
            session.run();
            assertThat(session.outputs().getFirst().get(0)).as("no float32 on the way").isEqualTo(-0.1);
        }
    }

    @Test
    void aSharedDimensionHasOneSize() {
        String text = fault(List.of(tensor("settings", ElementType.FLOAT32, 1, 10), tensor("mode", ElementType.INT64, 2, 1)),
            List.of());
        assertThat(text).isEqualTo("test.yaml:4:11: model 'm': " + file + " uses one dimension 'batch' in several tensors,"
            + " and the YAML gives it the sizes 1 and 2 (input 'mode'); give it one size");
    }

    private void assertTable(List<TensorDefinition> inputs, List<TensorDefinition> outputs, String table) {
        assertThat(fault(inputs, outputs)).isEqualTo(
            "test.yaml:3:3: model 'm': the tensors in the YAML are not those of " + file + '\n'
                + table.indent(2).stripTrailing());
    }

    private String fault(List<TensorDefinition> inputs, List<TensorDefinition> outputs) {
        return catchThrowableOfType(ModelLoadException.class,
            () -> new OnnxEngine().load(Definitions.model(file, inputs, outputs))).getMessage();
    }
}
