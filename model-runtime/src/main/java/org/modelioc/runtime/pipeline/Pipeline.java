package org.modelioc.runtime.pipeline;

import java.util.List;
import java.util.Optional;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.pipeline.PipelineDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;

/**
 * One evaluation after the other: {@link #before}, {@link #infer}, {@link #after}, three steps so that the caller can
 * time each. A step that throws ends its evaluation, and the next one starts afresh with {@code before}.
 *
 * <p>One thread at a time, closing included. The steps allocate nothing of ours, unless they throw.
 */
public final class Pipeline implements AutoCloseable {

    private final String name;
    private final Session session;
    private final InputValues inputValues;
    private final Slots inputs;
    private final Slots outputs;
    private final BeforeStage[] before;
    private final AfterStage[] after;
    private final int outputCount;

    private Pipeline(PipelineDefinition definition, Session session, Optional<ModelCard> card)
            throws InvalidConfigurationException {
        PipelineBinding binding = new PipelineBinding(definition, cursors(session.inputs()), cursors(session.outputs()), card);
        this.name = definition.name();
        this.session = session;
        this.inputValues = binding.inputValues();
        this.inputs = binding.inputSlots();
        this.outputs = binding.outputSlots();
        this.before = binding.before().toArray(BeforeStage[]::new);
        this.after = binding.after().toArray(AfterStage[]::new);
        this.outputCount = outputs.size();
    }

    private static List<RowCursor> cursors(List<Tensor> tensors) {
        return tensors.stream().map(tensor -> new RowCursor(List.of(tensor))).toList();
    }

    /**
     * Makes a pipeline with a session of its own, of batch 1, without a card.
     *
     * @param definition which PVs fill which tensors, and the stages between them
     * @param model      the model that the definition names; it stays the caller's to close
     * @return the pipeline, to be closed by the caller
     * @throws InvalidConfigurationException if PVs, stages and tensors do not fit, with all that do not
     * @throws ModelLoadException            if the model cannot be run with a batch of 1
     */
    public static Pipeline open(PipelineDefinition definition, Model model)
            throws InvalidConfigurationException, ModelLoadException {
        return open(definition, model, Optional.empty());
    }

