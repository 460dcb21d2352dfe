package org.modelioc.schema.stage;

import java.util.Collections;
import java.util.List;

/**
 * A parameter that is one number for all elements, or one number an element.
 *
 * @param numbers exactly one if {@code common}, else one an element, in the order of the elements
 * @param common  whether the one number holds for all elements
 */
public record ElementNumbers(List<Double> numbers, boolean common) {

    /** Keeps an unmodifiable copy. */
    public ElementNumbers {
        numbers = List.copyOf(numbers);
    }

    /**
     * One number for all elements.
     *
     * @param number the number
     * @return the parameter
     */
    public static ElementNumbers common(double number) {
        return new ElementNumbers(List.of(number), true);
    }

    /**
     * One number an element.
     *
     * @param numbers in the order of the elements
     * @return the parameter
     */
    public static ElementNumbers each(List<Double> numbers) {
        return new ElementNumbers(numbers, false);
    }

    /**
     * Whether it can serve so many elements.
     *
     * @param elements how many
     * @return true if it is common or has as many numbers
     */
    public boolean fits(int elements) {
        return common || numbers.size() == elements;
    }

    /**
     * One number an element.
     *
     * @param elements how many; {@link #fits} holds
     * @return a new array
     */
    public double[] spread(int elements) {
        List<Double> each = common ? Collections.nCopies(elements, numbers.getFirst()) : numbers;
        return each.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
