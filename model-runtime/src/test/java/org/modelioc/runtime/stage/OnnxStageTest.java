package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelioc.runtime.stage.Chains.chain;
import static org.modelioc.runtime.stage.Chains.one;
import static org.modelioc.runtime.stage.Chains.run;
import static org.modelioc.runtime.stage.Chains.target;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.OnnxDefinition;
import org.modelioc.schema.stage.ReshapeDefinition;
import org.modelioc.schema.stage.ScaleDefinition;
import org.modelioc.schema.yaml.Mark;

/** A model between two stages. */
class OnnxStageTest {

    @TempDir
    private Path folder;

    private OnnxDefinition stage(OnnxWriter model) throws Exception {
        return new OnnxDefinition(target("onnx"), model.write(folder.resolve("encoder.onnx")), new Mark("test.yaml", 20, 22));
    }

    /** Two numbers of three: the first minus the second, and the third twice. */
    private static OnnxWriter encoder(Object batch) {
        return new OnnxWriter().input("x", OnnxWriter.FLOAT, batch, 3)
            .constant("w", new float[] {1, 0, -1, 0, 0, 2}, 3, 2).node("MatMul", "x w", "y")
            .output("y", OnnxWriter.FLOAT, batch, 2);
    }

    private void refused(Shape shape, OnnxWriter model, String text) throws Exception {
        OnnxDefinition stage = stage(model);
        assertThatThrownBy(() -> chain(shape, stage)).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage("test.yaml:20:22: stage 'onnx' on tensor 'x': " + text);
    }

    @Test
    void itsOutputGoesOn() throws Exception {
        try (StageChain chain = chain(Shape.of(1, 3), new ScaleDefinition(target("scale"), one(10), one(0)),
                stage(encoder("batch")), new ScaleDefinition(target("scale"), one(1), one(0.5)))) {
            assertThat(chain.shape()).isEqualTo(Shape.of(1, 2));
            assertThat(chain.keepsElements()).isFalse();
            assertThat(run(chain, 1, 2, 3)).containsExactly(-9.5, 60.5);
            assertThat(run(chain, 5, 2, 0)).containsExactly(30.5, 0.5);
        }
    }

    @Test
    void rowsOfABatch() throws Exception {
        try (StageChain chain = chain(Shape.of(2, 3), stage(encoder("batch")))) {
            assertThat(chain.shape()).isEqualTo(Shape.of(2, 2));
            assertThat(run(chain, 1, 2, 3, 4, 5, 6)).containsExactly(-1, 6, -1, 12);
        }
        refused(Shape.of(2, 3), encoder(1), "model 'encoder.onnx': " + folder.resolve("encoder.onnx")
            + " takes a batch of 1 only, not of 2; export it with its first dimension open");
    }

    @Test
    void axesOfLengthOneDoNotCount() throws Exception {
        try (StageChain chain = chain(Shape.of(1, 3, 1), stage(encoder("batch")))) {
            assertThat(run(chain, 1, 2, 3)).containsExactly(-1, 6);
        }
        OnnxWriter scalar = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2)
            .node("ReduceMax", "x", "y", Map.of("keepdims", 0)).output("y", OnnxWriter.FLOAT);
        try (StageChain chain = chain(Shape.of(1, 2), stage(scalar))) {
            assertThat(chain.shape()).isEqualTo(Shape.of(1));
            assertThat(run(chain, 1, 2)).containsExactly(2);
        }
    }

    @Test
    void anOutputWithoutABatch() throws Exception {
        OnnxWriter flat = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 2)
            .constant("shape", -1L).node("Reshape", "x shape", "y").output("y", OnnxWriter.FLOAT, 2);
        try (StageChain chain = chain(Shape.of(1, 2), stage(flat))) {
            assertThat(chain.shape()).isEqualTo(Shape.of(1, 2));
            assertThat(run(chain, 1, 2)).containsExactly(1, 2);
        }
    }

    @Test
    void modelsThatCannotBeAStage() throws Exception {
        Path file = folder.resolve("encoder.onnx");
        refused(Shape.of(1, 4), encoder("batch"), file + " takes x float32[1, 3], and gets [1, 4]");
        refused(Shape.of(1, 2), new OnnxWriter().input("a", OnnxWriter.FLOAT, "batch", 2).input("b", OnnxWriter.FLOAT, "batch", 2)
            .node("Add", "a b", "y").output("y", OnnxWriter.FLOAT, "batch", 2),
            file + " takes 2 tensors and gives 1; a stage takes one and gives one");
        OnnxWriter open = new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", "steps").node("Neg", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", "steps");
        refused(Shape.of(1, 2), open, "model 'encoder.onnx': " + file + " leaves open dimension 2 ('steps') of input 'x',"
            + " float32[batch, ?]; only the batch may stay open: write the size of this dimension in the YAML, or export the"
            + " model with it");
        Path missing = folder.resolve("encodr.onnx");
        OnnxDefinition misspelt = new OnnxDefinition(target("onnx"), missing, new Mark("test.yaml", 20, 22));
        assertThatThrownBy(() -> chain(Shape.of(1, 2), misspelt))
            .hasMessage("test.yaml:20:22: stage 'onnx' on tensor 'x': model 'encodr.onnx': " + missing
                + " does not exist; copy the model there or correct the path (did you mean 'encoder.onnx'?)");
    }

    @Test
    void aFailureNamesTheStage() throws Exception {
        OnnxWriter table = new OnnxWriter().input("x", OnnxWriter.INT64, "batch").constant("t", new float[] {7, 8, 9}, 3)
            .node("Gather", "t x", "y").output("y", OnnxWriter.FLOAT, "batch");
        try (StageChain chain = chain(Shape.of(1), stage(table))) {
            assertThat(run(chain, 2)).containsExactly(9);
            assertThatThrownBy(() -> run(chain, 3)).isInstanceOf(InferenceException.class).hasMessageStartingWith(
                "stage 'onnx' on tensor 'x': model 'encoder.onnx': ").hasMessageContaining("idx=3");
            assertThatThrownBy(() -> run(chain, 0.5)).isInstanceOf(InferenceException.class).hasMessage("stage 'onnx' on tensor"
                + " 'x': model 'encoder.onnx': tensor 'x', element 0: 0.5 is not a whole number, and the tensor is int64");
            assertThat(run(chain, 0)).as("the next one may succeed").containsExactly(7);
        }
    }

    @Test
    void itIsClosedWithTheChain() throws Exception {
        StageChain chain = chain(Shape.of(1, 3), stage(encoder("batch")));
        run(chain, 1, 2, 3);
        chain.close();
        chain.close();
        assertThatThrownBy(() -> run(chain, 1, 2, 3)).isInstanceOf(InferenceException.class)
            .hasMessageStartingWith("stage 'onnx' on tensor 'x': ");
    }

    @Test
    void itIsClosedWhereALaterStageDoesNotFit() throws Exception {
        StageProbe probe = new StageProbe(target("probe"));
        assertThatThrownBy(() -> chain(Shape.of(1, 3), stage(encoder("batch")), probe,
            new ReshapeDefinition(target("reshape"), List.of(5)))).isInstanceOf(InvalidConfigurationException.class)
            .hasMessageContaining("stage 'reshape'");
        assertThat(probe.closed()).containsExactly(1);
    }
}
