"""What a record says that may concern one of its candidates."""

from __future__ import annotations

from decision_lint.document.page import Document
from decision_lint.rule import Where


def said_of(document: Document, place: Where) -> str:
    """Give the candidate's own values, and the lines that no other candidate's value stands on."""
    taken: set[int] = set()
    own: list[str] = []
    for where, span in document.spans.items():
        if where[:1] != place[:1]:
            continue
        if where[:2] != place:
            taken.update(range(span.line, span.end_line + 1))
        elif isinstance(value := document.values.get(where), str):
            own.append(value)
    lines = enumerate(document.source.text.splitlines(), start=1)
    return "\n".join([*own, *(line for number, line in lines if number not in taken)])
