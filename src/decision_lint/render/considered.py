"""The candidates of a record as cells of a table: license, parameters, weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.memory.bands import GIB
from decision_lint.memory.model.known import know
from decision_lint.memory.weights.files import checkpoint, total_size
from decision_lint.model import ModelFacts
from decision_lint.render.markup import plain
from decision_lint.report import Considered
from decision_lint.rule import Absent

_CELLS = 10
"""The length of a bar."""
_BILLION, _MILLION = 10**9, 10**6
_SOURCES = {
    "hub": "the Hub",
    "lock": "decision-lint.lock",
    "cache": "the local cache",
    "catalogue": "the bundled catalogue",
}


def considered(candidates: Sequence[Considered]) -> Iterator[tuple[str, str, str, str]]:
    """Give the cells of each candidate, its weights drawn against the heaviest of them."""
    sizes = [_weights(candidate.facts) for candidate in candidates]
    heaviest = max((size for size in sizes if size), default=0)
    for candidate, size in zip(candidates, sizes, strict=True):
        facts = candidate.facts
        if isinstance(facts, Absent):
            yield "—", "—", "—", plain(facts.why)
        else:
            drawn = f"{bar(size, heaviest)} {size / GIB:.1f} GiB" if size else "—"
            yield _license(facts), _parameters(facts), drawn, _source(facts)


def bar(size: int, whole: int) -> str:
    """Draw a share of a whole as characters; what is there at all is seen."""
    filled = min(max(round(_CELLS * size / whole), 1), _CELLS) if whole and size else 0
    return "█" * filled + "░" * (_CELLS - filled)


def _license(facts: ModelFacts) -> str:
    tag = facts.license or "—"
    gate = {"auto": ", gated", "manual": ", gated by hand"}.get(facts.gate or "", "")
    name = f" ({facts.license_name})" if facts.license_name else ""
    return plain(f"{tag}{name}{gate}")


def _parameters(facts: ModelFacts) -> str:
    known = know(facts)
    in_file = facts.gguf.parameters if facts.gguf else None
    stated = in_file or facts.total_parameters or sum(facts.parameters.values())
    count = stated if isinstance(known, Absent) else known.loaded() or stated
    if not count:
        return "—"
    return f"{count / _BILLION:.2f} B" if count >= _BILLION else f"{count / _MILLION:.0f} M"


def _weights(facts: ModelFacts | Absent) -> int | None:
    return None if isinstance(facts, Absent) else total_size(checkpoint(facts.files))


def _source(facts: ModelFacts) -> str:
    return plain(f"{facts.as_of}, {_SOURCES[facts.source]}")
