"""What to ask for a lock, and what becomes of it by the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from decision_lint.facts.answer import Answer, Key, Missing
from decision_lint.facts.lock.entries import Entry, Lock, entry_of, key_of, lock_with
from decision_lint.facts.lock.facts import to_mapping
from decision_lint.rule import Absent


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that a lock had or has: None where it had, or has, none."""

    name: str
    was: Entry | None
    now: Entry | None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A model that could not be locked, and why; `kept` is the entry that it had before."""

    name: str
    why: str
    kept: Entry | None


def spelled(lock: Lock, wanted: Iterable[Key]) -> tuple[Key, ...]:
    """Give each model once: as the lock spells it, else as the first record does."""
    known = {_folded(name): name for name in lock.entries}
    keys: dict[str, Key] = {}
    for key in wanted:
        folded = _folded(key_of(key))
        name = known.get(folded)
        keys.setdefault(folded, (name.rpartition("@")[0], key[1]) if name else key)
    return tuple(keys.values())


def to_ask(lock: Lock, keys: Collection[Key], fresh: Collection[Key]) -> tuple[Key, ...]:
    """Choose what the Hub is asked for: what is to be fresh, and what the lock has no facts of."""
    return tuple(
        key
        for key in keys
        if key in fresh or (entry := lock.entries.get(key_of(key))) is None or entry.status != "ok"
    )


def settle(
    lock: Lock,
    answers: Mapping[Key, Answer],
    *,
    fresh: Collection[Key],
    keep: Collection[Key] | None,
) -> Lock:
    """Put the answers into a lock.

    What says the same as before keeps its date, unless it was to be fresh. With `keep`, entries of
    other models are taken out.
    """
    told = {
        key: answer
        for key, answer in answers.items()
        if key in fresh or not _says_the_same(lock.entries.get(key_of(key)), answer)
    }
    return lock_with(lock, told, keep)


def changes(was: Lock, now: Lock) -> Iterator[Change]:
    """Compare two states of a lock, entry by entry."""
    for name in sorted(was.entries.keys() | now.entries.keys()):
        before, after = was.entries.get(name), now.entries.get(name)
        if before != after:
            yield Change(name, before, after)


def unanswered(lock: Lock, answers: Mapping[Key, Answer]) -> Iterator[Unanswered]:
    """Name the models of which nothing was said that may be locked."""
    for key, answer in answers.items():
        if isinstance(answer, Absent | Missing) and entry_of(answer) is None:
            name = key_of(key)
            yield Unanswered(name, answer.why, lock.entries.get(name))


def _says_the_same(entry: Entry | None, answer: Answer) -> bool:
    now = entry_of(answer)
    return entry is not None and now is not None and _undated(entry) == _undated(now)


def _undated(entry: Entry) -> tuple[object, ...]:
    facts = entry.facts and to_mapping(entry.facts)
    return entry.status, entry.why, facts, entry.facts and entry.facts.revision


def _folded(name: str) -> str:
    repo_id, _, revision = name.partition("@")
    return f"{repo_id.casefold()}@{revision}"
