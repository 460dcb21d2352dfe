"""Small PNG plots for the README. Without matplotlib they are left out, with a line that says so."""

import io

import numpy as np

from transport import lebt, mebt

from . import files

try:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
except ImportError:
    pyplot = None

MODEL_COLOUR = "#d1495b"
SIMULATION_COLOUR = "#30343f"


def histograms(path, rows, truth, predicted):
    """Distribution of the error of each output, over its range."""
    figure = _figure(path, -(-len(rows) // 3), 3, 2.0)
    if figure is None:
        return
    canvas, axes = figure
    difference = (np.asarray(predicted) - np.asarray(truth)).reshape(-1, len(rows))
    for axis, row, values in zip(axes.flat, rows, difference.T):
        percent = 100.0 * values / row.span
        limit = max(3.0 * row.relative, 0.1)
        axis.hist(percent, bins=60, range=(-limit, limit), color=MODEL_COLOUR)
        axis.set_title(f"{row.name}: {row.relative:.2f} % rms", fontsize=8)
        axis.set_yticks([])
    canvas.supxlabel("error / range of the output, %", fontsize=8)
    _save(canvas, path)


def lebt_scan(path, model):
    """Simulation and surrogate over each input alone, all others at nominal."""
    figure = _figure(path, 2, 5, 1.9)
    if figure is None:
        return
    canvas, axes = figure
    for i, axis in enumerate(axes.flat):
        rows = np.zeros((61, len(lebt.INPUTS)))
        rows[:, i] = np.linspace(-1.0, 1.0, len(rows)) * lebt.HALF_RANGE[i]
        for column, style in ((0, ":"), (1, "--"), (5, "-")):
            axis.plot(rows[:, i], lebt.simulate(rows)[:, column], style, color=SIMULATION_COLOUR, linewidth=1.2)
            axis.plot(rows[:, i], model(rows)[:, column], style, color=MODEL_COLOUR, linewidth=0.9)
        axis.set_title(f"{lebt.INPUTS[i]} [{lebt.UNITS[i]}]", fontsize=8)
        axis.set_ylim(0, 100)
    canvas.supylabel("transmission, %", fontsize=8)
    _save(canvas, path)


def envelopes(path, settings, simulated, predicted):
    """Simulation and surrogate along the MEBT: one column a setting, rows for the sizes, length and transmission."""
    figure = _figure(path, 3, len(settings), 2.0)
    if figure is None:
        return
    canvas, axes = figure
    titles = ("nominal", "test setting of median width", "test setting of the widest 5 %")
    rows = (((0, 1), "sigma x, -y [mm]"), ((2,), "sigma z [mm]"), ((8,), "transmission [%]"))
    for column, title in enumerate(titles):
        for row, (outputs, label) in enumerate(rows):
            axis = axes[row, column]
            for output in outputs:
                sign = -1.0 if output == 1 else 1.0
                axis.plot(mebt.GRID, sign * simulated[column, :, output], color=SIMULATION_COLOUR, linewidth=1.6)
                axis.plot(mebt.GRID, sign * predicted[column, :, output], "--", color=MODEL_COLOUR, linewidth=1.0)
            if column == 0:
                axis.set_ylabel(label, fontsize=8)
            if outputs == (8,):
                axis.set_ylim(min(99.0, simulated[column, :, 8].min()) - 0.5, 100.3)
        axes[0, column].set_title(title, fontsize=8)
    canvas.supxlabel("s, m (simulation: dark, surrogate: dashed)", fontsize=8)
    _save(canvas, path)


def _figure(path, rows, columns, height):
    if pyplot is None:
        print(f"   no {path.name}: matplotlib is not installed")
        return None
    canvas, axes = pyplot.subplots(rows, columns, figsize=(9.0, height * rows), squeeze=False)
    for axis in axes.flat:
        axis.tick_params(labelsize=7)
    return canvas, axes


def _save(canvas, path):
    canvas.tight_layout()
    buffer = io.BytesIO()
    canvas.savefig(buffer, dpi=85, metadata={"Software": None})
    pyplot.close(canvas)
    files.replace(path, buffer.getvalue())
