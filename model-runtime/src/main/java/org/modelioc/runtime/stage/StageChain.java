package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.InvalidConfigurationException;
import org.modelioc.schema.Problem;
import org.modelioc.schema.SourcePosition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.yaml.Words;

/**
 * Stages one after the other: write {@link #input()}, {@link #run()}, read {@link #output()}.
 *
 * <p>All arrays are made when it is planned: one for what goes in, and another for each stage that changes the shape. A run
 * allocates nothing. One thread at a time.
 */
public final class StageChain {

    private final Stage[] stages;
    /** What each stage reads, and behind the last the result. The same array twice where a stage works in place. */
    private final double[][] arrays;
    private final Shape shape;
    private final boolean keepsElements;

    private StageChain(List<Stage> stages, Shape input) {
        this.stages = stages.toArray(Stage[]::new);
        this.arrays = new double[this.stages.length + 1][];
        arrays[0] = new double[input.size()];
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
     * @param card         what the model's card tells of the tensor
     * @return the chain
     * @throws InvalidConfigurationException at the first stage that does not fit
     */
    public static StageChain plan(List<StageDefinition> definitions, Shape input, int pvs, boolean pvsComeFirst,
            Optional<Features> card) throws InvalidConfigurationException {
        List<Stage> stages = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>(List.of(input));
        for (StageDefinition definition : definitions) {
            try {
                stages.add(StageMaker.make(definition, shapes.getLast(), card));
            } catch (StageException e) {
                throw fault(definition, e.getMessage());
            }
            shapes.add(stages.getLast().output());
        }
        for (int i = 0; i < stages.size(); i++) {
            List<Stage> between = pvsComeFirst ? stages.subList(0, i) : stages.subList(i, stages.size());
            boolean named = definitions.get(i).target().elements().byName();
            if (named && !(between.stream().allMatch(Stage::keepsElements) && shapes.get(i).last() == pvs)) {
                throw fault(definitions.get(i), "its 'elements' are named by PVs, but the last axis of " + shapes.get(i)
                    + " is not that of the " + Words.count(pvs, "PV") + " here; give indices");
            }
        }
        return new StageChain(stages, input);
    }

    private static InvalidConfigurationException fault(StageDefinition stage, String text) {
        return new InvalidConfigurationException(List.of(new Problem(SourcePosition.of(stage.target().at()),
            "stage '" + stage.target().stage() + "' on tensor '" + stage.target().tensor() + "': " + text)));
    }

    /**
     * What goes in.
     *
     * @return the same array at every call; {@link #run()} may change it
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

    /** Does all stages. */
    public void run() {
        for (int i = 0; i < stages.length; i++) {
            stages[i].apply(arrays[i], arrays[i + 1]);
        }
    }

    /** Makes all stages forget the evaluations so far. */
    public void reset() {
        for (Stage stage : stages) {
            stage.reset();
        }
    }
}
