"""The ONNX graph of envelope.Envelope, node by node. Shapes in the comments: T steps, B batch."""

import numpy as np
from onnx import helper, numpy_helper

from transport import mebt
from transport.mebt_lattice import QUADRUPOLES

from . import onnxfile
from .envelope import CORE, INPUTS, LAYERS


class _Graph:
    """Collects nodes and initializers; op() returns the name of the node's output, or names where it has several."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def constant(self, name, values):
        self.weights.append(onnxfile.tensor(name, values))
        return name

    def integers(self, name, values):
        self.weights.append(numpy_helper.from_array(np.asarray(values, np.int64), name))
        return name

    def op(self, kind, inputs, outputs, **attributes):
        names = [outputs] if isinstance(outputs, str) else list(outputs)
        self.nodes.append(helper.make_node(kind, list(inputs), names, names[0], **attributes))
        return outputs


def build(network, metadata):
    """The model of a trained Envelope: inputs settings [batch, 19] and s [steps], output envelope [batch, steps, 9]."""
    g = _Graph()
    features, base = _features(g, network)
    hidden = features
    for layer in range(LAYERS):
        hidden = _recurrent(g, network.recurrent, layer, hidden)
    scale = network.core_scale.double()
    g.constant("head.weight", (network.head.weight.double() * scale[:, None]).t())
    g.constant("head.bias", network.head.bias.double() * scale)
    g.op("MatMul", [hidden, "head.weight"], "head.product")
    g.op("Add", ["head.product", "head.bias"], "head.change")
    g.op("Add", [base, "head.change"], "core")
    _outputs(g, network)
    inputs = [onnxfile.floats("settings", ["batch", INPUTS]), onnxfile.floats("s", ["steps"])]
    outputs = [onnxfile.floats("envelope", ["batch", "steps", len(mebt.OUTPUTS)])]
    return onnxfile.model(g.nodes, inputs, outputs, g.weights, metadata)


def _features(g, network):
    """Input of the first recurrent layer [T, B, 19] and what the network's answer is added to [T, B, 7]."""
    one = g.integers("axis1", [1])
    two = g.integers("axis2", [2])
    g.op("Unsqueeze", ["s", one], "column")
    step = g.constant("slice_length", [network.slice_length])

    # Setting changes in units of their half range, [19, B].
    g.op("Sub", ["settings", g.constant("nominal", network.nominal)], "settings.change")
    g.op("Mul", ["settings.change", g.constant("unit", network.unit)], "settings.unit")
    g.op("Transpose", ["settings.unit"], "change", perm=[1, 0])

    # Share of the slice that ends at s that lies in each element, [T, 18].
    g.op("Sub", ["column", g.constant("begin", network.begin)], "inside")
    g.op("Min", ["inside", g.constant("length", network.length)], "inside.end")
    g.op("Sub", ["inside", step], "slice.begin")
    g.op("Relu", ["slice.begin"], "inside.begin")
    g.op("Sub", ["inside.end", "inside.begin"], "overlap.signed")
    g.op("Relu", ["overlap.signed"], "overlap")
    g.op("Mul", ["overlap", g.constant("weight", network.weight)], "share")

    quads, gaps = len(QUADRUPOLES), INPUTS - 1 - len(QUADRUPOLES)
    g.op("Split", ["share", g.integers("split.elements", [quads, gaps])], ["share.quads", "share.gaps"], axis=1)
    g.op("Split", ["change", g.integers("split.settings", [quads, gaps, 1])],
         ["change.quads", "change.gaps", "change.current"], axis=0)
    for kind, name in (("quads", "gradient"), ("gaps", "bunching")):
        g.op("MatMul", [f"share.{kind}", f"change.{kind}"], f"{name}.matrix")
        g.op("Unsqueeze", [f"{name}.matrix", two], name)
    g.op("Mul", ["gradient", g.constant("zero", [0.0])], "none")
    g.op("Unsqueeze", ["change.current", two], "current.once")
    g.op("Add", ["current.once", "none"], "current")

    # Tables over s, linear between the points of the grid, [T, 174] times each table.
    g.op("Sub", ["column", g.constant("grid", network.grid)], "distance.signed")
    g.op("Abs", ["distance.signed"], "distance")
    g.op("Div", ["distance", step], "distance.slices")
    g.op("Sub", [g.constant("one", [1.0]), "distance.slices"], "hats.signed")
    g.op("Relu", ["hats.signed"], "hats")
    for name, table in (("nominal_core", network.table[:, :CORE]), ("lattice", network.table[:, CORE:])):
        g.op("MatMul", ["hats", g.constant(f"{name}.table", table)], f"{name}.row")
        g.op("Unsqueeze", [f"{name}.row", one], f"{name}.here")
    g.op("Add", ["lattice.here", "none"], "lattice")

    # First-order response, [T, B, 7].
    g.op("MatMul", ["hats", g.constant("response.table", network.response)], "response.row")
    g.op("Reshape", ["response.row", g.integers("response.shape", [-1, CORE, INPUTS])], "response")
    g.op("MatMul", ["response", "change"], "first_order.columns")
    g.op("Transpose", ["first_order.columns"], "first_order", perm=[0, 2, 1])
    g.op("Div", ["first_order", g.constant("core_scale", network.core_scale)], "first_order.scaled")

    g.op("Add", ["nominal_core.here", "first_order"], "base")
    return g.op("Concat", ["gradient", "bunching", "current", "lattice", "first_order.scaled"], "features", axis=2), "base"


