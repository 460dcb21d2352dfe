package org.modelioc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

/** Words of ONNX Runtime that only a machine of another kind would bring about; the rest is in {@link ModelLoadFaultsTest}. */
class OnnxErrorsTest {

    // what the build of profile cuda13 says where there is no CUDA
    @Test
    void aLibraryOfCudaThatIsMissing() {
        OrtException e = new OrtException(OrtException.OrtErrorCode.ORT_FAIL, "[ONNXRuntimeError] : 1 : FAIL : Failed to load"
            + " library /opt/native-cuda13/libonnxruntime_providers_cuda.so with error: libcublasLt.so.13: cannot open shared"
            + " object file: No such file or directory");
        assertThat(OnnxErrors.deviceFault(e)).isEqualTo("there is no libcublasLt.so.13; install CUDA and cuDNN in the versions"
            + " that this build needs (docs/models.md), or name their folder by LD_LIBRARY_PATH");
    }

    @Test
    void otherFaultsOfADeviceInTheirOwnWords() {
        OrtException e = new OrtException(OrtException.OrtErrorCode.ORT_FAIL, "[ONNXRuntimeError] : 1 : FAIL : CUDA failure 35:"
            + " CUDA driver version is insufficient for CUDA runtime version");
        assertThat(OnnxErrors.deviceFault(e))
            .isEqualTo("CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version");
    }
}
