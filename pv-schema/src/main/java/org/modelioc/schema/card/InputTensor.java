package org.modelioc.schema.card;

import java.util.List;
import org.modelioc.schema.tensor.TensorType;

/**
 * A tensor that the model takes.
 *
 * @param name     its name in the model
 * @param type     element type and shape
 * @param axes     its dimensions as the card writes them: a number, or a name; the same name is the same size in all tensors
 * @param features what the elements along the last axis mean, in order; one feature if that axis is open
 */
public record InputTensor(String name, TensorType type, List<String> axes, List<InputFeature> features) {

    /** Keeps unmodifiable copies. */
    public InputTensor {
        axes = List.copyOf(axes);
        features = List.copyOf(features);
    }

    /**
     * Whether it has a row for each sample; one without (such as the places along a beam line) is common to all of them.
     *
     * @return true if its first axis is the batch
     */
    public boolean batched() {
        return axes.getFirst().equals(GoldenRows.BATCH);
    }
}
