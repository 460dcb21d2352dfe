package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;

/** Gives the elements of an output tensor of the model to PVs. */
final class Scatter implements AfterStage {

    private final Tensor tensor;
    private final Route route;

    Scatter(Tensor tensor, Route route) {
        this.tensor = tensor;
        this.route = route;
    }

    @Override
    public void apply(double[] values) throws InferenceException {
        try {
            route.read(tensor, values);
        } catch (ConversionException e) {
            throw new InferenceException("output " + route.nameOf(e.index()) + ": " + e.reason(), e);
        }
    }
}
