"""Files that others may be reading: written beside their place and renamed into it."""

import hashlib
import os
from pathlib import Path


def replace(path, content):
    """Puts text or bytes at the path in one step."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    os.replace(beside, path)


def sha256(path):
    """Hexadecimal SHA-256 of a file."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
