"""Training data: settings drawn over the training range, split by machine setting."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Split:
    """Settings [n, features] and targets [n, ...] of one part of the data."""

    settings: np.ndarray
    targets: np.ndarray


@dataclass(frozen=True)
class Data:
    """Train, validation and test parts: 80, 10 and 10 percent of the settings, never of the steps of one setting."""

    train: Split
    validation: Split
    test: Split


def draw_settings(seed, samples, nominal, half_range):
    """Settings within nominal +- half_range, float64 [samples, features].

    Half of the rows fill the box evenly; the other half gather round the nominal point (Gaussian of a third of the half
    range, redrawn evenly where it leaves the box), where a machine spends its life.
    """
    generator = np.random.default_rng(seed)
    unit = 2.0 * generator.random((samples, len(half_range))) - 1.0
    near = generator.standard_normal((samples // 2, len(half_range))) / 3.0
    unit[: samples // 2] = np.where(np.abs(near) <= 1.0, near, unit[: samples // 2])
    generator.shuffle(unit, axis=0)
    # Through float32 and back: the network is trained on exactly the settings that the simulation saw.
    return (np.asarray(nominal) + unit * np.asarray(half_range)).astype(np.float32).astype(np.float64)


def split(settings, targets):
    """The three parts; the rows are already in random order."""
    n = len(settings)
    a, b = int(0.8 * n), int(0.9 * n)
    return Data(
        Split(settings[:a], targets[:a]),
        Split(settings[a:b], targets[a:b]),
        Split(settings[b:], targets[b:]),
    )


def simulate_in_chunks(simulate, settings, chunk, report):
    """simulate(settings) a chunk of rows at a time; report(done, total) after each."""
    parts = []
    for start in range(0, len(settings), chunk):
        parts.append(simulate(settings[start:start + chunk]))
        report(min(start + chunk, len(settings)), len(settings))
    return np.concatenate(parts)
