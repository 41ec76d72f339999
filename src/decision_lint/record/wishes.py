"""What a record asks of any model, in the words of its task and its must-haves."""

from __future__ import annotations

from decision_lint.record.shape import Record


def wishes(record: Record) -> tuple[str, ...]:
    """Give the task and each must-have, as written."""
    task = record.profile.task
    return (*((task,) if task else ()), *record.must_have)
