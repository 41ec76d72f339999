"""EVD001: a decision that nothing can overturn."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lacks
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault


@rule("EVD001", Level.ERROR)
def missing_eval_gate(document: Document, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """The record has no eval gate, no switch condition and no upgrade signal.

    ## Why

    Without fixed cases and a result that decides, a model stays because it is there. Every later
    discussion about a larger or smaller one is then about taste.

    ## How to mend it

    Write `eval_gate:` with a number of fixed cases and the condition: `20 fixed cases, at least 18
    must pass`. What would make you change belongs in `switch_condition:` or `upgrade_signal:`.
    """
    for problem in lacks(document, faults, "EVD001"):
        if problem.where in document.empty or problem.where in document.values:
            yield problem
        else:
            message = "the record has no 'eval_gate': no fixed cases, and no result that decides"
            yield Problem(problem.where, message)
