package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;

/** Fills an input tensor of the model with the values of PVs. Constants are in it already. */
final class Gather implements BeforeStage {

    private final Tensor tensor;
    private final Route route;

    Gather(Tensor tensor, Route route) {
        this.tensor = tensor;
        this.route = route;
    }

    @Override
    public void apply(Snapshot snapshot) throws InferenceException {
        try {
            route.write(snapshot.values(), tensor);
        } catch (ConversionException e) {
            throw new InferenceException("input " + route.nameOf(e.index()) + ": " + e.reason(), e);
        }
    }
}
