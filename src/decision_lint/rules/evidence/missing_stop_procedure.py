"""EVD003: a run that nobody knows how to end."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lacks
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault


@rule("EVD003", Level.ERROR)
def missing_stop_procedure(document: Document, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """The record does not say how the model is stopped.

    ## Why

    A server that is left on is an open door, and a rented GPU that is left on bills through the
    weekend. Who started it is rarely the one who has to end it.

    ## How to mend it

    Write `stop_procedure:` with the command or the steps. On a rented GPU that is what ends the
    billing at the provider: terminate, destroy or delete the instance.
    """
    yield from lacks(document, faults, "EVD003")
