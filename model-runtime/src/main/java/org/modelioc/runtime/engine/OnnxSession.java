package org.modelioc.runtime.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.runtime.tensor.TensorBlock;
import org.modelioc.runtime.tensor.TensorSignature;

/**
 * Runs of one batch size in ONNX Runtime. Its native values wrap our memory on both sides, so a run copies nothing; they
 * are freed before the memory is, since native code does not see the end of an arena.
 */
final class OnnxSession implements Session {

    /** All outputs are pinned: ONNX Runtime shall allocate none. */
    private static final Set<String> NOT_PINNED = Set.of();

    private final OnnxModel model;
    private final OrtSession session;
    /** Of our own memory. */
    private final Arena arena = Arena.ofShared();
    private final List<Tensor> inputs;
    private final List<Tensor> outputs;
    private final Map<String, OnnxTensor> inputValues = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputValues = new LinkedHashMap<>();
    private boolean closed;

    OnnxSession(OnnxModel model, OrtEnvironment environment, OrtSession session,
            List<TensorSignature> inputs, List<TensorSignature> outputs) throws OrtException {
        this.model = model;
        this.session = session;
        try {
            this.inputs = TensorBlock.allocate(arena, inputs).tensors();
            this.outputs = TensorBlock.allocate(arena, outputs).tensors();
            wrap(environment);
        } catch (OrtException | RuntimeException | Error e) {
            free();
            throw e;
        }
    }

    /** Over memory that is somebody else's. */
    OnnxSession(OrtEnvironment environment, OnnxModel model, OrtSession session, List<Tensor> inputs, List<Tensor> outputs)
            throws OrtException {
        this.model = model;
        this.session = session;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        try {
            wrap(environment);
        } catch (OrtException | RuntimeException | Error e) {
            free();
            throw e;
        }
    }

    private void wrap(OrtEnvironment environment) throws OrtException {
        wrap(environment, inputs, inputValues);
        wrap(environment, outputs, outputValues);
    }

    @Override
    public List<Tensor> inputs() {
        return inputs;
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
        try {
            session.run(inputValues, NOT_PINNED, outputValues, null).close();
        } catch (OrtException e) {
            throw new InferenceException("model '" + model.name() + "': " + OnnxErrors.words(e), e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            free();
            model.release();
        }
    }

    private void free() {
        inputValues.values().forEach(OnnxTensor::close);
        outputValues.values().forEach(OnnxTensor::close);
        arena.close();
    }

    private static void wrap(OrtEnvironment environment, List<Tensor> tensors, Map<String, OnnxTensor> values)
            throws OrtException {
        for (Tensor tensor : tensors) {
            // a buffer of the other byte order would be taken without complaint
            ByteBuffer buffer = tensor.memory().asByteBuffer().order(ByteOrder.nativeOrder());
            long[] shape = tensor.type().dimensions().stream().mapToLong(Long::longValue).toArray();
            OnnxJavaType type = switch (tensor.type().element()) {
                case FLOAT16 -> OnnxJavaType.FLOAT16;
                case FLOAT32 -> OnnxJavaType.FLOAT;
                case FLOAT64 -> OnnxJavaType.DOUBLE;
                case INT8 -> OnnxJavaType.INT8;
                case INT16 -> OnnxJavaType.INT16;
                case INT32 -> OnnxJavaType.INT32;
                case INT64 -> OnnxJavaType.INT64;
                case UINT8 -> OnnxJavaType.UINT8;
                case BOOL -> OnnxJavaType.BOOL;
            };
            values.put(tensor.name(), OnnxTensor.createTensor(environment, buffer, shape, type));
        }
    }
}
