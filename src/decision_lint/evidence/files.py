"""Evidence files: which files the record's evidence names, and what became of opening them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from decision_lint.document.page import Document
from decision_lint.evidence.table import EvaluationTable, read_table
from decision_lint.patterns import pattern
from decision_lint.rule import Absent, Where
from decision_lint.source import Source

_NAMING: tuple[Where, ...] = (
    ("evidence", "first_output"),
    ("evidence", "evaluation_table"),
    ("eval_gate",),
)
"""Fields in which a path is a file beside the record, however it is written."""

_LINKING: tuple[Where, ...] = tuple(
    ("evidence", name)
    for name in ("model_version", "stop_procedure", "stop_time", "latency_note", "endpoint")
)
"""Fields in which only a link is one: the `labels.csv` to copy back lies on the machine."""

_SUFFIX = r"\.(?:csv|tsv|md|markdown|txt|log|jsonl?|ya?ml|html?|png|jpe?g|webp|pdf|ipynb|xlsx|out)"
_WHOLE = pattern(
    rf"(?:[a-z]:)?[^\s,;:]*{_SUFFIX}|(?:[a-z]:[\\/]|~?/|\.{{1,2}}/)[^\s,;:]+|(?:[\w.@+-]+/)+",
    re.IGNORECASE,
)
"""A text that is one path: by its suffix, by where it begins, or as a folder."""
_INSIDE = pattern(
    rf"(?<![A-Za-z0-9_/.:@~-])(?:\.{{1,2}}/|/)?(?:[A-Za-z0-9_.@+-]+/)*[A-Za-z0-9_.@+-]*[A-Za-z0-9_]"
    rf"{_SUFFIX}(?![A-Za-z0-9_/-]|\.[A-Za-z0-9])",
    re.IGNORECASE,
)
_AWAY = pattern(r"[a-z][a-z0-9+.-]+:|//|#", re.IGNORECASE)


@dataclass(frozen=True)
class Linked:
    """A file that the evidence names, and what became of opening it."""

    where: Where
    """The field that names it."""
    link: str
    """As the record writes it."""
    path: str
    """As it is shown."""
    source: Source | None = None
    """What it holds, where that could be read as text."""
    trouble: str | None = None
    """Why it is no evidence, as the end of a sentence: `is not there`."""
    unread: str | None = None
    """Why it was not read although it is there: `is larger than 1000000 bytes`."""

    @cached_property
    def table(self) -> EvaluationTable | Absent:
        """The evaluation table in it."""
        if self.source is None:
            return Absent(f"{self.link} {self.trouble or self.unread}")
        return read_table(self.source)


Files = Callable[[Where, str], Linked]
"""Opens the file that a field names by a link; given by the caller."""


def open_links(document: Document, files: Files) -> Iterator[Linked]:
    """Open each file that the evidence and the eval gate name, once."""
    seen = set()
    for where, link in _links(document):
        if link not in seen:
            seen.add(link)
            yield files(where, link)


def _links(document: Document) -> Iterator[tuple[Where, str]]:
    for where in (*_NAMING, *_LINKING):
        targets = document.links.get(where, ())
        for target in targets:
            if not _AWAY.match(target) and (path := unquote(target.partition("#")[0])):
                yield where, path
        text = document.values.get(where)
        if where in _NAMING and isinstance(text, str) and not targets:
            yield from ((where, path) for path in _paths(text))


def _paths(text: str) -> tuple[str, ...]:
    if _WHOLE.fullmatch(text) and not _AWAY.match(text):
        return (text,)
    return tuple(found[0] for found in _INSIDE.finditer(text))
