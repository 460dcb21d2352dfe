package org.modelioc.schema.type;

import java.util.List;

/**
 * The value of an input at start: numbers, or texts where the type of the PV is text; of a table both, column by column.
 *
 * @param numbers one for all elements, or one an element; the index of an enum, 0 or 1 of a boolean; empty for text
 * @param texts   one for all elements, or one an element; empty for numbers
 */
public record InitialValue(List<Double> numbers, List<String> texts) {

    /** Nothing, as for outputs: not defined before the first evaluation. */
    public static final InitialValue NONE = new InitialValue(List.of(), List.of());

    private static final InitialValue ZERO = new InitialValue(List.of(0.0), List.of());

    /** Keeps unmodifiable copies. */
    public InitialValue {
        numbers = List.copyOf(numbers);
        texts = List.copyOf(texts);
    }

    /**
     * The number of one element.
     *
     * @param element counted from 0
     * @return its number
     */
    public double number(int element) {
        return numbers.get(numbers.size() == 1 ? 0 : element);
    }

    /**
     * One number.
     *
     * @param number for all elements
     * @return the value
     */
    public static InitialValue of(double number) {
        return Double.doubleToLongBits(number) == 0 ? ZERO : new InitialValue(List.of(number), List.of());
    }
}
