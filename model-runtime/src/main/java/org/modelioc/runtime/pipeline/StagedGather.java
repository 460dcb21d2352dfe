package org.modelioc.runtime.pipeline;

import java.util.Optional;
import java.util.stream.IntStream;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.stage.Features;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;

/** Fills an input tensor of the model with what stages make of the values of PVs. */
final class StagedGather implements BeforeStage {

    private final RowCursor rows;
    private final Route route;
    private final StageChain chain;
    private final TrainingRange range;

    StagedGather(RowCursor rows, Route route, StageChain chain, Optional<Features> features) {
        this.rows = rows;
        this.route = route;
        this.chain = chain;
        int stage = chain.inCardUnits();
        range = features.filter(known -> known.fits(chain.last(stage))).map(known -> range(known, stage)).orElse(null);
        if (range != null) {
            chain.watch(stage, range::judge);
        }
    }

    /** Each number that a PV is, or all where stages have made others of them. */
    private TrainingRange range(Features features, int stage) {
        boolean same = chain.keepsElements(stage) && chain.size(stage) == chain.input().length;
        int[] elements = same ? route.elements() : IntStream.range(0, chain.size(stage)).toArray();
        boolean named = chain.keepsElements(stage);
        int last = chain.last(stage);
        String prepared = stage == 0 ? "" : " prepared as";
        return new TrainingRange(features, elements, elements, element -> {
            String pv = named ? route.nameOf(same ? element : element % last) : route.onlyPv().orElse("");
            return (pv.isEmpty() ? "FEATURE " + features.names().get(element % features.names().size()) + " of tensor "
                + rows.row().name() : "INPUT " + pv) + prepared;
        });
    }

    @Override
    public TrainingRange range() {
        return range;
    }

    @Override
    public void apply(Snapshot snapshot) throws InferenceException {
        route.write(snapshot.values(), chain.input());
        chain.run(snapshot.stamp());
        Tensor tensor = rows.row();
        try {
            tensor.setAll(0, chain.output(), 0, tensor.size());
        } catch (ConversionException e) {
            throw new InferenceException(
                "input " + StagedScatter.where(tensor, route, chain, e) + ", after its stages: " + e.reason(), e);
        }
    }

    @Override
    public void takeOver(BeforeStage predecessor) {
        if (predecessor instanceof StagedGather before) {
            chain.takeOver(before.chain);
        }
    }

    @Override
    public void reset() {
        chain.reset();
    }

    @Override
    public void close() {
        chain.close();
    }
}
