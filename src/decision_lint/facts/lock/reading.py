"""A lock read back: strictly, since nobody checks by hand what a machine wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from decision_lint.facts.lock.entries import FILE_NAME, VERSION, Entry, Lock, digest
from decision_lint.facts.lock.facts import from_mapping, unsound
from decision_lint.patterns import pattern
from decision_lint.rule import Where
from decision_lint.source import Source

_STATUSES = ("ok", "not found", "bad revision", "moved", "disabled")
_WITHOUT_FACTS = frozenset(("not found", "bad revision"))
_WITH_FACTS = frozenset(("ok", "moved"))
_ENTRY = frozenset(("status", "as_of", "digest", "commit", "why", "facts"))
_NEEDED = ("status", "as_of", "digest")
_DAY = pattern(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_KEY = pattern(r"[^@\s]+@\S+")
_CONFLICT = pattern(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_MEND = "run `decision-lint lock --upgrade`, or take the lock of the last commit"


class LockFault(NamedTuple):
    """Why a lock cannot be used, and where; line and column count from 1."""

    line: int
    column: int
    why: str


class _RefusedError(ValueError):
    """What json would take without a word: a key that stands twice, a word for a number."""


def read_lock(source: Source) -> Lock | LockFault:
    """Read a lock; whatever it holds, this does not raise, and nothing odd passes for facts."""
    if source.unreadable:
        return LockFault(1, 1, f"{source.unreadable}; {_MEND}")
    if conflict := _CONFLICT.search(source.text):
        line, column = source.position(conflict.start())
        return LockFault(line, column, f"a merge left its marks here; {_MEND}")
    try:
        data = json.loads(source.text, object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        why = f"this is no JSON, or not all of it ({error.msg}); {_MEND}"
        return LockFault(error.lineno, error.colno, why)
    except (RecursionError, ValueError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else _plain(error)
        return LockFault(1, 1, f"{why}; {_MEND}")
    mendable = ((where, f"{why}; {_MEND}") for where, why in _faults(data))
    for where, why in _newer(data) or mendable:
        return _at(source, where, why)
    return Lock({name: _entry(told) for name, told in data["models"].items()})


def _plain(error: ValueError) -> str:
    return str(error) if isinstance(error, _RefusedError) else "a number has too many digits"


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(pairs)
    if len(group) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        message = f"'{twice}' stands twice in one group"
        raise _RefusedError(message)
    return group


def _refuse(word: str) -> None:
    message = f"{word} is not a number in JSON"
    raise _RefusedError(message)


def _at(source: Source, where: Where, why: str) -> LockFault:
    """Find the place of a fault, which only who has one pays for."""
    from decision_lint.document.json_text import parse_json

    span = parse_json(source).place(where)
    return LockFault(span.line, span.column, why)


def _newer(data: Any) -> Sequence[tuple[Where, str]]:
    """Tell a lock that only a newer decision-lint reads, which no upgrade of the lock mends."""
    version = data.get("version") if isinstance(data, dict) else None
    if not isinstance(version, int) or version <= VERSION:
        return ()
    return (
        (
            ("version",),
            f"a newer decision-lint wrote this lock, of version {version}; install that",
        ),
    )


def _faults(data: Any) -> Iterator[tuple[Where, str]]:
    if not isinstance(data, dict) or "version" not in data:
        yield (), f"this is no {FILE_NAME}"
        return
    version = data["version"]
    if version != VERSION or isinstance(version, bool):
        yield ("version",), f"this decision-lint reads version {VERSION} of the lock, no other"
    for key in data.keys() - {"version", "models"}:
        yield (key,), f"'{key}' is no part of a lock"
    models = data.get("models")
    if not isinstance(models, dict):
        yield (("models",) if "models" in data else ()), "'models' should be a group of models"
        return
    for name, told in models.items():
        yield from _faults_of_entry(name, told)


def _faults_of_entry(name: str, told: Any) -> Iterator[tuple[Where, str]]:
    where: Where = ("models", name)
    if not isinstance(told, dict):
        yield where, "this should be a group of fields"
        return
    if not _KEY.fullmatch(name):
        yield where, "the key should be 'repository@revision'"
    for key in _NEEDED:
        if key not in told:
            yield where, f"the field '{key}' is missing"
    for key, value in told.items():
        if key not in _ENTRY:
            yield (*where, key), f"'{key}' is no field of a lock"
        elif key != "facts" and not (isinstance(value, str) and value):
            yield (*where, key), f"'{key}' should be a text"
    if all(isinstance(told.get(key), str) for key in _NEEDED):
        yield from _contradictions(name, told, where)


def _contradictions(name: str, told: dict[str, Any], where: Where) -> Iterator[tuple[Where, str]]:
    """Find what no lock says that decision-lint wrote."""
    status, facts = told["status"], told.get("facts")
    if status not in _STATUSES:
        yield (*where, "status"), f"'status' should be one of {', '.join(_STATUSES)}"
    if not _DAY.fullmatch(told["as_of"]):
        yield (*where, "as_of"), "'as_of' should be a date as YYYY-MM-DD"
    if (status in _WITH_FACTS and facts is None) or (status in _WITHOUT_FACTS and facts):
        yield (*where, "status"), f"'{status}' does not go with the facts"
    if facts is not None:
        yield from unsound(facts, (*where, "facts"))
    without = {key: value for key, value in told.items() if key != "digest"}
    if told["digest"] != digest(name, without):
        yield (*where, "digest"), "the digest does not fit: the entry was changed by hand"


def _entry(told: dict[str, Any]) -> Entry:
    facts = told.get("facts")
    as_of = told["as_of"]
    read = facts and from_mapping(facts, commit=told.get("commit"), source="lock", as_of=as_of)
    return Entry(told["status"], as_of, told.get("why"), read)
