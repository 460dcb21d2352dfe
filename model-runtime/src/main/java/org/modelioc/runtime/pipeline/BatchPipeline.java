package org.modelioc.runtime.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.runtime.engine.BatchSession;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;

/**
 * Many independent rows through the stages and the model of a pipeline at once: {@link #before} for each row, one
 * {@link #infer}, {@link #after} for each row. Rows are laid out as the inputs and outputs of {@link Pipeline} are.
 *
 * <p>Rows know nothing of each other: stages that remember evaluations, such as windows and filters, begin anew with each row, as
 * they do with the first evaluation of an IOC. A filter thereby gives what it would after a long time with these inputs.
 *
 * <p>One thread at a time, closing included. The steps allocate nothing of ours, unless they throw.
 */
public final class BatchPipeline implements AutoCloseable {

    private final BatchSession session;
    private final InputValues inputValues;
    private final BeforeStage[] before;
    private final AfterStage[] after;
    private final RowCursor[] cursors;
    private final Snapshot snapshot;
    private final double[] results;

    private BatchPipeline(PipelineDefinition definition, BatchSession session, Optional<ModelCard> card)
            throws InvalidConfigurationException {
        this.session = session;
        List<RowCursor> inputs = cursors(session, session.inputs());
        List<RowCursor> outputs = cursors(session, session.outputs());
        cursors = Stream.concat(inputs.stream(), outputs.stream()).toArray(RowCursor[]::new);
        PipelineBinding binding = new PipelineBinding(definition, inputs, outputs, card);
        inputValues = binding.inputValues();
        before = binding.before().toArray(BeforeStage[]::new);
        after = binding.after().toArray(AfterStage[]::new);
        snapshot = new Snapshot(binding.inputSlots().size());
        results = new double[binding.outputSlots().size()];
    }

    private static List<RowCursor> cursors(BatchSession session, List<Tensor> tensors) {
        List<RowCursor> cursors = new ArrayList<>();
        tensors.forEach(tensor -> cursors.add(new RowCursor(session.rows(tensor))));
        return cursors;
    }

    /**
     * Makes one with memory of its own.
     *
     * @param definition which PVs fill which tensors, and the stages between them
     * @param model      the model that the definition names; it stays the caller's to close
     * @param card       the model's card, for stages that take their numbers from it
     * @param largest    rows in a batch; there may be fewer ({@link #largest()})
     * @return to be closed by the caller
     * @throws InvalidConfigurationException if PVs, stages and tensors do not fit, with all that do not
     * @throws ModelLoadException            if the model cannot be run with such a batch
     * @throws IllegalStateException         if the model is closed
     */
    public static BatchPipeline open(PipelineDefinition definition, Model model, Optional<ModelCard> card, int largest)
            throws InvalidConfigurationException, ModelLoadException {
        BatchSession session = BatchSession.open(model, largest);
        try {
            return new BatchPipeline(definition, session, card);
        } catch (InvalidConfigurationException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * How many rows a batch may have.
     *
     * @return at least 1
     */
    public int largest() {
        return session.largest();
    }

    /**
     * Writes one row into the model's tensors, through the stages before it. A row that throws may be written again with other
     * inputs.
     *
     * @param row    0 to {@link #largest()} - 1
     * @param inputs holds the inputs of the row
     * @param from   where they begin
     * @param stamp  when the row is evaluated, in nanoseconds since 1970
     * @throws InferenceException if a value cannot go into the model, which names the PV; or if a stage cannot do its work
     */
    public void before(int row, double[] inputs, int from, long stamp) throws InferenceException {
        at(row, inputs, from, stamp);
        for (BeforeStage stage : before) {
            stage.reset();
            stage.apply(snapshot);
        }
    }

    private void at(int row, double[] inputs, int from, long stamp) {
        for (RowCursor cursor : cursors) {
            cursor.to(row);
        }
        System.arraycopy(inputs, from, snapshot.values(), 0, snapshot.values().length);
        snapshot.begin(0, stamp);
        inputValues.take(snapshot);
    }

    /**
     * Whether what the last {@link #before} wrote is what the model was trained for.
     *
     * @return null if it is, or nobody knows; else the range that was left; its state holds until the next {@code before}
     */
    public TrainingRange outsideTraining() {
        return Pipeline.outside(before);
    }

    /**
     * Runs the model on the first rows.
     *
     * @param rows how many, 1 to {@link #largest()}
     * @throws InferenceException if the engine gives up, for all of them
     */
    public void infer(int rows) throws InferenceException {
        session.run(rows);
    }

    /**
     * Reads what the model gave for one row, through the stages after it.
     *
     * @param row     one of those that were run
     * @param inputs  holds the inputs of the row, as at {@link #before}
     * @param from    where they begin
     * @param stamp   as at {@link #before}
     * @param outputs takes the outputs of the row
     * @param to      where they begin
     * @throws InferenceException if a result has no exact double, which names the PV; or if a stage cannot do its work
     */
    public void after(int row, double[] inputs, int from, long stamp, double[] outputs, int to) throws InferenceException {
        at(row, inputs, from, stamp);
        for (AfterStage stage : after) {
            stage.reset();
            stage.apply(results);
        }
        System.arraycopy(results, 0, outputs, to, results.length);
    }

    /** Frees the memory and what stages hold. May be called again. */
    @Override
    public void close() {
        for (BeforeStage stage : before) {
            stage.close();
        }
        for (AfterStage stage : after) {
            stage.close();
        }
        session.close();
    }
}
