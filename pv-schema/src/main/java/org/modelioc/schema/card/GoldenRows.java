package org.modelioc.schema.card;

import java.util.List;

/**
 * Golden vectors: inputs with the outputs that the model must give for them, worked out in 64-bit arithmetic.
 *
 * @param tolerance  largest difference allowed, above 0; see {@code relativeTo}
 * @param relativeTo what the tolerance is relative to
 * @param rows       how many rows there are, at least {@value #FEWEST}
 * @param inputs     the values of each input tensor, in the order of the card
 * @param outputs    the values of each output tensor, in the order of the card
 */
public record GoldenRows(double tolerance, Basis relativeTo, int rows, List<GoldenTensor> inputs, List<GoldenTensor> outputs) {

    /** Fewest rows of a card. */
    public static final int FEWEST = 32;

    /** The name of the axis that has a row for each sample. */
    static final String BATCH = "batch";

    /** What a tolerance is relative to. */
    public enum Basis {
        /** Nothing: it is in the units of the output. */
        ABSOLUTE,
        /** The range of the output's feature, maximum less minimum. */
        RANGE
    }

    /** Keeps unmodifiable copies. */
    public GoldenRows {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * The largest difference from a golden value that a model may show.
     *
     * @param feature the feature that the value belongs to
     * @return the difference, in the units of the feature
     */
    public double allowed(OutputFeature feature) {
        return switch (relativeTo) {
            case ABSOLUTE -> tolerance;
            case RANGE -> tolerance * (feature.maximum() - feature.minimum());
        };
    }
}
