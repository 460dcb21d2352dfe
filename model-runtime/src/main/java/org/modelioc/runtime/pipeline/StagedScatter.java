package org.modelioc.runtime.pipeline;

import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.stage.StageChain;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;

/** Gives PVs what stages make of an output tensor of the model. The tensor itself stays as the model wrote it. */
final class StagedScatter implements AfterStage {

    private final RowCursor rows;
    private final Route route;
    private final StageChain chain;
    private final InputValues inputs;

    StagedScatter(RowCursor rows, Route route, StageChain chain, InputValues inputs) {
        this.rows = rows;
        this.route = route;
        this.chain = chain;
        this.inputs = inputs;
    }

    @Override
    public void apply(double[] values) throws InferenceException {
        Tensor tensor = rows.row();
        try {
            tensor.getAll(0, chain.input(), 0, tensor.size());
        } catch (ConversionException e) {
            throw new InferenceException(
                "output " + where(tensor, route, chain, e) + ", before its stages: " + e.reason(), e);
        }
        chain.run(inputs.stamp());
        route.read(chain.output(), values);
    }

    @Override
    public void takeOver(AfterStage predecessor) {
        if (predecessor instanceof StagedScatter before) {
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

    /** The PV of a faulty element, where an element of the tensor still belongs to one. */
    static String where(Tensor tensor, Route route, StageChain chain, ConversionException fault) {
        if (!chain.keepsElements()) {
            return "tensor " + tensor.name() + ", element " + fault.index();
        }
        // where the chain changed the number of rows, the place along the last axis still tells the PV
        boolean same = chain.input().length == chain.output().length;
        return route.nameOf(same ? fault.index() : fault.index() % chain.shape().last());
    }
}
