package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.stage.NormaliseDefinition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.yaml.Words;

/**
 * Stages one after the other: write {@link #input()}, {@link #run}, read {@link #output()}.
 *
 * <p>All arrays are made when it is planned: one for what goes in, and another for each stage that changes the shape. A run
 * allocates nothing. One thread at a time, closing included.
 */
public final class StageChain implements AutoCloseable {

    private final Stage[] stages;
    private final List<StageDefinition> definitions;
    /** What each stage reads, and behind the last the result. The same array twice where a stage works in place. */
    private final double[][] arrays;
    private final Shape start;
    private final Shape shape;
    private final boolean keepsElements;
    private Consumer<double[]> watcher;
    private int watched = -1;

    private StageChain(List<StageDefinition> definitions, List<Stage> stages, Shape input) {
        this.definitions = List.copyOf(definitions);
        this.stages = stages.toArray(Stage[]::new);
        this.arrays = new double[this.stages.length + 1][];
        arrays[0] = new double[input.size()];
        start = input;
        Shape last = input;
        for (int i = 0; i < this.stages.length; i++) {
            Stage stage = this.stages[i];
            arrays[i + 1] = stage.inPlace() ? arrays[i] : new double[stage.output().size()];
            last = stage.output();
        }
        this.shape = last;
        this.keepsElements = stages.stream().allMatch(Stage::keepsElements);
    }

    /**
     * Plans a chain.
     *
     * @param definitions  the stages, in order
     * @param input        the shape of what goes into the first
     * @param pvs          how many PVs are mapped to the tensor
     * @param pvsComeFirst true if PVs fill the input, false if the output fills PVs
     * @param context      what the stages may need besides
     * @return the chain, to be closed by the caller
     * @throws InvalidConfigurationException at the first stage that does not fit
     */
    public static StageChain plan(List<StageDefinition> definitions, Shape input, int pvs, boolean pvsComeFirst,
            StageContext context) throws InvalidConfigurationException {
        List<Stage> stages = new ArrayList<>();
        try {
            make(stages, definitions, input, context);
            checkNames(stages, definitions, input, pvs, pvsComeFirst);
            return new StageChain(definitions, stages, input);
        } catch (InvalidConfigurationException | RuntimeException | Error e) {
            stages.forEach(Stage::close);
            throw e;
        }
    }

    private static void make(List<Stage> stages, List<StageDefinition> definitions, Shape input, StageContext context)
            throws InvalidConfigurationException {
        Shape shape = input;
        for (StageDefinition definition : definitions) {
            try {
                stages.add(StageMaker.make(definition, shape, context));
            } catch (StageException e) {
                throw new InvalidConfigurationException(List.of(new Problem(
                    SourcePosition.of(e.at() == null ? definition.target().at() : e.at()), about(definition) + e.getMessage())));
            }
            shape = stages.getLast().output();
        }
    }

    /** Elements that are named by PVs must still be those of the PVs. */
    private static void checkNames(List<Stage> stages, List<StageDefinition> definitions, Shape input, int pvs,
            boolean pvsComeFirst) throws InvalidConfigurationException {
        List<Shape> shapes = new ArrayList<>(List.of(input));
        stages.forEach(stage -> shapes.add(stage.output()));
        for (int i = 0; i < stages.size(); i++) {
            List<Stage> between = pvsComeFirst ? stages.subList(0, i) : stages.subList(i, stages.size());
            boolean named = definitions.get(i).target().elements().byName();
            if (named && !(between.stream().allMatch(Stage::keepsElements) && shapes.get(i).last() == pvs)) {
                throw new InvalidConfigurationException(List.of(new Problem(
                    SourcePosition.of(definitions.get(i).target().at()), about(definitions.get(i)) + "its 'elements' are named"
                    + " by PVs, but the last axis of " + shapes.get(i) + " is not that of the " + Words.count(pvs, "PV")
                    + " here; give indices")));
            }
        }
    }

    private static String about(StageDefinition stage) {
        return "stage '" + stage.target().stage() + "' on tensor '" + stage.target().tensor() + "': ";
    }

