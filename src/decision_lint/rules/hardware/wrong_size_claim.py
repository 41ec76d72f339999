"""HW005: a size that is not the model's."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.case import Case
from decision_lint.rule import Absent, Level, NotChecked, Outcome, Problem, rule


@rule("HW005", Level.ERROR)
def wrong_size_claim(case: Case) -> Iterator[Outcome]:
    """The record states a size of the model that its facts belie.

    ## Why

    What was bought, rented and promised rests on that figure. Parameters that are off by more than
    a quarter, or a need that is smaller than the weights alone, come from another model, another
    quantization, or a rule of thumb.

    ## How to mend it

    Write the figures of the message, or name the quantization that the stated ones belong to
    (`dtype:`, or behind the model's name).
    """
    from decision_lint.fitting.sizes import wrong_claims

    for claim in wrong_claims(case):
        if isinstance(claim, Absent):
            yield NotChecked(claim.why, claim.mend)
        elif not claim.is_active:
            yield Problem(claim.where, claim.message)
