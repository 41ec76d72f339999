"""The Hub asked once for all records, with a bar on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

from decision_lint.cli.values import DEADLINE_SECONDS
from decision_lint.document.markdown import parse
from decision_lint.engine.models import keys
from decision_lint.facts.answer import Answer, Key
from decision_lint.facts.hub.asking import ask
from decision_lint.record.reading import read
from decision_lint.rule import Absent
from decision_lint.source import Source
from decision_lint.workspace.loading import Loaded

_NAMED = 3
"""As many models are named of those that came to the same."""
_WIDTH = 24


def ask_for(records: Sequence[Loaded], seconds: float) -> Mapping[Key, Answer]:
    """Ask for every model that the records name."""
    named = {key: None for record in records for key in keys_in(record.source)}
    return ask_all(tuple(named), seconds)


def unanswered(asked: Mapping[Key, Answer]) -> Iterator[str]:
    """Tell what the Hub did not answer, once for each reason."""
    lacks: dict[str, list[str]] = {}
    for (repo_id, _), answer in asked.items():
        if isinstance(answer, Absent):
            lacks.setdefault(answer.why, []).append(repo_id)
    for why, names in lacks.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield f"{', '.join(names[:_NAMED])}{more}: {why}"


def keys_in(source: Source) -> tuple[Key, ...]:
    """Give the models that a record names, each with its revision."""
    if source.unreadable:
        return ()
    document = parse(source)
    return () if document.says_nothing else tuple(keys(read(document)))


def ask_all(wanted: Sequence[Key], seconds: float = DEADLINE_SECONDS) -> Mapping[Key, Answer]:
    """Ask for models, and show on a terminal how far it has come."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        return ask(wanted, deadline_s=seconds)

    def show(done: int, whole: int) -> None:
        filled = _WIDTH * done // max(whole, 1)
        bar = "#" * filled + "." * (_WIDTH - filled)
        stream.write(f"\rasking the Hub [{bar}] {done}/{whole}")
        stream.flush()

    try:
        return ask(wanted, deadline_s=seconds, progress=show)
    finally:
        stream.write("\r\x1b[K")
        stream.flush()
