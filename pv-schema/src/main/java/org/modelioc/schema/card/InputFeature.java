package org.modelioc.schema.card;

import java.util.List;

/**
 * What one element of an input tensor means, and how its values are distributed in the training data.
 *
 * @param name              its name, different from those of the others in its tensor
 * @param units             engineering units, may be empty; those of all numbers here
 * @param description       one line for people, may be empty
 * @param minimum           smallest value in the training data
 * @param maximum           largest value, at least {@code minimum}
 * @param mean              mean value, between the two; NaN where it is not given, which only a tensor without batch may do
 * @param standardDeviation standard deviation, at least 0; NaN where it is not given
 * @param histogram         how many values lie in each of {@value #BINS} bins of equal width from minimum to maximum; empty
 *                          where it is not given
 */
public record InputFeature(String name, String units, String description, double minimum, double maximum, double mean,
        double standardDeviation, List<Long> histogram) {

    /** Bins of a histogram. */
    public static final int BINS = 10;

    /** Keeps an unmodifiable copy. */
    public InputFeature {
        histogram = List.copyOf(histogram);
    }
}
