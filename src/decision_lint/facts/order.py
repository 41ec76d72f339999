"""Which source speaks for a model: the Hub where asked, else the lock, else the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from decision_lint.facts.answer import Answer, Key
from decision_lint.facts.catalogue import look_up
from decision_lint.facts.lock.entries import Lock
from decision_lint.rule import Absent

_NOWHERE = Absent("the bundled catalogue does not hold it", "decision-lint lock")


def known(
    key: Key, *, asked: Mapping[Key, Answer] | None = None, lock: Lock | None = None
) -> Answer:
    """Give what is known of a model at a revision, by the first source that has something to say.

    A Hub that did not answer leaves the word to the lock; what neither has, the catalogue may have.
    The catalogue knows no revisions: its facts are those of the day that it gives.
    """
    answer = (asked or {}).get(key, Absent("the Hub was not asked"))
    if not isinstance(answer, Absent):
        return answer
    locked = lock.answer(key) if lock else answer
    if not isinstance(locked, Absent):
        return locked
    if facts := look_up(key[0]):
        return replace(facts, revision=None) if key[1] not in {None, "main"} else facts
    if asked and key in asked:
        return answer
    return locked if lock else _NOWHERE
