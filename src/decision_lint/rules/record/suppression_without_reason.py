"""REC011: a comment that does not say why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.rule import Level, Problem, rule
from decision_lint.suppress import Judged


@rule("REC011", Level.ERROR)
def suppression_without_reason(suppressions: Sequence[Judged]) -> Iterator[Problem]:
    """A suppression gives no reason.

    ## Why

    An exception without a reason cannot be judged in review, and nobody can tell later whether it
    still holds. It hides nothing until it has one.

    ## How to mend it

    Write the reason after a colon:
    `<!-- decision-lint: ignore[moving-revision]: the tag is immutable in our mirror -->`.
    """
    for judged in suppressions:
        if not judged.suppression.reason and not judged.suppression.is_misspelt:
            words = ", ".join(judged.suppression.rules)
            what = f" of {words}" if words else ""
            yield Problem(judged.suppression.span, f"the suppression{what} gives no reason")
