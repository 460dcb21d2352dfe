"""Makes the LEBT surrogate: simulation, training, export, card, golden vectors, error table and plots."""

import argparse

import numpy as np
import torch

from transport import VERSION, lebt

from . import card, dataset, errors, files, networks, onnxfile, paths, plots, progress, readme, torchscript
from .training import Plan, make_deterministic, train

SEED = 20261122
SAMPLES = 60_000
PLAN = Plan(epochs=600, batch=512, rate=3e-3, seed=SEED, threads=1)

DESCRIPTION = (
    "SYNTHETIC. Transmission of a three-solenoid 35 keV H- low-energy beam transport, the RFQ and four tanks behind it. "
    "No machine has these numbers: the line was made up, with usual lengths, fields and acceptances."
)

INPUT_TEXT = (
    "current of solenoid 1, change from nominal",
    "current of solenoid 2, change from nominal",
    "current of solenoid 3, change from nominal",
    "current of horizontal steerer 1, change from nominal",
    "current of horizontal steerer 2, change from nominal",
    "current of vertical steerer 1, change from nominal",
    "current of vertical steerer 2, change from nominal",
    "extraction voltage, change from nominal",
    "gas pressure in the line, change from nominal",
    "arc current of the ion source, change from nominal",
)

OUTPUT_TEXT = (
    "share of the extracted beam that reaches the RFQ",
    "share of the extracted beam behind the RFQ",
    "share of the extracted beam behind tank 1",
    "share of the extracted beam behind tank 2",
    "share of the extracted beam behind tank 3",
    "share of the extracted beam behind tank 4",
)


def main():
    """Command line: see make.sh."""
    parser = argparse.ArgumentParser(prog="make.sh lebt", description=__doc__)
    parser.add_argument("--out", default=paths.MODELS / "lebt", help="folder for the model files")
    parser.add_argument("--epochs", type=int, default=PLAN.epochs, help="a shorter run, for tests of the training itself")
    arguments = parser.parse_args()
    make(paths.folder(arguments.out), Plan(**{**PLAN.__dict__, "epochs": arguments.epochs}))


def make(out, plan):
    """Makes everything below the folder `out`; returns the error table of the test set."""
    steps = progress.Steps()
    make_deterministic(plan)

    steps.begin(f"simulate {SAMPLES} settings")
    settings = dataset.draw_settings(SEED, SAMPLES, np.zeros(len(lebt.INPUTS)), lebt.HALF_RANGE)
    targets = dataset.simulate_in_chunks(
        lebt.simulate, settings, 4000, lambda done, total: steps.line(f"{done}/{total} settings"))
    data = dataset.split(settings, targets)

    steps.begin(f"train {plan.epochs} epochs")
    folded, history = _train(data, plan, steps)

    steps.begin("export")
    metadata = _metadata(plan)
    onnx_model = onnxfile.perceptron(folded, "settings", "efficiency", metadata)
    files.replace(out / "lebt.onnx", onnx_model.SerializeToString())
    files.replace(out / "lebt.pt", torchscript.save(folded))

    steps.begin("golden vectors, errors, card, plots")
    predicted = _double(folded, data.test.settings)
    table = errors.table([f"after {name}" for name in lebt.OUTPUTS], "%", data.test.targets, predicted,
                         targets.min(axis=0), targets.max(axis=0))
    golden = np.vstack([np.zeros((1, len(lebt.INPUTS))), data.test.settings[:39]])
    files.replace(out / "golden.json", card.golden_json(
        "lebt", metadata["version"], {"settings": golden}, {"efficiency": _double(folded, golden)}))
    files.replace(out / "card.yaml", _card(out, plan, settings, targets, metadata))
    results = paths.results(out, "lebt")
    files.replace(results / "lebt-training.csv", errors.history_csv(history))
    plots.histograms(results / "lebt-errors.png", table, data.test.targets, predicted)
    plots.lebt_scan(results / "lebt-scan.png", lambda rows: _double(folded, rows))
    steps.end()
    readme.put(out, "lebt", "errors", errors.markdown(table, len(data.test.settings)))
    readme.put(out, "lebt", "times", errors.times_markdown(steps.times))
    print(errors.markdown(table, len(data.test.settings)))
    return table


def _train(data, plan, steps):
    mean, scale = data.train.settings.mean(axis=0), data.train.settings.std(axis=0)
    out_mean, out_scale = data.train.targets.mean(axis=0), data.train.targets.std(axis=0)
    network = networks.Perceptron(len(lebt.INPUTS), len(lebt.OUTPUTS))

    def normalised(part):
        return (torch.tensor((part.settings - mean) / scale, dtype=torch.float32),
                torch.tensor((part.targets - out_mean) / out_scale, dtype=torch.float32))

    x, y = normalised(data.train)
    checked_x, checked_y = normalised(data.validation)
    history = train(
        network,
        lambda rows, epoch: torch.mean((network(x[rows]) - y[rows]) ** 2),
        len(x),
        lambda: torch.mean((network(checked_x) - checked_y) ** 2).item(),
        plan,
        lambda epoch, loss, checked: steps.line(f"epoch {epoch}/{plan.epochs}  loss {loss:.3e}  validation {checked:.3e}"))
    ends = [torch.tensor(a, dtype=torch.float64) for a in (mean, scale, out_mean, out_scale)]
    return networks.fold(network, *ends), history


def _double(folded, settings):
    """float64 output of the folded network's own (float32) weights."""
    with torch.no_grad():
        result = folded.double()(torch.tensor(settings, dtype=torch.float64)).numpy()
    folded.float()
    return result


def _metadata(plan):
    return {
        "name": "lebt",
        "version": VERSION,
        "synthetic": "true",
        "description": DESCRIPTION,
        "simulation": f"transport.lebt {VERSION}",
        "data": card.data_digest(f"transport.lebt {VERSION}", SEED, SAMPLES),
        "seed": str(plan.seed),
        "input.settings": [f"{name} [{unit}]" for name, unit in zip(lebt.INPUTS, lebt.UNITS)],
        "output.efficiency": [f"{name} [%]" for name in lebt.OUTPUTS],
    }


def _card(out, plan, settings, targets, metadata):
    features = card.input_features(lebt.INPUTS, lebt.UNITS, INPUT_TEXT, settings, -lebt.HALF_RANGE, lebt.HALF_RANGE)
    outputs = card.output_features(lebt.OUTPUTS, ["%"] * len(lebt.OUTPUTS), OUTPUT_TEXT,
                                   targets.min(axis=0), targets.max(axis=0))
    return card.card_yaml(
        name="lebt", version=metadata["version"], description=DESCRIPTION, synthetic=True,
        trained_on={"simulation": "transport.lebt", "version": VERSION, "seed": SEED, "samples": SAMPLES,
                    "date": card.DATE},
        files_=[(out / "lebt.onnx", "onnx"), (out / "lebt.pt", "torchscript")],
        inputs=[("settings", f"float32[batch, {len(lebt.INPUTS)}]", features)],
        covariance=np.cov(settings, rowvar=False),
        outputs=[("efficiency", f"float32[batch, {len(lebt.OUTPUTS)}]", outputs)],
        golden_path=out / "golden.json")


if __name__ == "__main__":
    main()
