package org.modelioc.schema.tensor;

import java.util.List;
import java.util.stream.IntStream;
import org.modelioc.schema.problem.SourcePosition;

/**
 * A tensor as the YAML expects it of the model, written {@code float32[batch, 10]}.
 *
 * @param name the tensor's name in the model file
 * @param at   where the file declares it
 * @param type type and shape
 * @param axes its dimensions as the file writes them: a number, or a name; the same name is the same size in all tensors of a
 *             model
 */
public record TensorDefinition(String name, SourcePosition at, TensorType type, List<String> axes) {

    /** Keeps an unmodifiable copy. */
    public TensorDefinition {
        axes = List.copyOf(axes);
    }

    /**
     * A tensor whose open dimensions have no names of their own.
     *
     * @param name the tensor's name in the model file
     * @param at   where the file declares it
     * @param type type and shape
     */
    public TensorDefinition(String name, SourcePosition at, TensorType type) {
        this(name, at, type, IntStream.range(0, type.dimensions().size()).mapToObj(i -> type.dimensions().get(i)
            != TensorType.DYNAMIC ? type.dimensions().get(i).toString() : i == 0 ? "batch" : "?").toList());
    }

    /**
     * The same with sizes for dimensions that are open.
     *
     * @param sizes the sizes, {@link TensorType#DYNAMIC} for one that stays open
     * @return the tensor as a model will run it
     */
    public TensorDefinition sized(List<Long> sizes) {
        return new TensorDefinition(name, at, new TensorType(type.element(), sizes), axes);
    }
}