    /**
     * Makes a pipeline with a session of its own, of batch 1.
     *
     * @param definition which PVs fill which tensors, and the stages between them
     * @param model      the model that the definition names; it stays the caller's to close
     * @param card       the model's card, for stages that take their numbers from it
     * @return the pipeline, to be closed by the caller
     * @throws InvalidConfigurationException if PVs, stages and tensors do not fit, with all that do not
     * @throws ModelLoadException            if the model cannot be run with a batch of 1
     */
    public static Pipeline open(PipelineDefinition definition, Model model, Optional<ModelCard> card)
            throws InvalidConfigurationException, ModelLoadException {
        Session session = model.newSession(1);
        try {
            return new Pipeline(definition, session, card);
        } catch (InvalidConfigurationException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * The name in the configuration.
     *
     * @return a key of the YAML's {@code pipelines}
     */
    public String name() {
        return name;
    }

    /**
     * The PVs that it takes.
     *
     * @return names, each once, in the order of first use
     */
    public List<String> inputs() {
        return inputs.pvs();
    }

    /**
     * The PVs that it sets.
     *
     * @return names, each once, in the order of the definition
     */
    public List<String> outputs() {
        return outputs.pvs();
    }

    /**
     * Where the numbers of an input PV begin in a snapshot. They are neighbours, in the order that
     * {@link org.modelioc.schema.type.PvType} tells.
     *
     * @param pv one of {@link #inputs()}
     * @return the place of the first
     * @throws IllegalArgumentException if the pipeline does not use it
     */
    public int inputOffset(String pv) {
        return inputs.offset(pv);
    }

    /**
     * How many numbers of a snapshot an input PV has.
     *
     * @param pv one of {@link #inputs()}
     * @return {@link org.modelioc.schema.type.PvType#elements()} of its type
     * @throws IllegalArgumentException if the pipeline does not use it
     */
    public int inputLength(String pv) {
        return inputs.length(pv);
    }

    /**
     * How many numbers all input PVs have.
     *
     * @return length of a snapshot's values
     */
    public int inputSize() {
        return inputs.size();
    }

    /**
     * Where the numbers of an output PV begin in what {@link #after} fills, as {@link #inputOffset} tells of inputs.
     *
     * @param pv one of {@link #outputs()}
     * @return the place of the first
     * @throws IllegalArgumentException if the pipeline does not set it
     */
    public int outputOffset(String pv) {
        return outputs.offset(pv);
    }

    /**
     * How many numbers an output PV has.
     *
     * @param pv one of {@link #outputs()}
     * @return {@link org.modelioc.schema.type.PvType#elements()} of its type
     * @throws IllegalArgumentException if the pipeline does not set it
     */
    public int outputLength(String pv) {
        return outputs.length(pv);
    }

    /**
     * How many numbers all output PVs have.
     *
     * @return length of the array that {@link #after} fills
     */
    public int outputSize() {
        return outputs.size();
    }

    /**
     * A snapshot to be used again and again.
     *
     * @return {@link #inputSize()} values, all zero
     */
    public Snapshot newSnapshot() {
        return new Snapshot(inputs.size());
    }

    /**
     * Writes the inputs into the model's tensors, through the stages before it. To be called once an evaluation: stages such
     * as windows and filters remember.
     *
     * @param snapshot made by this pipeline and filled
     * @throws InferenceException if a value cannot go into the model, such as 2.5 into an integer, which names the PV; or if
     *                            a stage cannot do its work, which names the stage
     */
    public void before(Snapshot snapshot) throws InferenceException {
        inputValues.take(snapshot);
        for (BeforeStage stage : before) {
            stage.apply(snapshot);
        }
    }

    /**
     * Whether what {@link #before} wrote is what the model was trained for.
     *
     * @return null if it is, or nobody knows; else the range that was left, the first of them; its state holds until the next
     *     {@code before}
     */
    public TrainingRange outsideTraining() {
        return outside(before);
    }

    static TrainingRange outside(BeforeStage[] before) {
        for (BeforeStage stage : before) {
            TrainingRange range = stage.range();
            if (range != null && range.left()) {
                return range;
            }
        }
        return null;
    }

    /**
     * Runs the model on what {@link #before} wrote.
     *
     * @throws InferenceException if the engine gives up
     */
    public void infer() throws InferenceException {
        session.run();
    }

    /**
     * Reads what {@link #infer} gave, through the stages after it; once an evaluation, as {@link #before}. NaN and
     * the infinities are passed on as they are: to judge them is the caller's part.
     *
     * @param values where to, {@link #outputSize()} values
     * @throws InferenceException       if a result has no exact double, which names the PV; or if a stage cannot do its work
     * @throws IllegalArgumentException if {@code values} has another length
     */
    public void after(double[] values) throws InferenceException {
        if (values.length != outputCount) {
            throw new IllegalArgumentException("room for " + values.length + " values, and there are " + outputCount);
        }
        for (AfterStage stage : after) {
            stage.apply(values);
        }
    }

    /**
     * Goes on where another pipeline of the same definition ends, with what its windows and filters remember.
     *
     * @param predecessor not to be used again, but for closing it
     */
    public void takeOver(Pipeline predecessor) {
        for (int i = 0; i < Math.min(before.length, predecessor.before.length); i++) {
            before[i].takeOver(predecessor.before[i]);
        }
        for (int i = 0; i < Math.min(after.length, predecessor.after.length); i++) {
            after[i].takeOver(predecessor.after[i]);
        }
    }

    /** Makes all stages forget the evaluations so far: windows are empty, filters begin anew. */
    public void reset() {
        for (BeforeStage stage : before) {
            stage.reset();
        }
        for (AfterStage stage : after) {
            stage.reset();
        }
    }

    /** Frees the session and what stages hold. May be called again. */
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
