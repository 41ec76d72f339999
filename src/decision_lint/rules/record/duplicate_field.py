"""REC004: a field given twice."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, rule
from decision_lint.vocabulary import normalise


@rule("REC004", Level.WARNING)
def duplicate_field(document: Document) -> Iterator[Problem]:
    """A field is given twice in the same place.

    ## Why

    Only the first one counts. Whoever reads the second one believes something else than what was
    checked.

    ## How to mend it

    Keep the one that holds. Fields of another model belong under a candidate of its own.
    """
    for duplicate in document.duplicates:
        key, line = duplicate.key, duplicate.first.line
        first = document.source.cut(duplicate.first)
        message = f"{quoted(key.text)} already stands on line {line}"
        if normalise(first) != normalise(key.text):
            message = f"{quoted(key.text)} is the same field as {quoted(first)} on line {line}"
        yield Problem(key.span, message)
