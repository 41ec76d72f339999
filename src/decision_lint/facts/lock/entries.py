"""The lock: what the Hub said of each model, written down, and read back strictly."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from decision_lint.facts.answer import Answer, Key, Missing
from decision_lint.facts.lock.facts import to_mapping
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent

FILE_NAME = "decision-lint.lock"
VERSION = 1
MAIN = "main"

Status = Literal["ok", "not found", "bad revision", "moved", "disabled"]
"""What the Hub said of a model; what it did not say is never locked."""

_OPENED = 5
"""Levels of the JSON that have a line for each member; what lies deeper stands on one line."""


class Entry(NamedTuple):
    """A model at a revision, as the Hub answered for it."""

    status: Status
    as_of: str
    """The day on which it was said: YYYY-MM-DD."""
    why: str | None = None
    facts: ModelFacts | None = None
    """The facts, whose source is the lock."""

    @property
    def answer(self) -> ModelFacts | Missing:
        """What the entry says to whoever asks."""
        if self.status == "ok":
            return self.facts or ModelFacts(repo_id="", source="lock", as_of=self.as_of)
        return Missing(self.status, self.why or "", self.as_of, self.facts, "lock")


@dataclass(frozen=True, slots=True)
class Lock:
    """The entries, by `repository@revision`."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def answer(self, key: Key) -> Answer:
        """Give what the lock says of a model; letters may be large or small in its name."""
        name = key_of(key)
        if entry := self.entries.get(name):
            return entry.answer
        for other, entry in self.entries.items():
            repo_id, _, revision = other.partition("@")
            if repo_id.casefold() == key[0].casefold() and revision == (key[1] or MAIN):
                return entry.answer
        return Absent(f"{FILE_NAME} does not hold it", "decision-lint lock")


def key_of(key: Key) -> str:
    """Name a model at a revision as a lock does: the revision as written, else `main`."""
    repo_id, revision = key
    return f"{repo_id}@{revision or MAIN}"


def lock_with(
    lock: Lock, answers: Mapping[Key, Answer], keep: Collection[Key] | None = None
) -> Lock:
    """Put answers into a lock; an absence is no answer and changes nothing.

    With `keep`, entries of other models are taken out: nothing names them any more.
    """
    entries = dict(lock.entries)
    if keep is not None:
        kept = {key_of(key) for key in keep}
        entries = {name: entry for name, entry in entries.items() if name in kept}
    for key, answer in answers.items():
        if entry := entry_of(answer):
            entries[key_of(key)] = entry
    return Lock(dict(sorted(entries.items())))


def entry_of(answer: Answer) -> Entry | None:
    """Give the entry of an answer; what is not whole, or is not for us to see, has none."""
    match answer:
        case ModelFacts():
            return Entry("ok", answer.as_of, facts=replace(answer, source="lock"))
        case Missing(kind="moved" | "disabled" | "not found" | "bad revision" as kind):
            facts = answer.facts and replace(answer.facts, source="lock")
            return Entry(kind, answer.as_of, answer.why or None, facts)
    return None


def render_lock(lock: Lock) -> str:
    """Give the text of a lock: sorted, a line for each fact, the same for the same facts."""
    models = {}
    for name, entry in sorted(lock.entries.items()):
        told = tell(entry)
        models[name] = {**told, "digest": digest(name, told)}
    return "".join(_lines({"models": models, "version": VERSION}, 1)) + "\n"


def tell(entry: Entry) -> dict[str, Any]:
    """Give an entry as plain data, without its digest."""
    told: dict[str, Any] = {"status": entry.status, "as_of": entry.as_of}
    if entry.why:
        told["why"] = entry.why
    if entry.facts:
        told |= {"facts": to_mapping(entry.facts)}
        if entry.facts.revision:
            told["commit"] = entry.facts.revision
    return told


def digest(name: str, told: Mapping[str, Any]) -> str:
    """Give the digest of an entry: of its key and of what it tells, in one spelling."""
    import hashlib  # loads OpenSSL

    text = json.dumps([name, told], sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _lines(value: Any, depth: int) -> Iterator[str]:
    """Write JSON in ASCII, as `json.dumps` with an indent of two, but flat from a depth on."""
    if not isinstance(value, dict) or not value or depth > _OPENED:
        yield json.dumps(value, sort_keys=True)
        return
    yield "{"
    for number, key in enumerate(sorted(value)):
        yield f"{',' if number else ''}\n{'  ' * depth}{json.dumps(key)}: "
        yield from _lines(value[key], depth + 1)
    yield f"\n{'  ' * (depth - 1)}}}"
