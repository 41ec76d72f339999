"""REC007: a record whose lines a formatter has joined."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.rule import Level, Problem, rule


@rule("REC007", Level.WARNING)
def rewrapped_record(document: Document) -> Iterator[Problem]:
    """A formatter has joined the record's lines into one paragraph.

    ## Why

    To Markdown, lines of `key: value` below each other are one paragraph, so `mdformat --wrap` and
    `prettier --prose-wrap` flow them together. The fields are still read, but only known keys tell
    where one value ends and the next begins, and the diff of a decision is unreadable.

    ## How to mend it

    Put each key on a line of its own again, as bullets (`- key: value`), which formatters leave
    alone; or keep the file away from the formatter.
    """
    if document.rewrapped:
        message = (
            "the lines are joined into one paragraph, "
            "as mdformat --wrap and prettier --prose-wrap do"
        )
        yield Problem(document.rewrapped, message)
