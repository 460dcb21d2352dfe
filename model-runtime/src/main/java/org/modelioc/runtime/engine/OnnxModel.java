package org.modelioc.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;
import java.util.Map;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;

/** A model in ONNX Runtime: one native session holds the weights, shared by all our sessions, which may run at once. */
final class OnnxModel implements Model {

    private final ModelDefinition definition;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxSignature signature;
    private final Device device;
    private final Map<String, String> metadata;

    /** Guarded by this: the open sessions, and the model itself while it is open. */
    private int users = 1;
    private boolean closed;

    OnnxModel(ModelDefinition definition, OrtEnvironment environment, OrtSession session, OnnxSignature signature,
            Device device) throws OrtException {
        this.definition = definition;
        this.environment = environment;
        this.session = session;
        this.signature = signature;
        this.device = device;
        this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public String engine() {
        return OnnxEngine.NAME;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public List<TensorSignature> inputs() {
        return signature.inputs();
    }

    @Override
    public List<TensorSignature> outputs() {
        return signature.outputs();
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Session newSession(int batch) throws ModelLoadException {
        if (batch < 1) {
            throw new IllegalArgumentException("batch " + batch);
        }
        if (signature.fixedBatch() != 0 && signature.fixedBatch() != batch) {
            throw new ModelLoadException(OnnxEngine.about(definition) + "takes a batch of " + signature.fixedBatch()
                + " only, not of " + batch + "; export it with its first dimension open");
        }
        return open("with a batch of " + batch, () -> new OnnxSession(this, environment, session,
            OnnxSignature.concrete(signature.inputs(), batch), OnnxSignature.concrete(signature.outputs(), batch)));
    }

    @Override
    public Session newSession(List<Tensor> inputs, List<Tensor> outputs) throws ModelLoadException {
        return open("on " + inputs, () -> new OnnxSession(environment, this, session, inputs, outputs));
    }

    /** Makes a session. */
    @FunctionalInterface
    private interface Making {
        OnnxSession make() throws OrtException;
    }

    private Session open(String how, Making making) throws ModelLoadException {
        retain();
        try {
            return making.make();
        } catch (OrtException | IllegalArgumentException e) {
            release();
            String words = e instanceof OrtException ort ? OnnxErrors.words(ort) : e.getMessage();
            throw new ModelLoadException(OnnxEngine.about(definition) + "cannot be run " + how + ": " + words, e);
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
            OnnxEngine.close(session);
        }
    }

    private synchronized void retain() {
        if (closed) {
            throw new IllegalStateException("model '" + name() + "' is closed");
        }
        users++;
    }
}
