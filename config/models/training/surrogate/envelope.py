"""The recurrent network of the MEBT, with the layers round it that turn machine units into its features and back.

At each step s the network is told what the beam meets in the slice that ends at s: the local change of the quadrupole
gradient and of the buncher voltage, the beam current, and (from tables over s) the lattice, the nominal envelope and the
first-order response of the envelope to the settings. It answers with what the first order leaves of the change of the
envelope's logarithms. Every size so stays positive, and the nominal machine is nearly right before training starts.
"""

import numpy as np
import torch
from torch import nn

from transport import mebt
from transport.mebt_lattice import GAPS, LENGTH, QUADRUPOLES

LAYERS = 5
WIDTH = 128

GAP_LENGTH = 1.0e-3
"""A thin gap counts as this long, m, when its share of a slice is worked out."""

LOGIT_LIMIT = 9.0
"""Transmission is 100 % * sigmoid of a number within +- this."""

INPUTS = len(mebt.INPUTS)
CORE = 7
"""ln sigma_x, ln sigma_y, ln sigma_z, ln energy spread, asinh alpha_x, asinh alpha_y, logit of the transmission."""


def to_core(outputs):
    """The CORE numbers of outputs [..., 9] (numpy)."""
    passed = np.clip(outputs[..., 8] / 100.0, 1e-12, 1.0 - 1e-12)
    logit = np.clip(np.log(passed / (1.0 - passed)), -LOGIT_LIMIT, LOGIT_LIMIT)
    return np.concatenate([np.log(outputs[..., 0:4]), np.arcsinh(outputs[..., [4, 6]]), logit[..., None]], axis=-1)


def first_order(settings, core, nominal_core):
    """Response of the CORE numbers to each input over its half range, [len(GRID), 7, 19]: least squares through nominal."""
    unit = (settings - mebt.NOMINAL) / mebt.HALF_RANGE
    change = (core - nominal_core).reshape(len(settings), -1)
    return np.linalg.lstsq(unit, change, rcond=None)[0].T.reshape(*nominal_core.shape, INPUTS)


class Envelope(nn.Module):
    """settings [batch, 19] and s [steps], in machine units, to the envelope [batch, steps, 9].

    s is the simulation's grid (0, 21, 42 ... 3633 mm) or a leading part of it: a recurrent network counts its steps.
    """

    def __init__(self, nominal_core, core_scale, response):
        """nominal_core [len(GRID), 7]: CORE of the nominal machine; core_scale [7]: spread of the change that the network
        gives; response: of first_order.
        """
        super().__init__()
        centres = np.array([q.centre for q in QUADRUPOLES] + [g.centre for g in GAPS])
        lengths = np.array([q.length for q in QUADRUPOLES] + [GAP_LENGTH] * len(GAPS))
        share = np.maximum(np.minimum(mebt.GRID[:, None], centres + lengths / 2)
                           - np.maximum(mebt.GRID[:, None] - mebt.STEP, centres - lengths / 2), 0.0)
        quads = len(QUADRUPOLES)
        # A slice that is all quadrupole, 2 T/m off, gives 1; so does a gap at the end of its range.
        weight = np.concatenate([np.full(quads, 1.0 / (mebt.STEP * 2.0)),
                                 1.0 / (GAP_LENGTH * mebt.HALF_RANGE[quads:-1])])
        gradient_now = share[:, :quads] @ mebt.NOMINAL[:quads] / mebt.STEP / 30.0
        bunching_now = share[:, quads:] @ mebt.NOMINAL[quads:-1] / GAP_LENGTH / 75.0
        mean, scale = nominal_core.mean(axis=0), nominal_core.std(axis=0) + 1e-3
        lattice = np.column_stack([2.0 * mebt.GRID / LENGTH - 1.0, gradient_now, bunching_now,
                                   ((nominal_core - mean) / scale)[:, :6]])
        self._put("nominal", mebt.NOMINAL)
        self._put("unit", 1.0 / mebt.HALF_RANGE)
        self._put("begin", centres - lengths / 2)
        self._put("length", lengths)
        self._put("weight", weight * mebt.HALF_RANGE[:-1])
        self._put("grid", mebt.GRID)
        self._put("table", np.column_stack([nominal_core, lattice]))
        self._put("response", response.reshape(len(mebt.GRID), CORE * INPUTS))
        self._put("core_scale", core_scale)
        self._put("emittance_um", 1e6 * mebt.EMITTANCE[:2])
        self.slice_length: float = mebt.STEP
        self.recurrent = nn.RNN(3 + lattice.shape[1] + CORE, WIDTH, LAYERS)
        self.head = nn.Linear(WIDTH, CORE)
        for name, weights in self.recurrent.named_parameters():
            if name.startswith("weight_hh"):
                nn.init.orthogonal_(weights)

    def _put(self, name, values):
        self.register_buffer(name, torch.tensor(values, dtype=torch.float32))

    def core(self, settings: torch.Tensor, s: torch.Tensor) -> torch.Tensor:
        """CORE numbers [steps, batch, 7]."""
        column = s.unsqueeze(1)
        change = ((settings - self.nominal) * self.unit).t()
        inside = column - self.begin
        share = torch.relu(torch.minimum(inside, self.length) - torch.relu(inside - self.slice_length)) * self.weight
        gradient = share[:, :14].matmul(change[:14]).unsqueeze(2)
        bunching = share[:, 14:].matmul(change[14:18]).unsqueeze(2)
        none = gradient * 0.0
        current = change[18:].unsqueeze(2) + none
        hats = torch.relu(1.0 - torch.abs(column - self.grid) / self.slice_length)
        place = hats.matmul(self.table).unsqueeze(1)
        first = hats.matmul(self.response).reshape(-1, 7, 19).matmul(change).transpose(1, 2)
        features = torch.cat([gradient, bunching, current, place[:, :, 7:] + none, first / self.core_scale], dim=2)
        hidden = self.recurrent(features)[0]
        return place[:, :, :7] + first + self.head(hidden) * self.core_scale

    def forward(self, settings: torch.Tensor, s: torch.Tensor) -> torch.Tensor:
        core = self.core(settings, s)
        sizes = torch.exp(core[:, :, 0:4])
        alpha = torch.sinh(core[:, :, 4:6])
        beta = sizes[:, :, 0:2] * sizes[:, :, 0:2] / self.emittance_um
        passed = 100.0 * torch.sigmoid(core[:, :, 6:7])
        rows = torch.cat([sizes, alpha[:, :, 0:1], beta[:, :, 0:1], alpha[:, :, 1:2], beta[:, :, 1:2], passed], dim=2)
        return rows.transpose(0, 1)
