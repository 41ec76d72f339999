"""REC006: a placeholder where a value should stand."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.quantities.todos import is_blank, is_placeholder
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
        if where[-1] != "license_note" and not is_read and _is_filling(text, where):
            yield Problem(where, f"{quoted(text)} is a placeholder")


_PLANS = frozenset(
    """project_goal must_have nice_to_have task why_now expected_output claim privacy
    switch_condition upgrade_signal""".split()
)
_DOUBTS = frozenset(("risk", "rejected_for_now"))


def _is_filling(text: str, where: Where) -> bool:
    """Tell whether nothing is said; that a thing is untested or unknown is a risk well named."""
    if not _DOUBTS.isdisjoint(where) or (where[-1] == "privacy" and text.casefold() == "open"):
        return is_blank(text)
    return is_placeholder(text, plans=not _PLANS.isdisjoint(where))


def _texts(document: Document) -> Iterator[tuple[Where, str]]:
    for where, value in document.values.items():
        if isinstance(value, str):
            yield where, value
        else:
            yield from (((*where, index), item) for index, item in enumerate(value))
