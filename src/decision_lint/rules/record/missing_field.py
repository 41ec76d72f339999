"""REC002: a field that every record needs."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lacks
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault


@rule("REC002", Level.ERROR)
def missing_field(document: Document, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """A field that every record needs is not there, or its key has no value.

    ## Why

    Without a goal and the things that the model must do, nobody can tell later whether the choice
    was right, or whether the reason for it still holds.

    ## How to mend it

    Write `project_goal:` with what is being built and for whom, and `must_have:` with what the
    model has to do, separated by commas.
    """
    yield from lacks(document, faults, "REC002")
