"""Where things go: the committed models beside this folder, tables and plots in results/."""

from pathlib import Path

TRAINING = Path(__file__).resolve().parent.parent
MODELS = TRAINING.parent


def folder(path):
    """The path as an existing folder."""
    result = Path(path).resolve()
    result.mkdir(parents=True, exist_ok=True)
    return result


def results(out, name):
    """Folder of tables and plots: training/results for the committed model, the model's own folder for any other."""
    return folder(TRAINING / "results") if out == MODELS / name else out
