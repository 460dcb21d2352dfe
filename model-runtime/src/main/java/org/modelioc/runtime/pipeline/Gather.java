package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.TensorMapping;

/** Fills an input tensor of the model with the values of PVs. */
final class Gather implements BeforeStage {

    private final Tensor tensor;
    private final TensorMapping mapping;
    private final int[] slots;

    Gather(Tensor tensor, TensorMapping mapping, Slots slots) {
        this.tensor = tensor;
        this.mapping = mapping;
        this.slots = slots.of(mapping.pvs());
    }

    @Override
    public void apply(Snapshot snapshot) throws InferenceException {
        try {
            tensor.gather(0, snapshot.values(), slots);
        } catch (ConversionException e) {
            throw new InferenceException("input " + mapping.pvs().get(e.index()) + ": " + e.reason(), e);
        }
    }
}