    /**
     * What goes in.
     *
     * @return the same array at every call; {@link #run} may change it
     */
    public double[] input() {
        return arrays[0];
    }

    /**
     * What came out of the last run.
     *
     * @return the same array at every call; it may be {@link #input()}
     */
    public double[] output() {
        return arrays[stages.length];
    }

    /**
     * The shape of what comes out.
     *
     * @return that of {@link #output()}
     */
    public Shape shape() {
        return shape;
    }

    /**
     * Whether no stage changes what the elements of the last axis are.
     *
     * @return true if element i of that axis is the same thing before and after
     */
    public boolean keepsElements() {
        return keepsElements;
    }

    /**
     * Before which stage the numbers are in the units of the model's card: before the first that normalises by the card, or
     * behind the first that undoes it.
     *
     * @return index of the stage; behind the last if no stage asks the card
     */
    public int inCardUnits() {
        for (int i = 0; i < stages.length; i++) {
            if (definitions.get(i) instanceof NormaliseDefinition normalise
                    && (normalise.figures() instanceof NormaliseDefinition.CardDeviation
                    || normalise.figures() instanceof NormaliseDefinition.CardExtent)) {
                return normalise.inverse() ? i + 1 : i;
            }
        }
        return stages.length;
    }

    /**
     * The numbers of the last axis before a stage.
     *
     * @param stage index of the stage; that behind the last for what comes out
     * @return the size of the axis
     */
    public int last(int stage) {
        return stage == 0 ? start.last() : stages[stage - 1].output().last();
    }

    /**
     * How many numbers there are before a stage.
     *
     * @param stage index of the stage; that behind the last for what comes out
     * @return as many as its array has
     */
    public int size(int stage) {
        return arrays[stage].length;
    }

    /**
     * Whether the stages before one leave the elements what they are.
     *
     * @param stage index of the stage; that behind the last for all
     * @return true if element i of the last axis is the same thing as at the start
     */
    public boolean keepsElements(int stage) {
        for (int i = 0; i < stage; i++) {
            if (!stages[i].keepsElements()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Has somebody look at the numbers before a stage, at each run.
     *
     * @param stage index of the stage; that behind the last for what comes out
     * @param looks gets the array, which it must not change or keep
     */
    public void watch(int stage, Consumer<double[]> looks) {
        watched = stage;
        watcher = looks;
    }

    /**
     * Does all stages.
     *
     * @param stamp when the evaluation is, in nanoseconds since 1970
     * @throws InferenceException if one of them cannot do its work; the message names it
     */
    public void run(long stamp) throws InferenceException {
        int i = 0;
        try {
            for (; i < stages.length; i++) {
                if (i == watched) {
                    watcher.accept(arrays[i]);
                }
                stages[i].begin(stamp);
                stages[i].apply(arrays[i], arrays[i + 1]);
            }
            if (watched == stages.length) {
                watcher.accept(arrays[watched]);
            }
        } catch (InferenceException e) {
            throw new InferenceException(about(definitions.get(i)) + e.getMessage(), e);
        } catch (RuntimeException e) {
            // a mistake in the stage itself, of a jar most likely
            throw new InferenceException(about(definitions.get(i)) + e, e);
        }
    }

    /**
     * Goes on where another chain of the same definitions ends.
     *
     * @param predecessor not to be run again
     */
    public void takeOver(StageChain predecessor) {
        for (int i = 0; i < Math.min(stages.length, predecessor.stages.length); i++) {
            boolean same = stages[i].getClass() == predecessor.stages[i].getClass()
                && stages[i].output().equals(predecessor.stages[i].output());
            if (same) {
                stages[i].takeOver(predecessor.stages[i]);
            }
        }
    }

    /** Makes all stages forget the evaluations so far. */
    public void reset() {
        for (Stage stage : stages) {
            stage.reset();
        }
    }

    /** Frees what the stages hold. May be called again. */
    @Override
    public void close() {
        for (Stage stage : stages) {
            stage.close();
        }
    }
}
