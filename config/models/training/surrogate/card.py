"""The model card (card.yaml) and its golden vectors (golden.json): format in ../README.md.

The YAML is written here line by line, so that no library decides its order or its number format.
"""

import hashlib
import json

import numpy as np

from . import files

DATE = "2026-11-22"
"""When the committed training data were made; fixed, so that the card of a second run is the same."""

AUTHORS = "Model IOC maintainers"

GOLDEN_TOLERANCE = 1.0e-5
"""Largest difference of a golden output over the range (maximum - minimum) of its feature on the card."""

BINS = 10


def data_digest(simulation, seed, samples):
    """Names the training data: SHA-256 of what makes them, `simulation;seed;samples`."""
    return hashlib.sha256(f"{simulation};{seed};{samples}".encode()).hexdigest()


def input_features(names, units, texts, values, minimum, maximum):
    """Input features with the statistics of the training data; values is [n, features]."""
    features = []
    for i, name in enumerate(names):
        counts, _ = np.histogram(values[:, i], bins=BINS, range=(minimum[i], maximum[i]))
        features.append({
            "name": name, "units": units[i], "description": texts[i],
            "minimum": minimum[i], "maximum": maximum[i],
            "mean": values[:, i].mean(), "standard-deviation": values[:, i].std(ddof=1),
            "histogram": [int(c) for c in counts],
        })
    return features


def output_features(names, units, texts, minimum, maximum):
    """Output features with the range that the simulation covers."""
    return [
        {"name": n, "units": u, "description": t, "minimum": a, "maximum": b}
        for n, u, t, a, b in zip(names, units, texts, minimum, maximum)
    ]


def golden_json(name, version, inputs, outputs):
    """Golden vectors: float64 output of the network's own weights for these inputs, one tensor a line."""
    lines = [f'"name": {json.dumps(name)}', f'"version": {json.dumps(version)}']
    for key, tensors in (("inputs", inputs), ("outputs", outputs)):
        rows = ",\n  ".join(_golden_tensor(tensor, np.asarray(values)) for tensor, values in tensors.items())
        lines.append(f'"{key}": [\n  {rows}\n]')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _golden_tensor(tensor, values):
    # Nine digits hold a float32 exactly, and a float64 four digits beyond the tolerance.
    data = ",".join(f"{v:.9g}" for v in values.ravel())
    return f'{{"tensor": {json.dumps(tensor)}, "shape": {list(values.shape)}, "data": [{data}]}}'


def card_yaml(name, version, description, synthetic, trained_on, files_, inputs, covariance, outputs, golden_path):
    """The card as text. files_: [(path, format)]; inputs, outputs: [(tensor, type, features)]."""
    lines = [
        "# Model card, written by config/models/training/make.sh; do not edit. Format: config/models/training/README.md",
        f"name: {name}",
        f"version: {_quoted(version)}",
        f"description: {_quoted(description)}",
        f"authors: [{_quoted(AUTHORS)}]",
        f"synthetic: {'true' if synthetic else 'false'}",
        "trained-on:",
    ]
    lines += [f"  {key}: {value if isinstance(value, int) else _quoted(value)}" for key, value in trained_on.items()]
    lines.append("files:")
    for path, format_ in files_:
        lines.append(f"  - {{path: {path.name}, format: {format_}, sha256: {files.sha256(path)}}}")
    lines += _tensors("inputs", inputs)
    lines.append("covariance:")
    lines += [f"  - [{', '.join(_number(v) for v in row)}]" for row in covariance]
    lines += _tensors("outputs", outputs)
    lines += [
        "golden:",
        f"  tolerance: {_number(GOLDEN_TOLERANCE)}",
        "  relative-to: range",
        f"  rows: {golden_path.name}",
    ]
    return "\n".join(lines) + "\n"


def _tensors(key, tensors):
    lines = [f"{key}:"]
    for tensor, type_, features in tensors:
        lines += [f"  - tensor: {tensor}", f"    type: {_quoted(type_)}", "    features:"]
        for feature in features:
            start = "      - "
            for name, value in feature.items():
                lines.append(f"{start}{name}: {_value(value)}")
                start = "        "
    return lines


def _value(value):
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(str(v) for v in value)}]"
    return _number(value)


def _number(value):
    """Six significant digits, always with a dot or none of YAML 1.1's integer traps."""
    text = f"{float(value):.6g}"
    mantissa, e, exponent = text.partition("e")
    if "." not in mantissa:
        mantissa += ".0"
    return mantissa + (f"e{exponent}" if e else "")


def _quoted(text):
    return json.dumps(str(text), ensure_ascii=False)
