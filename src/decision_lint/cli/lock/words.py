"""What a run of `lock` tells: what it added, changed and dropped, and what it could not have."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.facts.lock.drift import differences
from decision_lint.facts.lock.entries import Entry, Lock
from decision_lint.facts.lock.planning import Change, Unanswered, changes
from decision_lint.quoting import visible

_COMMIT = 12


def told(shown: str, was: Lock, now: Lock) -> str:
    """Tell of each change on a line, and then how the lock stands."""
    found = tuple(changes(was, now))
    lines = [f"{_mark(one)} {visible(one.name)}: {visible(_said(one))}" for one in found]
    return "".join(f"{line}\n" for line in [*lines, _sum(visible(shown), now, found)])


def lack(one: Unanswered) -> str:
    """Tell of a model that was not answered for."""
    kept = f"its entry of {one.kept.as_of} is kept" if one.kept else "it is not locked"
    return f"{one.name}: {one.why}; {kept}"


def _sum(shown: str, now: Lock, found: tuple[Change, ...]) -> str:
    count = len(now.entries)
    models = f"{count} model{'' if count == 1 else 's'} locked"
    parts = [
        f"{number} {word}"
        for word, mark in (("added", "+"), ("renewed", "~"), ("dropped", "-"))
        if (number := sum(_mark(one) == mark for one in found))
    ]
    return f"{shown}: {models}, {', '.join(parts) or 'nothing changed'}"


def _mark(change: Change) -> str:
    return "+" if change.was is None else "-" if change.now is None else "~"


def _said(change: Change) -> str:
    if change.now is None:
        return "no record names it any more"
    if change.was is None:
        return ", ".join(_entry(change.now))
    drifts = [f"{kind}: {was} -> {now}" for kind, was, now in differences(change.was, change.now)]
    return "; ".join(drifts) or f"nothing of it changed, as of {change.now.as_of}"


def _entry(entry: Entry) -> Iterator[str]:
    facts = entry.facts
    if entry.status != "ok" or facts is None:
        yield f"{entry.status} ({entry.why})" if entry.why else entry.status
    if facts is not None:
        yield facts.license_name or facts.license or "no license tag"
        if facts.gate in {"auto", "manual"}:
            yield "gated"
        if facts.revision:
            yield f"commit {facts.revision[:_COMMIT]}"
