package org.modelioc.schema.card;

import java.util.List;

/** The golden values of one tensor. Immutable. */
public final class GoldenTensor {

    private final String name;
    private final List<Long> shape;
    private final double[] values;

    /**
     * A tensor.
     *
     * @param name   its name in the model
     * @param shape  its sizes, slowest first
     * @param values its elements in row-major order; as many as the product of the sizes
     */
    GoldenTensor(String name, List<Long> shape, double[] values) {
        this.name = name;
        this.shape = List.copyOf(shape);
        this.values = values.clone();
    }

    /**
     * Its name.
     *
     * @return as in the model
     */
    public String name() {
        return name;
    }

    /**
     * Its sizes.
     *
     * @return slowest first; the rows come first in a tensor with a batch
     */
    public List<Long> shape() {
        return shape;
    }

    /**
     * Its elements.
     *
     * @return a copy, in row-major order
     */
    public double[] values() {
        return values.clone();
    }

    @Override
    public String toString() {
        return name + shape;
    }
}
