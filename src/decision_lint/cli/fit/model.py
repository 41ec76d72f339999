"""The model that `fit` is asked about: which repository it means, and what is known of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from decision_lint.cli.console import complain
from decision_lint.cli.unusable import Unusable
from decision_lint.facts.answer import Answer, Key, Missing, facts_in
from decision_lint.facts.catalogue import look_up, suggestions
from decision_lint.facts.local.cache import cache_folder, read_cached
from decision_lint.facts.lock.entries import Lock
from decision_lint.facts.resolve import Lack, Resolved, Unresolved, resolve
from decision_lint.facts.siblings import completed, imagined, original
from decision_lint.memory.estimate import plan
from decision_lint.memory.setup import Setup
from decision_lint.model import ModelFacts
from decision_lint.quantities.references import read_reference
from decision_lint.quoting import quoted
from decision_lint.rule import Absent
from decision_lint.workspace.config_file import Misconfigured
from decision_lint.workspace.locks import Locks
from decision_lint.workspace.settings import Configurations

_LACKS: Mapping[Lack, str] = {
    "a class": "names a class of models, not one; write a repository of the Hub, OWNER/NAME",
    "several": "is the name of several repositories; write OWNER/NAME",
    "unknown": "is the name of no repository that is known; write OWNER/NAME and add --online",
    "an api": "names a model behind an API, whose memory is not yours to find",
    "a file": "names a file; write the repository on the Hub that it came from, OWNER/NAME",
    "nothing": "names no model; write a repository of the Hub, OWNER/NAME",
}


class Unanswered(Exception):  # noqa: N818  (it names the state)
    """The Hub was to be asked, did not answer, and nobody else knows the model."""


@dataclass(frozen=True, slots=True)
class Source:
    """Facts of a model, and what is to be said of where they come from."""

    facts: ModelFacts
    notes: tuple[str, ...] = ()


def read_model(text: str, *, is_ollama: bool) -> Resolved:
    """Find the repository that a text means; raise with suggestions where it means none."""
    resolved = resolve(read_reference(text), is_ollama=is_ollama)
    match resolved:
        case Resolved():
            return resolved
        case Unresolved(lack, near):
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            raise Unusable(f"{quoted(text)} {_LACKS[lack]}{meant}")


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who may be asked, and for what the facts have to suffice."""

    setup: Setup
    lock: Lock | None
    online: bool

    def ask(self, key: Key) -> Answer:
        """Ask the Hub, if it is to be asked."""
        return _asked(key) if self.online else Absent("the Hub was not asked")


def find_facts(resolved: Resolved, setup: Setup, *, online: bool) -> tuple[Source, ...]:
    """Give all that is known of a model, by the Hub if asked, lock, cache and catalogue.

    The first source speaks; a later one is for where the first knows too little to estimate.
    """
    key: Key = (resolved.repo_id, resolved.revision)
    asking = _Asking(setup, _lock(), online)
    asked = asking.ask(key)
    if isinstance(asked, Missing) and asked.facts is None and asked.kind != "gated":
        raise Unusable(_missing(key, asked))
    found = tuple(_with_base(_sources(key, asked, asking.lock), asking))
    if found:
        return found
    if base := original(key[0]):
        note = f"nothing is known of {key[0]} itself: it is computed from {base.repo_id}"
        return (Source(imagined(key[0], base), (note,)),)
    if online and isinstance(asked, Absent):
        raise Unanswered(f"{key[0]}: the Hub was asked: {asked.why}; nobody else knows it")
    raise Unusable(_unknown(key, asked, asking.lock))


def _sources(key: Key, asked: Answer, lock: Lock | None) -> Iterator[Source]:
    for answer in (asked, lock.answer(key) if lock else None):
        if answer is None:
            continue
        facts = facts_in(answer)
        if isinstance(facts, ModelFacts) and facts.repo_id:
            yield Source(facts, _said(key, answer))
    cached = read_cached(key, cache_folder(os.environ))
    if isinstance(cached, ModelFacts):
        yield Source(cached)
    if bundled := look_up(key[0]):
        pinned = key[1] not in (None, "main")
        notes = ("the bundled catalogue knows no revisions",) if pinned else ()
        yield Source(replace(bundled, revision=None) if pinned else bundled, notes)


def _said(key: Key, answer: Answer) -> tuple[str, ...]:
    """Repeat what was answered besides facts."""
    if not isinstance(answer, Missing):
        return ()
    if answer.kind == "moved" and answer.facts:
        return (f"{key[0]} is now called {answer.facts.repo_id}",)
    return (f"{answer.kind}: {answer.why}",) if answer.why else (answer.kind,)


def _with_base(sources: Iterator[Source], asking: _Asking) -> Iterator[Source]:
    """Take from the model that a repository was made from what its own config leaves out."""
    for source in sources:
        facts = source.facts
        base = _base(facts, asking) if isinstance(plan(facts, asking.setup), Absent) else None
        if base is None:
            yield source
            continue
        note = f"the config is that of {base.repo_id}, which {facts.repo_id} was made from"
        yield Source(completed(facts, base), (*source.notes, note))


def _base(facts: ModelFacts, asking: _Asking) -> ModelFacts | None:
    for repo_id in facts.base_models:
        key: Key = (repo_id, None)
        for source in _sources(key, asking.ask(key), asking.lock):
            if not isinstance(plan(source.facts, asking.setup), Absent):
                return source.facts
    return original(facts.repo_id)


def _asked(key: Key) -> Answer:
    from decision_lint.cli.online import ask_all

    answer = ask_all((key,))[key]
    if isinstance(answer, Absent):
        complain(f"warning: {key[0]}: the Hub did not answer: {answer.why}")
    return answer


def _lock() -> Lock | None:
    """Read the lock of the working folder; a broken one is told."""
    configurations, locks = Configurations(()), Locks()
    settings = configurations.of(os.getcwd())
    lock = locks.of(settings) if settings else None
    if locks.complaints:
        raise Misconfigured(locks.complaints[0])
    return lock


def _missing(key: Key, answer: Missing) -> str:
    said = f": {answer.why}" if answer.why else ""
    at = f"@{key[1]}" if key[1] else ""
    near = suggestions(key[0]) if answer.kind == "not found" else ()
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"{quoted(key[0] + at)} is not to be had from the Hub ({answer.kind}{said}){meant}"


def _unknown(key: Key, asked: Answer, lock: Lock | None) -> str:
    if isinstance(asked, Missing):
        return f"{quoted(key[0])} is {asked.kind}, and nobody else knows it: {asked.why}"
    where = (
        "the lock, the local cache and the bundled catalogue do"
        if lock
        else ("the local cache and the bundled catalogue do")
    )
    near = tuple(one for one in suggestions(key[0]) if one.casefold() != key[0].casefold())
    meant = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"{quoted(key[0])}: {where} not hold it; --online asks the Hub{meant}"