def _recurrent(g, recurrent, layer, inputs):
    """One tanh layer [T, B, any] -> [T, B, 128], starting from zeros."""
    name = f"recurrent{layer}"
    w, r = getattr(recurrent, f"weight_ih_l{layer}"), getattr(recurrent, f"weight_hh_l{layer}")
    b = np.concatenate([getattr(recurrent, f"bias_{kind}_l{layer}").detach().numpy() for kind in ("ih", "hh")])
    g.op("RNN", [inputs, g.constant(f"{name}.w", w.detach().numpy()[None]), g.constant(f"{name}.r", r.detach().numpy()[None]),
                 g.constant(f"{name}.b", b[None])], f"{name}.y", hidden_size=r.shape[0])
    return g.op("Squeeze", [f"{name}.y", "axis1"], f"{name}.hidden")


def _outputs(g, network):
    """From the core numbers [T, B, 7] to the envelope [B, T, 9]."""
    g.op("Split", ["core", g.integers("split.core", [4, 2, 1])], ["log_sizes", "asinh_alpha", "logit"], axis=2)
    g.op("Exp", ["log_sizes"], "sizes")
    g.op("Split", ["sizes", g.integers("split.sizes", [2, 2])], ["sigma_xy", "sizes_along"], axis=2)
    g.op("Mul", ["sigma_xy", "sigma_xy"], "sigma2")
    g.op("Div", ["sigma2", g.constant("emittance_um", network.emittance_um)], "beta")
    # sinh by exponentials: not every execution provider has the operator.
    g.op("Exp", ["asinh_alpha"], "alpha.grows")
    g.op("Reciprocal", ["alpha.grows"], "alpha.falls")
    g.op("Sub", ["alpha.grows", "alpha.falls"], "alpha.twice")
    g.op("Mul", ["alpha.twice", g.constant("half", [0.5])], "alpha")
    g.op("Sigmoid", ["logit"], "passed")
    g.op("Mul", ["passed", g.constant("percent", [100.0])], "transmission")
    halves = g.integers("split.planes", [1, 1])
    g.op("Split", ["alpha", halves], ["alpha_x", "alpha_y"], axis=2)
    g.op("Split", ["beta", halves], ["beta_x", "beta_y"], axis=2)
    g.op("Concat", ["sigma_xy", "sizes_along", "alpha_x", "beta_x", "alpha_y", "beta_y", "transmission"], "rows", axis=2)
    g.op("Transpose", ["rows"], "envelope", perm=[1, 0, 2])
