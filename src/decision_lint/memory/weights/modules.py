"""The parts of a model that a quantized checkpoint treats apart: by the modules it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from decision_lint.patterns import pattern

PARTS = ("attention", "dense", "experts")

_NO_MATRIX = pattern(r"norm|bias|router|embed|vis|mtp|audio|\bgate$|rotary")
_OF_PART = (
    ("dense", re.compile(r"shared_expert")),
    ("experts", re.compile(r"experts")),
    ("attention", re.compile(r"attn|attention|mixer|qkv|[qkvo]_proj")),
    ("dense", re.compile(r"mlp|feed_forward|ffn|(?:gate|up|down)_proj")),
)
_LAYER = pattern(r"layers\.(\d+)(?=[.*]|$)")
_WHOLE_LAYER = pattern(r"layers\.\d+[.*]*$")


def parts_named(modules: Iterable[object], layers: int) -> Mapping[str, float]:
    """Give the share of each part's layers that a list of modules names, by name or by pattern."""
    everywhere: set[str] = set()
    named: dict[str, set[str]] = {part: set() for part in PARTS}
    for module in modules:
        if not isinstance(module, str):
            continue
        name = module.casefold().replace("\\", "").removeprefix("re:")
        layer = _LAYER.search(name)
        if layer and _WHOLE_LAYER.search(name):
            for part in PARTS:
                named[part].add(layer[1])
            continue
        found = part_of(name)
        if found and layer:
            named[found].add(layer[1])
        elif found:
            everywhere.add(found)
    return {
        part: 1.0 if part in everywhere else min(1.0, len(named[part]) / max(1, layers))
        for part in PARTS
    }


def part_of(module: str) -> str | None:
    """Tell which part a module belongs to; norms, routers, embeddings and towers to none."""
    last = module.rstrip(".*").rpartition(".")[2]
    if _NO_MATRIX.search(last) or "mtp" in module or "vis" in module:
        return None
    return next((part for part, pattern in _OF_PART if pattern.search(module)), None)
