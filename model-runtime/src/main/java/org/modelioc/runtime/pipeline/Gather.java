package org.modelioc.runtime.pipeline;

import java.util.Optional;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.stage.Features;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;

/** Fills an input tensor of the model with the values of PVs. Constants are in it already. */
final class Gather implements BeforeStage {

    private final RowCursor rows;
    private final Route route;
    private final TrainingRange range;

    Gather(RowCursor rows, Route route, Optional<Features> features) {
        this.rows = rows;
        this.route = route;
        range = features.filter(known -> known.fits(last(rows.row()))).map(known -> range(known, route)).orElse(null);
    }

    private static int last(Tensor tensor) {
        return tensor.type().dimensions().isEmpty() ? 1 : Math.toIntExact(tensor.type().dimensions().getLast());
    }

    private static TrainingRange range(Features features, Route route) {
        return new TrainingRange(features, route.places(), route.elements(), element -> "INPUT " + route.nameOf(element));
    }

    @Override
    public TrainingRange range() {
        return range;
    }

    @Override
    public void apply(Snapshot snapshot) throws InferenceException {
        if (range != null) {
            range.judge(snapshot.values());
        }
        try {
            route.write(snapshot.values(), rows.row());
        } catch (ConversionException e) {
            throw new InferenceException("input " + route.nameOf(e.index()) + ": " + e.reason(), e);
        }
    }
}
