package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.TensorMapping;

/** Gives the elements of an output tensor of the model to PVs. */
final class Scatter implements AfterStage {

    private final Tensor tensor;
    private final TensorMapping mapping;
    private final int[] slots;

    Scatter(Tensor tensor, TensorMapping mapping, Slots slots) {
        this.tensor = tensor;
        this.mapping = mapping;
        this.slots = slots.of(mapping.pvs());
    }

    @Override
    public void apply(double[] values) throws InferenceException {
        try {
            tensor.scatter(0, values, slots);
        } catch (ConversionException e) {
            throw new InferenceException("output " + mapping.pvs().get(e.index()) + ": " + e.reason(), e);
        }
    }
}
