package org.modelioc.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.runtime.tensor.TensorBlock;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.tensor.TensorDefinition;
import org.modelioc.schema.tensor.TensorType;

/** A model in libtorch: one module holds the weights, shared by all sessions, which may run at once. */
final class TorchScriptModel implements Model {

    private final ModelDefinition definition;
    private final Device device;
    private final ai.djl.Model model;
    private final PtSymbolBlock module;
    private final List<TensorSignature> inputs;
    private volatile List<TensorSignature> outputs;

    /** Guarded by this: the open sessions, and the model itself while it is open. */
    private int users = 1;
    private boolean closed;

    TorchScriptModel(ModelDefinition definition, Device device, ai.djl.Model model, PtSymbolBlock module) {
        this.definition = definition;
        this.device = device;
        this.model = model;
        this.module = module;
        this.inputs = TorchScriptEngine.signatures(definition.inputs());
        this.outputs = TorchScriptEngine.signatures(definition.outputs());
    }

    /** Runs the model once on zeros, to see its outputs beside those of the definition. */
    void learn() throws ModelLoadException {
        int batch = anyBatch();
        List<TensorSignature> takes = OnnxSignature.concrete(inputs, batch);
        try (Arena arena = Arena.ofShared(); TorchScriptRun run = new TorchScriptRun(model.getNDManager(), module,
                TensorBlock.allocate(arena, takes).tensors(), device)) {
            NDList results = run.forward();
            try {
                outputs = outputs(results, batch);
            } finally {
                results.close();
            }
        } catch (RuntimeException e) {
            throw new ModelLoadException(OnnxEngine.about(definition) + "does not run on the tensors of the YAML, " + inputs
                + ": " + TorchScriptErrors.words(e) + "; give 'inputs' in the order, with the shapes and the element types of the"
                + " arguments of its 'forward'", e);
        }
    }

    private List<TensorSignature> outputs(NDList results, int batch) throws ModelLoadException {
        List<TensorSignature> found = new ArrayList<>();
        List<TensorDefinition> declared = definition.outputs();
        for (int i = 0; i < results.size(); i++) {
            NDArray array = results.get(i);
            List<Long> sizes = new ArrayList<>(Arrays.stream(array.getShape().getShape()).boxed().toList());
            boolean open = i < declared.size() && declared.get(i).type().dimensions().getFirst() == TensorType.DYNAMIC;
            if (open && !sizes.isEmpty() && sizes.getFirst() == batch) {
                sizes.set(0, TensorType.DYNAMIC);
            }
            String name = i < declared.size() ? declared.get(i).name() : "result " + (i + 1);
            found.add(new TensorSignature(name, new TensorType(TorchScriptRun.element(array.getDataType()), sizes)));
        }
        TensorComparison comparison = new TensorComparison();
        comparison.add("output", declared, found);
        if (comparison.differs()) {
            throw comparison.fault(definition);
        }
        return found;
    }

    /** A batch that the model takes. */
    int anyBatch() {
        long fixed = fixedBatch();
        return fixed == 0 ? 1 : Math.toIntExact(fixed);
    }

    /** The only batch that the model takes; 0 for any. */
    private long fixedBatch() {
        List<List<Long>> shapes = inputs.stream().map(tensor -> tensor.type().dimensions()).toList();
        if (shapes.stream().anyMatch(sizes -> sizes.getFirst() == TensorType.DYNAMIC)) {
            return 0;
        }
        return shapes.stream().filter(sizes -> sizes.size() > 1).findFirst().map(List::getFirst).orElse(1L);
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public String engine() {
        return TorchScriptEngine.NAME;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public List<TensorSignature> inputs() {
        return inputs;
    }

    @Override
    public List<TensorSignature> outputs() {
        return outputs;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Session newSession(int batch) throws ModelLoadException {
        if (batch < 1) {
            throw new IllegalArgumentException("batch " + batch);
        }
        if (fixedBatch() != 0 && fixedBatch() != batch) {
            throw new ModelLoadException(OnnxEngine.about(definition) + "takes a batch of " + fixedBatch()
                + " only, not of " + batch + "; leave the first dimension of its tensors open in the YAML");
        }
        return open("with a batch of " + batch, OnnxSignature.concrete(inputs, batch), OnnxSignature.concrete(outputs, batch));
    }

    private Session open(String how, List<TensorSignature> takes, List<TensorSignature> gives) throws ModelLoadException {
        Arena arena = Arena.ofShared();
        try {
            return open(how, TensorBlock.allocate(arena, takes).tensors(), TensorBlock.allocate(arena, gives).tensors(), arena);
        } catch (IllegalArgumentException e) {
            arena.close();
            throw new ModelLoadException(
                OnnxEngine.about(definition) + "cannot be run " + how + ": " + e.getMessage(), e);
        } catch (ModelLoadException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public Session newSession(List<Tensor> takes, List<Tensor> gives) throws ModelLoadException {
        return open("on " + takes, takes, gives, null);
    }

    private Session open(String how, List<Tensor> takes, List<Tensor> gives, Arena memory) throws ModelLoadException {
        retain();
        try {
            return new TorchScriptSession(this, new TorchScriptRun(model.getNDManager(), module, takes, device), gives, memory);
        } catch (IllegalArgumentException e) {
            release();
            throw new ModelLoadException(
                OnnxEngine.about(definition) + "cannot be run " + how + ": " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    /** Called by a session when it is closed. */
    synchronized void release() {
        users--;
        if (users == 0) {
            model.close();
        }
    }

    private synchronized void retain() {
        if (closed) {
            throw new IllegalStateException("model '" + name() + "' is closed");
        }
        users++;
    }
}
