"""What the Hub says now that the lock does not: as plain data, for a rule and a command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from decision_lint.facts.answer import Answer, Key, Missing, facts_in
from decision_lint.facts.lock.entries import Entry, Lock
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent

Kind = Literal[
    "license changed",
    "gated now",
    "revision moved",
    "renamed",
    "gone",
    "revision gone",
    "disabled now",
    "back again",
    "weights changed",
    "not locked",
]

WEIGHTS = (".safetensors", ".gguf", ".bin", ".pt", ".pth", ".npz", ".onnx")


@dataclass(frozen=True, slots=True)
class Drift:
    """One thing that is another one now."""

    key: Key
    kind: Kind
    was: str
    """What the lock says."""
    now: str
    """What the Hub says."""
    as_of: str
    """The day that the lock is of; '' for what is not locked."""
    said: str
    """The day on which the Hub says so."""


@dataclass(frozen=True, slots=True)
class Unverified:
    """A model of which the Hub said nothing."""

    key: Key
    why: str


def drift(lock: Lock, answers: Mapping[Key, Answer]) -> Iterator[Drift | Unverified]:
    """Compare what is locked with what was answered, model by model, in the order of the answers.

    Parameter counts are not compared: the Hub counted some models anew in 2026, and nothing of
    them changed.
    """
    for key, now in answers.items():
        was = lock.answer(key)
        if isinstance(now, Absent):
            yield Unverified(key, now.why)
        elif isinstance(was, Absent):
            yield Drift(key, "not locked", "", _state(now), "", now.as_of)
        else:
            yield from (
                Drift(key, kind, before, after, was.as_of, now.as_of)
                for kind, before, after in _compare(was, now)
            )


def differences(was: Entry, now: Entry) -> Iterator[tuple[Kind, str, str]]:
    """Compare two entries of a model: what is another thing, what it was, and what it is."""
    return _compare(was.answer, now.answer)


def _compare(
    was: ModelFacts | Missing, now: ModelFacts | Missing
) -> Iterator[tuple[Kind, str, str]]:
    before, after = _state(was), _state(now)
    one, other = facts_in(was), facts_in(now)
    if before != after:
        kind = _KINDS.get(after.partition(":")[0], "back again")
        yield kind, *((before, after) if kind != "renamed" else (_name(one), _name(other)))
    if isinstance(one, Absent) or isinstance(other, Absent):
        return
    if (one.license, one.license_name) != (other.license, other.license_name):
        yield "license changed", _license(one), _license(other)
    if one.gate == "open" and other.gate in {"auto", "manual"}:
        yield "gated now", "open", f"gated ({other.gate})"
    if one.revision != other.revision:
        yield "revision moved", one.revision or "unknown", other.revision or "unknown"
    if changed := _changed(one, other):
        yield "weights changed", *changed


_KINDS: Mapping[str, Kind] = {
    "moved": "renamed",
    "not found": "gone",
    "gated": "gone",
    "bad revision": "revision gone",
    "disabled": "disabled now",
}


def _state(answer: ModelFacts | Missing) -> str:
    """Name what there is: `there`, or what is wrong, with the new name of what has moved."""
    if isinstance(answer, ModelFacts) or answer.kind == "incomplete":
        return "there"
    new = f": {answer.facts.repo_id}" if answer.kind == "moved" and answer.facts else ""
    return f"{answer.kind}{new}"


def _name(facts: ModelFacts | Absent) -> str:
    return "unknown" if isinstance(facts, Absent) else facts.repo_id


def _license(facts: ModelFacts) -> str:
    named = facts.license_name
    return f"{facts.license or 'no tag'}{f' ({named})' if named else ''}"


def _changed(one: ModelFacts, other: ModelFacts) -> tuple[str, str] | None:
    """Compare the files that hold weights: their names and sizes, where both are known."""
    was, now = _weights(one), _weights(other)
    shared = {path for path in was.keys() & now.keys() if None in {was[path], now[path]}}
    was = {path: size for path, size in was.items() if path not in shared}
    now = {path: size for path, size in now.items() if path not in shared}
    if was == now or not (one.files and other.files):
        return None
    return _sum(was), _sum(now)


def _weights(facts: ModelFacts) -> dict[str, int | None]:
    return {file.path: file.size for file in facts.files if file.path.endswith(WEIGHTS)}


def _sum(files: Mapping[str, int | None]) -> str:
    plural = "" if len(files) == 1 else "s"
    return f"{len(files)} file{plural}, {sum(size or 0 for size in files.values())} bytes"
