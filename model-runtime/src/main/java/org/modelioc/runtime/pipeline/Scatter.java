package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.tensor.ConversionException;

/** Gives the elements of an output tensor of the model to PVs. */
final class Scatter implements AfterStage {

    private final RowCursor rows;
    private final Route route;

    Scatter(RowCursor rows, Route route) {
        this.rows = rows;
        this.route = route;
    }

    @Override
    public void apply(double[] values) throws InferenceException {
        try {
            route.read(rows.row(), values);
        } catch (ConversionException e) {
            throw new InferenceException("output " + route.nameOf(e.index()) + ": " + e.reason(), e);
        }
    }
}
