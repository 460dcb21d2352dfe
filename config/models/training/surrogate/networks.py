"""The two networks, taught in normalised units and exported in machine units."""

import torch
from torch import nn


class Perceptron(nn.Module):
    """Inputs -> 64 x 3 (tanh) -> outputs."""

    def __init__(self, inputs, outputs, width=64, depth=3):
        super().__init__()
        sizes = [inputs] + [width] * depth + [outputs]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, settings: torch.Tensor) -> torch.Tensor:
        x = settings
        for i, layer in enumerate(self.layers):
            x = layer(x)
            if i + 1 < len(self.layers):
                x = torch.tanh(x)
        return x


def fold(network, input_mean, input_scale, output_mean, output_scale):
    """A copy of a Perceptron with the normalisation of both ends folded into its first and last layer.

    The taught network maps (settings - input_mean) / input_scale to (target - output_mean) / output_scale; the copy maps
    settings to targets. The arithmetic is float64, the result float32.
    """
    folded = Perceptron(network.layers[0].in_features, network.layers[-1].out_features,
                        network.layers[0].out_features, len(network.layers) - 1).double()
    folded.load_state_dict(network.double().state_dict())
    network.float()
    with torch.no_grad():
        first, last = folded.layers[0], folded.layers[-1]
        first.weight.div_(input_scale)
        first.bias.sub_(first.weight @ input_mean)
        last.weight.mul_(output_scale[:, None])
        last.bias.mul_(output_scale).add_(output_mean)
    return folded.float()
