package org.modelioc.schema.card;

/**
 * What one element of an output tensor means.
 *
 * @param name        its name, different from those of the others in its tensor
 * @param units       engineering units, may be empty; those of all numbers here
 * @param description one line for people, may be empty
 * @param minimum     smallest value in the training data
 * @param maximum     largest value, at least {@code minimum}
 */
public record OutputFeature(String name, String units, String description, double minimum, double maximum) {
}
