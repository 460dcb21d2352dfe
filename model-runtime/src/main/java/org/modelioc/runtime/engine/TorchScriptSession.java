package org.modelioc.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.modelioc.runtime.tensor.Tensor;

/**
 * Runs of one batch size in libtorch. It reads our memory where it is, and makes a new array for each result, which is copied
 * once into ours and freed at once: nothing is left to a garbage collector.
 */
final class TorchScriptSession implements Session {

    private final TorchScriptModel model;
    private final TorchScriptRun run;
    /** Of inputs and outputs, if it is closed with this; else null. */
    private final Arena memory;
    private final List<Tensor> outputs;
    private boolean closed;

    /**
     * Of a model.
     *
     * @param model   the model
     * @param run     its inputs; closed with this
     * @param outputs where the results go
     * @param memory  of both, to be closed with this; null if it is somebody else's
     */
    TorchScriptSession(TorchScriptModel model, TorchScriptRun run, List<Tensor> outputs, Arena memory) {
        this.model = model;
        this.run = run;
        this.outputs = List.copyOf(outputs);
        this.memory = memory;
    }

    @Override
    public List<Tensor> inputs() {
        return run.inputs();
    }

    @Override
    public List<Tensor> outputs() {
        return outputs;
    }

    @Override
    public void run() throws InferenceException {
        if (closed) {
            throw new IllegalStateException("a session of model '" + model.name() + "' is closed");
        }
        try (NDList results = run.forward()) {
            if (results.size() != outputs.size()) {
                throw new InferenceException("model '" + model.name() + "': gave " + results.size() + " results, not "
                    + outputs.size(), null);
            }
            for (int i = 0; i < results.size(); i++) {
                copy(results.get(i), outputs.get(i));
            }
        } catch (RuntimeException e) {
            throw new InferenceException("model '" + model.name() + "': " + TorchScriptErrors.words(e), e);
        }
    }

    private void copy(NDArray result, Tensor output) throws InferenceException {
        ByteBuffer bytes = result.toByteBuffer(true);
        MemorySegment from = MemorySegment.ofBuffer(bytes);
        if (from.byteSize() != output.memory().byteSize()
                || TorchScriptRun.element(result.getDataType()) != output.type().element()) {
            throw new InferenceException("model '" + model.name() + "': output '" + output.name() + "' came as "
                + TorchScriptRun.element(result.getDataType()).yaml() + result.getShape() + ", not as " + output.type(), null);
        }
        output.memory().copyFrom(from);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            run.close();
            if (memory != null) {
                memory.close();
            }
            model.release();
        }
    }
}
