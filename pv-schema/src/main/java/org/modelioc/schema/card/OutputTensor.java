package org.modelioc.schema.card;

import java.util.List;
import org.modelioc.schema.tensor.TensorType;

/**
 * A tensor that the model gives.
 *
 * @param name     its name in the model
 * @param type     element type and shape
 * @param axes     its dimensions as the card writes them: a number, or a name; the same name is the same size in all tensors
 * @param features what the elements along the last axis mean, in order; one feature if that axis is open
 */
public record OutputTensor(String name, TensorType type, List<String> axes, List<OutputFeature> features) {

    /** Keeps unmodifiable copies. */
    public OutputTensor {
        axes = List.copyOf(axes);
        features = List.copyOf(features);
    }
}
