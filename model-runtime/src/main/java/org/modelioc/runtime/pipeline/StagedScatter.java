package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.TensorMapping;

/** Gives PVs what stages make of an output tensor of the model. The tensor itself stays as the model wrote it. */
final class StagedScatter implements AfterStage {

    private final Tensor tensor;
    private final TensorMapping mapping;
    private final int[] slots;
    private final StageChain chain;
    private final InputValues inputs;

    StagedScatter(Tensor tensor, TensorMapping mapping, Slots slots, StageChain chain, InputValues inputs) {
        this.tensor = tensor;
        this.mapping = mapping;
        this.slots = slots.of(mapping.pvs());
        this.chain = chain;
        this.inputs = inputs;
    }

    @Override
    public void apply(double[] values) throws InferenceException {
        try {
            tensor.getAll(0, chain.input(), 0, tensor.size());
        } catch (ConversionException e) {
            throw new InferenceException(where("output", mapping, chain, e) + ", before its stages: " + e.reason(), e);
        }
        chain.run(inputs.stamp());
        double[] output = chain.output();
        for (int i = 0; i < slots.length; i++) {
            values[slots[i]] = output[i];
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

    /** The PV of a faulty element, where an element of the tensor still belongs to one. */
    static String where(String side, TensorMapping mapping, StageChain chain, ConversionException fault) {
        return chain.keepsElements() ? side + ' ' + mapping.pvs().get(fault.index() % mapping.pvs().size())
            : side + " tensor " + mapping.tensor() + ", element " + fault.index();
    }
}
