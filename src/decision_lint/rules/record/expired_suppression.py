"""REC010: a comment whose end date has passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.quantities.words import read_date
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, rule
from decision_lint.suppress import Judged


@rule("REC010", Level.ERROR)
def expired_suppression(suppressions: Sequence[Judged]) -> Iterator[Problem]:
    """A suppression has reached its end date, or its end date cannot be read.

    ## Why

    Somebody set the date so that the exception would be looked at again. From the day after it
    the comment hides nothing, and what it hid is reported again.

    ## How to mend it

    Mend the fault and delete the comment, or decide anew and set a new date: `until 2027-01-31`.
    The date itself still counts, in UTC.
    """
    for judged in suppressions:
        until = judged.suppression.until
        if until is not None and judged.expired:
            date = read_date(until)
            message = (
                f"the suppression ended on {date}" if date else f"{quoted(until)} is not a date"
            )
            yield Problem(judged.suppression.span, message)
