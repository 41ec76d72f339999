"""EVD012: a decision that was settled before it was tried."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.record.lacks import SETTLED, missing_evidence
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("EVD012", Level.ERROR)
def accepted_without_evidence(record: Record, selected: int) -> Iterator[Problem]:
    """The decision is accepted, and evidence that it was tried is missing.

    ## Why

    Accepted means that others build on it. Without the version, the command, an output and the
    evaluation, what they build on is an intention.

    ## How to mend it

    Add what the message lists, or set `status: proposed` until it is there.
    """
    if record.status in SETTLED:
        missing = missing_evidence(record, selected)
        if missing:
            yield Problem(("status",), f"{record.status} without {', '.join(missing)}")
