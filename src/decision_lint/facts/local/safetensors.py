"""The header of a safetensors file: how many parameters of which dtype, without the tensors.

The format: https://huggingface.co/docs/safetensors
"""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path

from decision_lint.facts.loose import count
from decision_lint.rule import Absent

LIMIT_BYTES = 100_000_000
"""A longer header is none: the library that writes them stops here."""

_LENGTH_BYTES = 8


def read_dtypes(path: Path) -> Counter[str] | Absent:
    """Count the elements by dtype (`BF16`, `F8_E4M3`); a file that is none does not raise."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
            if not 0 < length <= LIMIT_BYTES:
                return Absent(f"{path.name} is no safetensors file: a header of {length} bytes")
            data = file.read(length)
    except OSError as error:
        return Absent(f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}")
    try:
        header = json.loads(data) if len(data) == length else None
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict):
        return Absent(f"{path.name} is no safetensors file: its header is cut off or no JSON")
    return _count(header)


def _count(header: dict[str, object]) -> Counter[str]:
    found: Counter[str] = Counter()
    for name, tensor in header.items():
        if name == "__metadata__" or not isinstance(tensor, dict):
            continue
        dtype, shape = tensor.get("dtype"), tensor.get("shape")
        if isinstance(dtype, str) and isinstance(shape, list):
            sizes = [count(size) for size in shape]
            found[dtype] += 0 if None in sizes else math.prod(size or 0 for size in sizes)
    return found
