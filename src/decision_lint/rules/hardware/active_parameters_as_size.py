"""HW011: a mixture of experts that is sized by what one token passes."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.case import Case
from decision_lint.rule import Absent, Level, NotChecked, Outcome, Problem, rule


@rule("HW011", Level.WARNING)
def active_parameters_as_size(case: Case) -> Iterator[Outcome]:
    """A mixture of experts is sized by its active parameters.

    ## Why

    A token passes a few experts, which is what makes it fast. All experts have to lie in memory
    all the same: an 8x7B takes the memory of 47 billion parameters, not of 13.

    ## How to mend it

    Size it by all of its parameters, which the message gives.
    """
    from decision_lint.fitting.sizes import wrong_claims

    for claim in wrong_claims(case):
        if isinstance(claim, Absent):
            yield NotChecked(claim.why, claim.mend)
        elif claim.is_active:
            yield Problem(claim.where, claim.message)
