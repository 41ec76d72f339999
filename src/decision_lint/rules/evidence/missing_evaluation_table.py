"""EVD009: an eval gate without results."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import SETTLED, lack
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("EVD009", Level.WARNING)
def missing_evaluation_table(document: Document, record: Record) -> Iterator[Problem]:
    """The record has no evaluation table.

    ## Why

    The eval gate decides by fixed cases. Without the results case by case, nobody can see whether
    it was passed, nor compare the next model with this one.

    ## How to mend it

    Keep a table with one row for each case and its verdict, and write `evaluation_table:` with the
    file: `evidence/eval_cases.csv`. In an accepted record EVD012 speaks of this.
    """
    if record.status not in SETTLED and record.evidence.evaluation_table is None:
        yield lack(document, ("evidence", "evaluation_table"))
