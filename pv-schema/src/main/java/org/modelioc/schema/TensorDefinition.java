package org.modelioc.schema;

/**
 * A tensor as the YAML expects it of the model, written {@code float32[batch, 10]}.
 *
 * @param name the tensor's name in the model file
 * @param at   where the file declares it
 * @param type type and shape
 */
public record TensorDefinition(String name, SourcePosition at, TensorType type) {
}
