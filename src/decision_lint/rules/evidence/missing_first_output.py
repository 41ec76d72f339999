"""EVD008: a first run without a result."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import SETTLED, lack
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("EVD008", Level.WARNING)
def missing_first_output(document: Document, record: Record) -> Iterator[Problem]:
    """The record does not show what the first run gave.

    ## Why

    An output shows that the model loaded, that its template was right and that it answered in the
    language that was asked for. Until there is one, the decision is a plan.

    ## How to mend it

    Write `first_output:` with the answer, or with the file beside the record that holds it. In an
    accepted record EVD012 speaks of this.
    """
    if record.status not in SETTLED and record.evidence.first_output is None:
        yield lack(document, ("evidence", "first_output"))
