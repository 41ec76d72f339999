"""HUB005: a lock that nobody has renewed for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from decision_lint.facts.answer import Answer, Key, Missing
from decision_lint.model import ModelFacts
from decision_lint.rule import Level, Problem, Where, rule

_DAYS = 180


@rule("HUB005", Level.WARNING)
def stale_lock(place: Where, asked: Key, answer: Answer, today: date) -> Iterator[Problem]:
    """The lock's entry for a model is older than 180 days.

    ## Why

    Licenses are corrected, gates are put up and repositories are taken down. What was locked half a
    year ago may be what no one can download any more.

    ## How to mend it

    Run `decision-lint lock --upgrade`, look at the difference and commit it. `decision-lint lock
    --check` in a weekly run tells sooner.
    """
    if not isinstance(answer, ModelFacts | Missing) or answer.source != "lock":
        return
    days = (today - date.fromisoformat(answer.as_of)).days
    if days > _DAYS:
        message = f"what is locked of {asked[0]} is {days} days old, {_DAYS} are the most"
        yield Problem((*place, "model"), message)
