package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.Definitions;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;

/** Batches of a model that looks up a table, and gives up on an index that the table does not have. */
class BatchSessionTest {

    private static final long BAD = 99;

    @TempDir
    private Path folder;

    private Model load(Object batch) throws Exception {
        Path file = new OnnxWriter().input("x", OnnxWriter.INT64, batch, 1).constant("t", new float[] {10, 11, 12}, 3)
            .node("Gather", "t x", "y").output("y", OnnxWriter.FLOAT, batch, 1).write(folder.resolve("m.onnx"));
        return new OnnxEngine().load(Definitions.model(file));
    }

    private static void set(BatchSession session, long... rows) throws ConversionException {
        List<Tensor> inputs = session.rows(session.inputs().getFirst());
        for (int row = 0; row < rows.length; row++) {
            inputs.get(row).set(0, rows[row]);
        }
    }

    private static double[] outputs(BatchSession session, int rows) throws ConversionException {
        double[] outputs = new double[rows];
        session.outputs().getFirst().getAll(0, outputs, 0, rows);
        return outputs;
    }

    @Test
    void aRowThatFailedDoesNotFailTheRunsAfterIt() throws Exception {
        for (Object batch : new Object[] {"batch", 4}) {
            try (Model model = load(batch); BatchSession session = BatchSession.open(model, 20)) {
                set(session, 0, 1, 2, BAD);
                assertThatThrownBy(() -> session.run(4)).isInstanceOf(InferenceException.class);
                // the bad one still stands behind these, in the memory of the same run
                set(session, 2, 1);
                session.run(2);
                assertThat(outputs(session, 2)).containsExactly(12, 11);
                set(session, 1);
                session.run(3);
                assertThat(outputs(session, 2)).containsExactly(11, 11);
            }
        }
    }

    @Test
    void aModelOfOneBatchSizeIsRunWithThat() throws Exception {
        try (Model model = load(4); BatchSession session = BatchSession.open(model, 20)) {
            assertThat(session.largest()).isEqualTo(4);
            set(session, 0, 1, 2);
            session.run(3);
            assertThat(outputs(session, 3)).containsExactly(10, 11, 12);
        }
    }

    @Test
    void afterTheModelIsClosedNoneIsOpened() throws Exception {
        Model model = load("batch");
        try (BatchSession session = BatchSession.open(model, 20)) {
            model.close();
            set(session, 2);
            session.run(1);
            assertThat(outputs(session, 1)).containsExactly(12);
            assertThatThrownBy(() -> BatchSession.open(model, 20)).isInstanceOf(IllegalStateException.class);
        }
    }
}
