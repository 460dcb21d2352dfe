package org.modelioc.runtime.tensor;

import org.modelioc.schema.tensor.TensorType;

/**
 * What a model takes or gives under one name.
 *
 * @param name the tensor's name in the model
 * @param type element type and shape; an open first dimension is the batch
 */
public record TensorSignature(String name, TensorType type) {

    /** As in an error message: {@code settings float32[batch, 10]}. */
    @Override
    public String toString() {
        return name + ' ' + type;
    }
}
