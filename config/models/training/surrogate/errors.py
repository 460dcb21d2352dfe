"""Error tables: root mean square and worst case of a surrogate against its simulation on the test set."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Row:
    """Errors of one output in its unit. `span` is maximum minus minimum of the simulation over all data, `central` the
    width of the middle 98 percent of the test set: rare wide beams make the span large.
    """

    name: str
    unit: str
    low: float
    high: float
    central: float
    rms: float
    percentile99: float
    worst: float

    @property
    def span(self):
        return self.high - self.low

    @property
    def relative(self):
        """Root mean square error over the span, in percent."""
        return 100.0 * self.rms / self.span


def table(names, units, truth, predicted, low, high):
    """One Row an output; the last axis of truth and predicted is the output, all others are pooled."""
    widths = np.diff(np.percentile(np.asarray(truth).reshape(-1, len(names)), (1.0, 99.0), axis=0), axis=0)[0]
    units = [units] * len(names) if isinstance(units, str) else units
    difference = np.abs(np.asarray(predicted) - np.asarray(truth)).reshape(-1, len(names))
    return [
        Row(name, unit, float(a), float(b), float(w), float(np.sqrt(np.mean(d**2))), float(np.percentile(d, 99)),
            float(d.max()))
        for name, unit, a, b, w, d in zip(names, units, low, high, widths, difference.T)
    ]


def markdown(rows, settings):
    """The table as the README shows it."""
    lines = [
        f"Test set: {settings} machine settings that training never saw.",
        "",
        "| output | unit | minimum | maximum | RMSE | RMSE / range | RMSE / central 98 % | 99 % below | worst |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for r in rows:
        lines.append(f"| {r.name} | {r.unit} | {r.low:.4g} | {r.high:.4g} | {r.rms:.3g} | {r.relative:.2f} % "
                     f"| {100.0 * r.rms / r.central:.2f} % | {r.percentile99:.3g} | {r.worst:.3g} |")
    return "\n".join(lines) + "\n"


def history_csv(history):
    """The training log: one line an epoch."""
    return "epoch,training_loss,validation_loss\n" + "".join(f"{e},{a:.6e},{b:.6e}\n" for e, a, b in history)


def times_markdown(times):
    """Wall time of each step."""
    return "| step | s |\n|---|---:|\n" + "".join(f"| {name} | {seconds:.0f} |\n" for name, seconds in times)
