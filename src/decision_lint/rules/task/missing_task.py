"""TSK001: a record that does not say what the model is asked to do."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lack
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("TSK001", Level.WARNING)
def missing_task(document: Document, record: Record) -> Iterator[Problem]:
    """The record does not say what the model is asked to do.

    ## Why

    Whether a base model, a chat model or an embedding model is right depends on the task, and so
    does the chooser's answer.

    ## How to mend it

    Write `task:` in a few words: `chat`, `summarise tickets`, `course assistant`.
    """
    if record.profile.task is None:
        yield lack(document, ("profile", "task"))
