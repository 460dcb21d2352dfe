package org.modelioc.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelioc.runtime.tensor.Tensor;

/**
 * ONNX Runtime's Java API as somebody would call it who knows it well: tensors that are made once, over direct memory, on either
 * side, and one thread. Nothing of ours is in it.
 */
final class RawModel implements AutoCloseable {

    private static final Set<String> NOT_PINNED = Set.of();

    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputs = new LinkedHashMap<>();

    /**
     * Of a file.
     *
     * @param file  the model; all of its tensors are float32
     * @param takes tensors of the shapes that it shall take, whose numbers it takes too
     * @param gives tensors of the shapes that it shall give
     */
    RawModel(String file, List<Tensor> takes, List<Tensor> gives) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(file, options);
        }
        for (Tensor tensor : takes) {
            inputs.put(tensor.name(), wrap(environment, tensor, true));
        }
        for (Tensor tensor : gives) {
            outputs.put(tensor.name(), wrap(environment, tensor, false));
        }
    }

    private static OnnxTensor wrap(OrtEnvironment environment, Tensor like, boolean filled) throws Exception {
        int size = Math.toIntExact(like.size());
        FloatBuffer numbers = ByteBuffer.allocateDirect(size * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
        for (int i = 0; filled && i < size; i++) {
            numbers.put(i, (float) like.get(i));
        }
        long[] shape = like.type().dimensions().stream().mapToLong(Long::longValue).toArray();
        return OnnxTensor.createTensor(environment, numbers, shape);
    }

    void run() throws OrtException {
        session.run(inputs, NOT_PINNED, outputs, null).close();
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }
}
