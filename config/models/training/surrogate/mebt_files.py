"""Everything that is written of a trained MEBT network: model files, golden vectors, card, tables, plots."""

import numpy as np
import torch

from transport import VERSION, mebt

from . import card, envelope, errors, files, onnx_envelope, paths, plots, readme, torchscript

DESCRIPTION = (
    "rms envelope of the H- beam along the SNS medium-energy beam transport (public lattice file, 2.5 MeV, 402.5 MHz). "
    "Taught by an rms-envelope simulation with linear space charge, not by measurements of the machine."
)

OUTPUT_TEXT = (
    "rms size, horizontal",
    "rms size, vertical",
    "rms length",
    "rms energy spread",
    "Twiss alpha, horizontal",
    "Twiss beta, horizontal",
    "Twiss alpha, vertical",
    "Twiss beta, vertical",
    "beam left, of what entered",
)


def write(out, network, plan, data, settings, targets, history, steps):
    """Writes the folder `out` and the results; network: trained envelope.Envelope in float32."""
    steps.begin("export")
    metadata = _metadata(plan, len(settings))
    files.replace(out / "mebt.onnx", onnx_envelope.build(network, metadata).SerializeToString())
    files.replace(out / "mebt.pt", torchscript.save(network))

    steps.begin("golden vectors, errors, card, plots")
    predicted = double(network, data.test.settings)
    low, high = targets.min(axis=(0, 1)), targets.max(axis=(0, 1))
    table = errors.table(mebt.OUTPUTS, mebt.OUTPUT_UNITS, data.test.targets, predicted, low, high)
    golden = np.vstack([mebt.NOMINAL[None].astype(np.float32), data.test.settings[:31]])
    files.replace(out / "golden.json", card.golden_json(
        "mebt", VERSION, {"settings": golden, "s": grid()}, {"envelope": double(network, golden)}))
    files.replace(out / "card.yaml", _card(out, plan, settings, low, high))
    results = paths.results(out, "mebt")
    files.replace(results / "mebt-training.csv", errors.history_csv(history))
    plots.histograms(results / "mebt-errors.png", table, data.test.targets, predicted)
    shown = np.vstack([mebt.NOMINAL, data.test.settings[_spread(data.test.targets)]])
    plots.envelopes(results / "mebt-envelopes.png", shown, mebt.simulate(shown), double(network, shown))
    steps.end()
    text = errors.markdown(table, len(data.test.settings))
    readme.put(out, "mebt", "errors", text)
    readme.put(out, "mebt", "times", errors.times_markdown(steps.times))
    print(text)


def grid():
    """The s that the network was taught on, as float32 rounds it, [174]."""
    return mebt.GRID.astype(np.float32)


def double(network, settings):
    """float64 output of the network's own (float32) weights, [n, 174, 9]."""
    network = network.double()
    s = torch.tensor(grid(), dtype=torch.float64)
    with torch.no_grad():
        parts = [network(rows, s).numpy() for rows in torch.tensor(settings, dtype=torch.float64).split(200)]
    network.float()
    return np.concatenate(parts)


def _spread(targets):
    """Two test settings for the plot: the one whose largest beam is the median of all, and one of the widest twentieth."""
    widest = targets[:, :, :2].max(axis=(1, 2))
    order = np.argsort(widest)
    return [order[len(order) // 2], order[int(0.95 * len(order))]]


def _metadata(plan, samples):
    simulation = f"transport.mebt {VERSION}"
    return {
        "name": "mebt",
        "version": VERSION,
        "synthetic": "false",
        "description": DESCRIPTION,
        "simulation": simulation,
        "data": card.data_digest(simulation, plan.seed, samples),
        "seed": str(plan.seed),
        "input.settings": [f"{name} [{unit}]" for name, unit in zip(mebt.INPUTS, mebt.UNITS)],
        "input.s": ["s [m]"],
        "output.envelope": [f"{name} [{unit}]" if unit else name for name, unit in zip(mebt.OUTPUTS, mebt.OUTPUT_UNITS)],
    }


def _card(out, plan, settings, low, high):
    quads, gaps = 14, 4
    texts = ([f"gradient of quadrupole {n}" for n in mebt.INPUTS[:quads]]
             + [f"E0TL of buncher {n}" for n in mebt.INPUTS[quads:quads + gaps]] + ["beam current at the entrance"])
    inputs = card.input_features(mebt.INPUTS, mebt.UNITS, texts, settings,
                                 mebt.NOMINAL - mebt.HALF_RANGE, mebt.NOMINAL + mebt.HALF_RANGE)
    axis_text = "path from the entrance: 0, 0.021, 0.042 ... 3.633, or a leading part of it"
    axis = card.input_features(["s"], ["m"], [axis_text], mebt.GRID[:, None], [0.0], [mebt.GRID[-1]])
    outputs = card.output_features(mebt.OUTPUTS, mebt.OUTPUT_UNITS, OUTPUT_TEXT, low, high)
    return card.card_yaml(
        name="mebt", version=VERSION, description=DESCRIPTION, synthetic=False,
        trained_on={"simulation": "transport.mebt", "version": VERSION, "seed": plan.seed, "samples": len(settings),
                    "date": card.DATE},
        files_=[(out / "mebt.onnx", "onnx"), (out / "mebt.pt", "torchscript")],
        inputs=[("settings", f"float32[batch, {envelope.INPUTS}]", inputs), ("s", "float32[steps]", axis)],
        covariance=np.cov(settings, rowvar=False),
        outputs=[("envelope", f"float32[batch, steps, {len(mebt.OUTPUTS)}]", outputs)],
        golden_path=out / "golden.json")
