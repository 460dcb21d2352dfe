#!/usr/bin/env bash
# Makes the committed models again from nothing, or checks them. See README.md.
#
#   ./make.sh lebt [--out DIR] [--epochs N]   simulate, train, export, card, tables, plots (minutes)
#   ./make.sh mebt [--out DIR] [--epochs N]   the same (about an hour)
#   ./make.sh check                           simulation against references, exports against each other, golden vectors
#
# PYTHON names the interpreter (default python3); it needs torch, numpy and onnx. matplotlib draws the plots where it is
# there; onnxruntime makes `check` quick (otherwise onnx's own evaluator is used).
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
python="${PYTHON:-python3}"

usage() {
    sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

need_python() {
    command -v "$python" >/dev/null || {
        echo "make.sh: no '$python' found; set PYTHON to a Python 3.10 or newer with torch, numpy and onnx" >&2
        exit 2
    }
    "$python" - <<'EOF' || exit 2
import importlib.util
import sys

missing = [name for name in ("torch", "numpy", "onnx") if importlib.util.find_spec(name) is None]
if missing:
    sys.exit(
        f"make.sh: {sys.executable} lacks {', '.join(missing)}. One way to get them:\n"
        "  python3 -m venv ~/model-training\n"
        "  ~/model-training/bin/pip install torch --index-url https://download.pytorch.org/whl/cpu\n"
        "  ~/model-training/bin/pip install numpy onnx onnxruntime matplotlib\n"
        "  PYTHON=~/model-training/bin/python config/models/training/make.sh check")
EOF
}

run() {
    cd "$here"
    # Threads are set by the program; these hold numpy to the same, so that a second run gives the same numbers.
    export OMP_NUM_THREADS="${OMP_NUM_THREADS:-$1}" OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS="$1"
    export PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONHASHSEED=0
    shift
    # torch.jit says that it is deprecated; TorchScript is what the runtime reads.
    exec "$python" -W ignore::DeprecationWarning "$@"
}

case "${1:-}" in
    lebt) need_python; run 1 -m surrogate.lebt "${@:2}" ;;
    mebt) need_python; run 1 -m surrogate.mebt "${@:2}" ;;
    check) need_python; run 1 check.py "${@:2}" ;;
    -h | --help | help) usage ;;
    *) usage >&2; exit 2 ;;
esac
