"""Makes the MEBT surrogate: simulation, training, export, card, golden vectors, error table and plots."""

import argparse
from pathlib import Path

import numpy as np
import torch

from transport import VERSION, mebt

from . import dataset, envelope, mebt_files, paths, progress
from .training import Plan, make_deterministic, train

SEED = 20261123
SAMPLES = 40_000
PLAN = Plan(epochs=14, batch=64, rate=1.5e-3, seed=SEED, threads=1)

FINISH = Plan(epochs=6, batch=128, rate=1e-3, seed=SEED + 1, threads=1)
"""A second, calmer round: twice the batch, from the best weights of the first. A shortened run leaves it out."""

PREFIX = {1: 58, 2: 116}
"""Epoch of the first round -> steps of the line that it trains on; a beam that is wrong at the start teaches nothing about the end."""


def main():
    """Command line: see make.sh."""
    parser = argparse.ArgumentParser(prog="make.sh mebt", description=__doc__)
    parser.add_argument("--out", default=paths.MODELS / "mebt", help="folder for the model files")
    parser.add_argument("--epochs", type=int, default=PLAN.epochs, help="a shorter run, for tests of the training itself")
    parser.add_argument("--samples", type=int, default=SAMPLES, help="fewer settings, for the same")
    parser.add_argument("--weights", type=Path, help="file of trained weights: read if it is there, else trained and written")
    arguments = parser.parse_args()
    make(paths.folder(arguments.out), Plan(**{**PLAN.__dict__, "epochs": arguments.epochs}), arguments.samples,
         arguments.weights)


def make(out, plan, samples, weights):
    """Makes everything below the folder `out`."""
    steps = progress.Steps()
    make_deterministic(plan)

    steps.begin(f"simulate {samples} settings x {len(mebt.GRID)} steps")
    settings = dataset.draw_settings(SEED, samples, mebt.NOMINAL, mebt.HALF_RANGE)
    targets = dataset.simulate_in_chunks(
        lambda rows: mebt.simulate(rows).astype(np.float32), settings, 1000,
        lambda done, total: steps.line(f"{done}/{total} settings"))
    data = dataset.split(settings, targets)

    steps.begin("first-order response")
    nominal = envelope.to_core(mebt.simulate(mebt.NOMINAL[None]))[0]
    core = _core(data.train.targets)
    response = envelope.first_order(data.train.settings, core, nominal)
    network = envelope.Envelope(nominal, (core - nominal).std(axis=(0, 1)), response)

    history = []
    if weights is not None and weights.exists():
        saved = torch.load(weights, weights_only=True)
        network.load_state_dict(saved["weights"])
        history = saved["history"]
        steps.end()
        steps.times.append(("train", saved["seconds"]))
    else:
        steps.begin("train")
        history = _train(network, data, core, plan, PREFIX if plan == PLAN else {}, steps)
        if plan == PLAN:
            history += [(plan.epochs + epoch, *losses) for epoch, *losses in
                        _train(network, data, core, FINISH, {}, steps)]
        steps.end()
        if weights is not None:
            torch.save({"weights": network.state_dict(), "history": history, "seconds": steps.times[-1][1]}, weights)

    mebt_files.write(out, network.eval(), plan, data, settings, targets, history, steps)


def _core(targets):
    """CORE numbers of targets in float32, a part at a time: the float64 of all would not fit a small machine."""
    return np.concatenate([envelope.to_core(targets[i:i + 2000].astype(np.float64)).astype(np.float32)
                           for i in range(0, len(targets), 2000)])


def _train(network, data, core, plan, prefix, steps):
    settings = torch.tensor(data.train.settings, dtype=torch.float32)
    wanted = torch.from_numpy(core)
    checked = torch.tensor(data.validation.settings, dtype=torch.float32)
    checked_core = torch.from_numpy(_core(data.validation.targets))
    grid = torch.tensor(mebt.GRID, dtype=torch.float32)

    def loss(rows, epoch):
        length = prefix.get(epoch, len(grid))
        difference = network.core(settings[rows], grid[:length]) - wanted[rows, :length].transpose(0, 1)
        return torch.mean((difference / network.core_scale) ** 2)

    def validation_loss():
        total = 0.0
        for a, b in zip(checked.split(500), checked_core.split(500)):
            total += torch.mean(((network.core(a, grid) - b.transpose(0, 1)) / network.core_scale) ** 2).item() * len(a)
        return total / len(checked)

    return train(
        network, loss, len(settings), validation_loss, plan,
        lambda epoch, mean, check: steps.line(
            f"epoch {epoch}/{plan.epochs}  loss {mean:.3e}  validation {check:.3e}", every=0.0),
        lambda epoch, done, mean: steps.line(
            f"epoch {epoch}/{plan.epochs}  {done}/{len(settings)} settings  loss {mean:.3e}", every=30.0))


if __name__ == "__main__":
    main()
