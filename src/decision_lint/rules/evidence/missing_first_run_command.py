"""EVD007: a first run that nobody can repeat."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import SETTLED, lack
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("EVD007", Level.WARNING)
def missing_first_run_command(document: Document, record: Record) -> Iterator[Problem]:
    """The record does not hold the command of the first run.

    ## Why

    The command says what really ran: model, runtime, context, the address that it listens on. It is
    the shortest way for a colleague to see the same thing.

    ## How to mend it

    Write `first_run_command:` with the command as it was typed, or give it a heading of its own
    with a code block below. In an accepted record EVD012 speaks of this.
    """
    if record.status not in SETTLED and record.evidence.first_run_command is None:
        yield lack(document, ("evidence", "first_run_command"))
