package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.TensorMapping;

/** Fills an input tensor of the model with what stages make of the values of PVs. */
final class StagedGather implements BeforeStage {

    private final Tensor tensor;
    private final TensorMapping mapping;
    private final int[] slots;
    private final StageChain chain;

    StagedGather(Tensor tensor, TensorMapping mapping, Slots slots, StageChain chain) {
        this.tensor = tensor;
        this.mapping = mapping;
        this.slots = slots.of(mapping.pvs());
        this.chain = chain;
    }

    @Override
    public void apply(Snapshot snapshot) throws InferenceException {
        double[] values = snapshot.values();
        double[] input = chain.input();
        for (int i = 0; i < slots.length; i++) {
            input[i] = values[slots[i]];
        }
        chain.run(snapshot.stamp());
        try {
            tensor.setAll(0, chain.output(), 0, tensor.size());
        } catch (ConversionException e) {
            throw new InferenceException(
                StagedScatter.where("input", mapping, chain, e) + ", after its stages: " + e.reason(), e);
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
