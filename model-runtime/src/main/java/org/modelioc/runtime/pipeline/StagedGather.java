package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;

/** Fills an input tensor of the model with what stages make of the values of PVs. */
final class StagedGather implements BeforeStage {

    private final Tensor tensor;
    private final Route route;
    private final StageChain chain;

    StagedGather(Tensor tensor, Route route, StageChain chain) {
        this.tensor = tensor;
        this.route = route;
        this.chain = chain;
    }

    @Override
    public void apply(Snapshot snapshot) throws InferenceException {
        route.write(snapshot.values(), chain.input());
        chain.run(snapshot.stamp());
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
