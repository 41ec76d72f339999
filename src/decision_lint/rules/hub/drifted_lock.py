"""HUB007: a lock that the Hub no longer agrees with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from decision_lint.facts.lock.entries import key_of
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, rule

if TYPE_CHECKING:  # only who compares a lock pays for it
    from decision_lint.facts.lock.drift import Drift


@rule("HUB007", Level.ERROR)
def drifted_lock(drift: Drift) -> Iterator[Problem]:
    """The lock says one thing of a model, and the Hub says another now.

    ## Why

    `decision-lint.lock` holds what the Hub said on the day it was written, and every check believes
    it. A license can change, a gate can close, a branch can move on to other weights, and a
    repository can be renamed or taken down, and none of it shows in the record.

    Only `decision-lint lock --check` looks for it, since only that asks the Hub about what is
    locked.

    ## How to mend it

    Run `decision-lint lock --upgrade`, then `decision-lint check`: it judges the records by what
    the Hub says now. Commit the lock with what had to change in the records. Where the revision
    moved, name the commit that was evaluated, which never moves.
    """
    name = key_of(drift.key)
    said = f"was {drift.was} on {drift.as_of}, is {drift.now}" if drift.as_of else drift.now
    yield Problem(("lock", "models", name), f"{quoted(name)}: {drift.kind}: {said}")
