package org.modelioc.schema.tensor;

import java.util.List;

/**
 * Element type and shape of a tensor.
 *
 * @param element    type of one element
 * @param dimensions the sizes, slowest first; {@link #DYNAMIC} for one that is named ({@code batch}) and set at run time
 */
public record TensorType(ElementType element, List<Long> dimensions) {

    /** The size of a dimension that the model leaves open. */
    public static final long DYNAMIC = -1;

    /** Keeps an unmodifiable copy. */
    public TensorType {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Whether a model's tensor fits here: same element type, same number of dimensions, and each size equal or open on one side.
     *
     * @param other the other side
     * @return true if both can describe the same tensor
     */
    public boolean matches(TensorType other) {
        if (element != other.element || dimensions.size() != other.dimensions.size()) {
            return false;
        }
        for (int i = 0; i < dimensions.size(); i++) {
            long mine = dimensions.get(i);
            long its = other.dimensions.get(i);
            if (mine != its && mine != DYNAMIC && its != DYNAMIC) {
                return false;
            }
        }
        return true;
    }

    /** As in the YAML: {@code float32[batch, 10]}, an open first dimension as {@code batch}, any other as {@code ?}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < dimensions.size(); i++) {
            long size = dimensions.get(i);
            text.append(i == 0 ? "" : ", ").append(size != DYNAMIC ? Long.toString(size) : i == 0 ? "batch" : "?");
        }
        return element.yaml() + '[' + text + ']';
    }
}
