"""REC003: a key that is no field."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, rule


@rule("REC003", Level.WARNING)
def unknown_field(document: Document) -> Iterator[Problem]:
    """A key is not the name of any field.

    ## Why

    A misspelt key looks filled in to a reader and is empty to everybody else. Where the meaning
    is plain the value is read as the field next to it; otherwise nothing reads it.

    ## How to mend it

    Use the field's own name. If the line is no field, write it as prose or move it below a
    heading of its own.
    """
    for unknown in document.unknown:
        hint = f"; did you mean '{unknown.near}'?" if unknown.near else ""
        yield Problem(unknown.key.span, f"{quoted(unknown.key.text)} is not a field{hint}")
