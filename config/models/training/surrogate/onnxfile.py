"""ONNX files built node by node from the weights: stable names, no exporter between the weights and the file."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 8


def perceptron(folded, input_name, output_name, metadata):
    """The model of a folded Perceptron: Gemm and Tanh only, batch axis dynamic."""
    nodes, weights = [], []
    value = input_name
    for i, layer in enumerate(folded.layers):
        last = i + 1 == len(folded.layers)
        weights += [tensor(f"layer{i}.weight", layer.weight), tensor(f"layer{i}.bias", layer.bias)]
        gemm = output_name if last else f"layer{i}.gemm"
        nodes.append(helper.make_node("Gemm", [value, f"layer{i}.weight", f"layer{i}.bias"], [gemm], f"layer{i}", transB=1))
        value = gemm
        if not last:
            value = f"layer{i}.tanh"
            nodes.append(helper.make_node("Tanh", [gemm], [value], f"activation{i}"))
    inputs = [floats(input_name, ["batch", folded.layers[0].in_features])]
    outputs = [floats(output_name, ["batch", folded.layers[-1].out_features])]
    return model(nodes, inputs, outputs, weights, metadata)


def tensor(name, values):
    """A float32 initializer of a torch tensor or array."""
    array = values.detach().numpy() if hasattr(values, "detach") else np.asarray(values)
    return numpy_helper.from_array(np.ascontiguousarray(array, np.float32), name)


def floats(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def model(nodes, inputs, outputs, weights, metadata):
    """The checked model; metadata values that are no strings are written as JSON."""
    graph = helper.make_graph(nodes, metadata["name"], inputs, outputs, weights)
    result = helper.make_model(graph, producer_name="model-ioc training", opset_imports=[helper.make_opsetid("", OPSET)])
    result.ir_version = IR_VERSION
    helper.set_model_props(result, {k: v if isinstance(v, str) else json.dumps(v) for k, v in metadata.items()})
    onnx.checker.check_model(result, full_check=True)
    return result
