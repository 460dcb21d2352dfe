"""The parts of the README that a run writes: `<!-- NAME -->` to `<!-- /NAME -->`."""

from . import files, paths


def put(out, model, part, text):
    """Puts the text between the markers `model-part`, if `out` is where the committed model lies."""
    if out != paths.MODELS / model:
        return
    readme = paths.TRAINING / "README.md"
    before, start, rest = readme.read_text(encoding="utf-8").partition(f"<!-- {model}-{part} -->\n")
    _, end, after = rest.partition(f"<!-- /{model}-{part} -->")
    if not (start and end):
        raise ValueError(f"README.md has no markers <!-- {model}-{part} --> and <!-- /{model}-{part} -->")
    files.replace(readme, f"{before}{start}{text}{end}{after}")
