"""RUN011: a record without a way out."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lacks
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault


@rule("RUN011", Level.WARNING)
def missing_fallback(document: Document, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """The record names no fallback.

    ## Why

    The first run often fails: a gated model, a card that is too small, a runtime that lacks the
    architecture. Without a fallback the project waits for it.

    ## How to mend it

    Write `fallback:` with what is used when this does not work: a smaller model, a cloud model API,
    the way it is done today.
    """
    yield from lacks(document, faults, "RUN011")
