package org.modelioc.runtime.engine;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.modelioc.runtime.tensor.TensorSignature;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;

/**
 * A tensor as an ONNX file declares it.
 *
 * @param side           {@code "input"} or {@code "output"}
 * @param signature      name, element type and shape
 * @param dimensionNames the name of each open dimension, empty for one without a name and for one of fixed size
 */
record OnnxTensorInfo(String side, TensorSignature signature, List<String> dimensionNames) {

    private static final String ELEMENT_PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    /** Of what kind an input or output is, if it is none that a session can hold; null if it is one. */
    static String unsupported(NodeInfo info) {
        return switch (info.getInfo()) {
            case TensorInfo tensor -> element(tensor) != null ? null
                : tensor.onnxType.name().substring(ELEMENT_PREFIX.length()).toLowerCase(Locale.ROOT);
            case SequenceInfo sequence -> "a sequence";
            case MapInfo map -> "a map";
            default -> "no dense tensor";
        };
    }

    /** Of a node that is supported. */
    static OnnxTensorInfo of(String side, NodeInfo info) {
        TensorInfo tensor = (TensorInfo) info.getInfo();
        List<Long> dimensions = Arrays.stream(tensor.getShape()).boxed().collect(Collectors.toList());
        return new OnnxTensorInfo(side, new TensorSignature(info.getName(), new TensorType(element(tensor), dimensions)),
            List.of(tensor.getDimensionNames()));
    }

    String name() {
        return signature.name();
    }

    TensorType type() {
        return signature.type();
    }

    OnnxTensorInfo withDimensions(List<Long> dimensions) {
        TensorType type = new TensorType(type().element(), dimensions);
        return new OnnxTensorInfo(side, new TensorSignature(name(), type), dimensionNames);
    }

    /** As in an error message: {@code input 'settings'}. */
    @Override
    public String toString() {
        return side + " '" + name() + '\'';
    }

    private static ElementType element(TensorInfo tensor) {
        return switch (tensor.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> ElementType.FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> ElementType.FLOAT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> ElementType.FLOAT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> ElementType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> ElementType.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> ElementType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> ElementType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> ElementType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> ElementType.BOOL;
            default -> null;
        };
    }
}
