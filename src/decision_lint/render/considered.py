"""The candidates of a record as cells of a table: license, parameters, weights, fit."""

from __future__ import annotations

from decision_lint.fitting.summary import Summary, summarise
from decision_lint.memory.bands import GIB
from decision_lint.memory.weights.files import checkpoint, total_size
from decision_lint.model import ModelFacts
from decision_lint.render.markup import plain
from decision_lint.report import Considered
from decision_lint.rule import Absent

_CELLS = 10
"""The length of a bar."""
_BILLION, _MILLION, _THOUSAND = 10**9, 10**6, 1000
_NOTHING = "—"
_SOURCES = {
    "hub": "the Hub",
    "lock": "decision-lint.lock",
    "cache": "the local cache",
    "catalogue": "the bundled catalogue",
}


def considered(candidate: Considered) -> tuple[str, str, str, str, str]:
    """Give the cells of a candidate."""
    case = candidate.case
    if isinstance(case, Absent):
        return _NOTHING, _NOTHING, _NOTHING, plain(case.why), _NOTHING
    told = summarise(case)
    return (
        _license(told, case.facts),
        parameters(told.parameters),
        _weights(told, case.facts),
        _fit(told),
        plain(f"{told.as_of}, {_SOURCES[told.source]}"),
    )


def bar(size: int, whole: int) -> str:
    """Draw a share of a whole as characters; what is there at all is seen."""
    filled = min(max(round(_CELLS * size / whole), 1), _CELLS) if whole > 0 and size > 0 else 0
    return "█" * filled + "░" * (_CELLS - filled)


def _license(told: Summary, facts: ModelFacts) -> str:
    gate = {"auto": ", gated", "manual": ", gated by hand"}.get(facts.gate or "", "")
    return plain(f"{told.license or _NOTHING}{gate}")


def parameters(count: int | None) -> str:
    """Write a number of parameters as people do."""
    if not count:
        return _NOTHING
    millions = round(count / _MILLION)
    return f"{count / _BILLION:.2f} B" if millions >= _THOUSAND else f"{millions} M"


def _weights(told: Summary, facts: ModelFacts) -> str:
    """Give the weights as they are loaded, else as the files of the model say."""
    size = told.weights or total_size(checkpoint(facts.files))
    return f"{size / GIB:.1f} GiB" if size else _NOTHING


def _fit(told: Summary) -> str:
    if told.needed is None or not told.budget:
        return plain(f"{told.outcome}: {told.why}")
    drawn = (
        f"{bar(told.needed, told.budget)} {told.needed / GIB:.1f} of {told.budget / GIB:.1f} GiB"
    )
    under = f"{told.device}, {told.runtime}, {told.context_length} tokens"
    return f"{drawn}, {plain(told.outcome)} ({plain(under)})"
