"""REC009: a comment that hides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, rule
from decision_lint.suppress import Judged


@rule("REC009", Level.WARNING)
def unused_suppression(suppressions: Sequence[Judged]) -> Iterator[Problem]:
    """A suppression hides nothing, or names no rule.

    ## Why

    A comment that outlives its fault hides the next one of its kind, unseen. One that names no
    rule never hid anything, and somebody believes that it does.

    ## How to mend it

    Take the rule out of the comment, or the comment out of the record. If the rule is misspelt,
    write its code or its name; `decision-lint rules` lists them.
    """
    for judged in suppressions:
        if judged.suppression.is_misspelt:
            message = "this is no suppression; write `decision-lint: ignore[RULE]: reason`"
            yield Problem(judged.suppression.span, message)
        if not judged.valid:  # REC010 or REC011 speaks
            continue
        for word in judged.unused:
            yield Problem(judged.suppression.span, f"{quoted(word)} hides nothing here")
        for word, near in judged.unknown.items():
            hint = f"; did you mean '{near}'?" if near else ""
            yield Problem(judged.suppression.span, f"{quoted(word)} is not a rule{hint}")
