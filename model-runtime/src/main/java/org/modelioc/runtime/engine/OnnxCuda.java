package org.modelioc.runtime.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;

/**
 * Opens sessions of ONNX Runtime on a graphics processor. Results shall be those of the CPU, so that products are not rounded
 * to TF32, which the runtime does by default. No CUDA graph: replaying one through this API would read the inputs of its
 * first run for ever.
 */
final class OnnxCuda {

    private OnnxCuda() {
    }

    /** Whether the runtime on the class path has CUDA in it. */
    static boolean built() {
        try {
            return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
        } catch (LinkageError e) {
            // loading a model will tell why there is no runtime at all
            return false;
        }
    }

    static OrtSession open(OrtEnvironment environment, SessionOptions options, ModelDefinition definition, Device device)
            throws DeviceException {
        if (!built()) {
            throw new DeviceException("this build of ONNX Runtime has no CUDA; build with"
                + " 'mvn -Pcuda13 package -DskipTests' (or -Pcuda12, for CUDA 12)", null);
        }
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.index())) {
            cuda.add("use_tf32", "0");
            cuda.add("arena_extend_strategy", "kSameAsRequested");
            cuda.add("do_copy_in_default_stream", "1");
            if (definition.options().memoryLimit().isPresent()) {
                cuda.add("gpu_mem_limit", Long.toString(definition.options().memoryLimit().getAsLong()));
            }
            options.addCUDA(cuda);
            return environment.createSession(definition.file().toString(), options);
        } catch (OrtException e) {
            throw new DeviceException(OnnxErrors.deviceFault(e), e);
        }
    }
}
