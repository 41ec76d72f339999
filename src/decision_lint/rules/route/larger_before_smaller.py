"""RTE008: a larger model chosen over a smaller one without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.parameters import find_parameters
from decision_lint.record.shape import Candidate, Record
from decision_lint.rule import Level, Problem, rule


@rule("RTE008", Level.WARNING)
def larger_before_smaller(record: Record, selected: int) -> Iterator[Problem]:
    """The selected candidate is larger than another one, and no reason is stated.

    ## Why

    A smaller model shows sooner and for less whether the loop works at all. Whoever starts with the
    larger one pays for it at every step, and should be able to say why.

    ## How to mend it

    Write the reason in `why_now:` or `rejected_for_now:`, or select the smaller candidate first.
    """
    if record.why_now or record.rejected_for_now:
        return
    chosen = _size(record.candidates[selected])
    others = [(size, each) for each in record.candidates if (size := _size(each)) is not None]
    if chosen is None or not others:
        return
    smallest, candidate = min(others, key=lambda pair: pair[0])
    if smallest < chosen:
        name = candidate.model.text if candidate.model else ""
        message = (
            f"{_shown(chosen)} is selected before {name} ({_shown(smallest)}), without a reason"
        )
        where = ("selected",) if record.selected is not None else None
        yield Problem(where or ("candidates", selected, "model"), message)


def _size(candidate: Candidate) -> float | None:
    """Read the parameters from the size that is stated, else from the model's name."""
    if candidate.cloud_api:
        return None
    name = candidate.model.text if candidate.model else ""
    return find_parameters(candidate.size or "") or find_parameters(name)


def _shown(parameters: float) -> str:
    billions = parameters / 1e9
    return f"{billions:g}B" if billions >= 1 else f"{parameters / 1e6:g}M"
