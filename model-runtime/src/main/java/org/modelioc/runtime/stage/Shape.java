package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.tensor.TensorType;

/**
 * The shape of an array of numbers, without open dimensions.
 *
 * @param sizes slowest first, each at least 1; the first is the batch
 */
public record Shape(List<Integer> sizes) {

    /** Numbers in an array; beyond it stages are surely written wrongly, and memory may well end. */
    private static final long MOST_ELEMENTS = 1L << 27;

    /** Keeps an unmodifiable copy. */
    public Shape {
        sizes = List.copyOf(sizes);
    }

    /**
     * From numbers.
     *
     * @param sizes slowest first
     * @return the shape
     */
    public static Shape of(Integer... sizes) {
        return new Shape(List.of(sizes));
    }

    /**
     * The shape of a tensor.
     *
     * @param type a type without open dimensions
     * @return its shape
     */
    public static Shape of(TensorType type) {
        return new Shape(type.dimensions().stream().map(Math::toIntExact).toList());
    }

    /**
     * How many numbers there are.
     *
     * @return the product of all sizes
     */
    public int size() {
        return sizes.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }

    /**
     * Length of the last axis.
     *
     * @return its size
     */
    public int last() {
        return sizes.getLast();
    }

    /**
     * Another shape with one axis replaced.
     *
     * @param axis        which, from 0
     * @param replacement its new size, or several, or none
     * @return the new shape
     * @throws StageException if it has too many elements
     */
    public Shape with(int axis, Integer... replacement) throws StageException {
        List<Integer> replaced = new ArrayList<>(sizes.subList(0, axis));
        replaced.addAll(List.of(replacement));
        replaced.addAll(sizes.subList(axis + 1, sizes.size()));
        long elements = 1;
        for (int size : replaced) {
            elements *= size;
            if (elements > MOST_ELEMENTS) {
                throw new StageException("it would make " + new Shape(replaced) + " of " + this + ", which are more than the "
                    + MOST_ELEMENTS + " elements that are allowed");
            }
        }
        return new Shape(replaced);
    }

    /**
     * Whether it holds the same numbers in the same order by the same axes; axes of length 1 do not count.
     *
     * @param other the other shape
     * @return true if one can stand for the other
     */
    public boolean matches(Shape other) {
        return sizes.stream().filter(size -> size != 1).toList().equals(other.sizes.stream().filter(size -> size != 1).toList());
    }

    /** As in the type of a tensor: {@code [1, 20, 10]}. */
    @Override
    public String toString() {
        return sizes.toString();
    }
}
