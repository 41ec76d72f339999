"""REC006: a placeholder where a value should stand."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.quantities.todos import is_placeholder
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, Where, rule
from decision_lint.schema.fault import Fault
from decision_lint.vocabulary import TYPED, field_at


@rule("REC006", Level.ERROR)
def placeholder_value(document: Document, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """A placeholder stands where a value should be.

    ## Why

    A field that says that it will be filled in later passes for a filled one in review, and later
    does not come. The record then claims a gate, a fallback or a stop that nobody has.

    ## How to mend it

    Decide it and write it down, or take the line out: a missing field is at least seen as one.
    """
    unread = {fault.where for fault in faults if fault.kind == "invalid"}
    for where, text in _texts(document):
        # `status: pending` is a status, whatever it would be elsewhere.
        field = field_at(where)
        is_read = field is not None and field.kind in TYPED and where not in unread
        if where[-1] != "license_note" and not is_read and is_placeholder(text):
            yield Problem(where, f"{quoted(text)} is a placeholder")


def _texts(document: Document) -> Iterator[tuple[Where, str]]:
    for where, value in document.values.items():
        if isinstance(value, str):
            yield where, value
        else:
            yield from (((*where, index), item) for index, item in enumerate(value))
