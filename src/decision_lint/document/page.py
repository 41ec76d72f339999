"""A document: the values of a record and where each stands, kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from decision_lint.rule import Where
from decision_lint.source import TOP, Source, Span

Value = str | tuple[str, ...]


class Key(NamedTuple):
    """A key as written, and where."""

    text: str
    span: Span


class Unknown(NamedTuple):
    """A key that is no field: near a known one, or in a group of known keys."""

    key: Key
    scope: Where
    """`()` in the record, `("candidates", 0)` in a candidate."""
    near: str | None
    """The field it was read as, or that was probably meant."""


class Duplicate(NamedTuple):
    """A key given again in the same scope; the first counts."""

    where: Where
    key: Key
    first: Span


class Suppression(NamedTuple):
    """A comment that silences rules on its line or the next, or in the whole file."""

    span: Span
    rules: tuple[str, ...]
    whole_file: bool
    until: str | None
    reason: str
    first_line: int
    last_line: int
    """The lines whose findings it hides, inclusive."""
    is_misspelt: bool = False
    """It was meant as one and cannot be read: it hides nothing."""

    @classmethod
    def misspelt(cls, span: Span) -> Suppression:
        """Keep a comment that was meant as a suppression and is none."""
        return cls(span, (), False, None, "", span.line, 0, is_misspelt=True)  # noqa: FBT003  (hides no file)


class Document(NamedTuple):
    """The values of a record by route, and where they stand."""

    source: Source
    title: Key | None
    values: Mapping[Where, Value]
    """A text, or a tuple of texts where the record wrote or means a list."""
    spans: Mapping[Where, Span]
    """Of each value, and of each item of a list under `(*where, i)`."""
    keys: Mapping[Where, Key]
    empty: Mapping[Where, Span]
    """Fields whose key stands there without a value: the span of the key, or of the cell."""
    links: Mapping[Where, tuple[str, ...]]
    """The targets of links in a value."""
    unknown: tuple[Unknown, ...]
    duplicates: tuple[Duplicate, ...]
    suppressions: tuple[Suppression, ...]
    broken: tuple[tuple[Span, str], ...]
    """Where front matter is no YAML, and what the reader says."""
    rewrapped: Span | None
    """The paragraph into which a formatter joined the lines."""

    @property
    def says_nothing(self) -> bool:
        """Tell whether no field at all was found: such a text is no record."""
        return not self.keys and not self.values

    def place(self, where: Where) -> Span:
        """Find the span of a value, of its empty key, of its candidate, or of the title."""
        if found := self.spans.get(where) or self.empty.get(where):
            return found
        for length in range(len(where) - 1, 1, -1):
            outer = where[:length]
            if found := self.spans.get(outer) or self.spans.get((*outer, "model")):
                return found
            if key := self.keys.get(outer):
                return key.span
        return self.title.span if self.title else TOP
