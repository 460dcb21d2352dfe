package org.modelioc.runtime.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.card.GoldenTensor;
import org.modelioc.schema.card.InputTensor;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.OutputFeature;
import org.modelioc.schema.card.OutputTensor;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorType;

/**
 * Whether a model gives what its card says: runs the golden rows and compares with the golden outputs. A model that was
 * exported wrongly, damaged or exchanged shows here before it drives anything.
 */
public final class GoldenCheck {

    private final ModelCard card;

    /**
     * The largest difference found, as a share of what is allowed.
     *
     * @param feature  name of the output feature; of its tensor if that names none
     * @param row      golden row, counted from 0
     * @param expected the golden value, in the feature's units
     * @param actual   what the model gave
     * @param allowed  the largest difference that the card allows
     */
    public record Deviation(String feature, int row, double expected, double actual, double allowed) {

        /**
         * Whether the model does what the card says.
         *
         * @return false also for a NaN
         */
        public boolean accepted() {
            return Math.abs(actual - expected) <= allowed;
        }

        /** One line for people. */
        @Override
        public String toString() {
            return feature + " of golden row " + row + ": expected " + expected + ", got " + actual
                + ", allowed is a difference of " + allowed;
        }

        private double share() {
            double share = Math.abs(actual - expected) / allowed;
            return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
        }
    }

    /**
     * For the golden rows of a card.
     *
     * @param card the card
     */
    public GoldenCheck(ModelCard card) {
        this.card = card;
    }

    /**
     * The definition by which to load a file of the card for this check: its tensors, open dimensions other than the batch as
     * large as in the golden rows.
     *
     * @param file a model file
     * @return a definition for an engine
     */
    public ModelDefinition definition(Path file) {
        List<TensorDefinition> inputs = new ArrayList<>();
        for (InputTensor input : card.inputs()) {
            inputs.add(tensor(input.name(), input.type(), golden(card.golden().inputs(), input.name()), input.batched()));
        }
        List<TensorDefinition> outputs = new ArrayList<>();
        for (OutputTensor output : card.outputs()) {
            outputs.add(tensor(output.name(), output.type(), golden(card.golden().outputs(), output.name()), true));
        }
        SourcePosition at = new SourcePosition(card.source().toString(), 0, 0);
        return new ModelDefinition(card.name(), at, file, at, inputs, outputs);
    }

    private TensorDefinition tensor(String name, TensorType type, GoldenTensor golden, boolean batched) {
        List<Long> sizes = new ArrayList<>(golden.shape());
        if (batched) {
            sizes.set(0, TensorType.DYNAMIC);
        }
        return new TensorDefinition(name, new SourcePosition(card.source().toString(), 0, 0),
            new TensorType(type.element(), sizes));
    }

    /**
     * Runs all golden rows at once.
     *
     * @param model the model, loaded by {@link #definition}
     * @return the worst difference of all outputs
     * @throws ModelLoadException if the model takes no batch of that size
     * @throws InferenceException if the engine gives up
     * @throws ConversionException if a golden number does not fit the model's tensor, such as 2.5 into an integer
     */
    public Deviation worst(Model model) throws ModelLoadException, InferenceException, ConversionException {
        try (Session session = model.newSession(card.golden().rows())) {
            for (Tensor tensor : session.inputs()) {
                double[] values = golden(card.golden().inputs(), tensor.name()).values();
                tensor.setAll(0, values, 0, values.length);
            }
            session.run();
            Deviation worst = null;
            for (Tensor tensor : session.outputs()) {
                Deviation here = worst(tensor);
                worst = worst == null || here.share() > worst.share() ? here : worst;
            }
            return worst;
        }
    }

    private Deviation worst(Tensor tensor) throws ConversionException {
        double[] expected = golden(card.golden().outputs(), tensor.name()).values();
        List<OutputFeature> features = card.outputs().stream().filter(output -> output.name().equals(tensor.name()))
            .findFirst().orElseThrow().features();
        int rowElements = expected.length / card.golden().rows();
        Deviation worst = null;
        for (int i = 0; i < expected.length; i++) {
            OutputFeature feature = features.get(i % features.size());
            Deviation here = new Deviation(feature.name(), i / rowElements, expected[i], tensor.get(i),
                card.golden().allowed(feature));
            worst = worst == null || here.share() > worst.share() ? here : worst;
        }
        return worst;
    }

    private static GoldenTensor golden(List<GoldenTensor> tensors, String name) {
        return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst().orElseThrow();
    }
}
