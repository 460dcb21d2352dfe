package org.modelioc.runtime.stage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.modelioc.schema.card.InputFeature;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.card.OutputFeature;

/**
 * What a model's card tells of the elements along the last axis of one tensor.
 *
 * @param names     their names
 * @param units     their engineering units, which may be empty
 * @param minimum   smallest values in the training data
 * @param maximum   largest values
 * @param mean      mean values, NaN where the card has none
 * @param deviation standard deviations, NaN where the card has none
 */
public record Features(List<String> names, List<String> units, List<Double> minimum, List<Double> maximum, List<Double> mean,
        List<Double> deviation) {

    /** Keeps unmodifiable copies. */
    public Features {
        names = List.copyOf(names);
        units = List.copyOf(units);
        minimum = List.copyOf(minimum);
        maximum = List.copyOf(maximum);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /**
     * Of a tensor that the model takes.
     *
     * @param card   the model's card
     * @param tensor name of the tensor
     * @return what is known, if the card has that tensor
     */
    public static Optional<Features> ofInput(ModelCard card, String tensor) {
        return card.inputs().stream().filter(input -> input.name().equals(tensor)).findFirst().map(input -> {
            List<InputFeature> features = input.features();
            return new Features(list(features, InputFeature::name), list(features, InputFeature::units),
                list(features, InputFeature::minimum), list(features, InputFeature::maximum), list(features, InputFeature::mean),
                list(features, InputFeature::standardDeviation));
        });
    }

    /**
     * Of a tensor that the model gives: the card has no mean and no deviation of those.
     *
     * @param card   the model's card
     * @param tensor name of the tensor
     * @return what is known, if the card has that tensor
     */
    public static Optional<Features> ofOutput(ModelCard card, String tensor) {
        return card.outputs().stream().filter(output -> output.name().equals(tensor)).findFirst().map(output -> {
            List<OutputFeature> features = output.features();
            return new Features(list(features, OutputFeature::name), list(features, OutputFeature::units),
                list(features, OutputFeature::minimum), list(features, OutputFeature::maximum),
                list(features, feature -> Double.NaN), list(features, feature -> Double.NaN));
        });
    }

    /**
     * Whether these are the elements of an axis.
     *
     * @param size the size of the axis
     * @return true if there is one a place, or one for all
     */
    public boolean fits(int size) {
        return names.size() == size || names.size() == 1;
    }

    private static <F, T> List<T> list(List<F> features, Function<F, T> value) {
        return features.stream().map(value).toList();
    }
}
