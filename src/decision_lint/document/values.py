"""What a field holds: its text, its items, its links, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from decision_lint.document.blocks import Part
from decision_lint.document.inline import WRAPS, join, plain, targets, unstruck, unwrap
from decision_lint.document.page import Duplicate, Key, Value
from decision_lint.patterns import pattern
from decision_lint.rule import Where
from decision_lint.source import Source, Span
from decision_lint.vocabulary import Kind

_SEPARATOR = pattern(r"[,;、，；]")
_BRACKETS = {"(": 1, "[": 1, "{": 1, "（": 1, ")": -1, "]": -1, "}": -1, "）": -1}
_DASHES = pattern(r"[-‐-―−ー－]{1,3}")
"""How an empty cell of a table is written."""

_FLOW = pattern(r"\[[^\[\]]+\]")
_HARD_BREAK = "\\"


class Written(NamedTuple):
    """A value as it stands: the parts of each item, whether it is a list, its table cell."""

    items: tuple[tuple[Part, ...], ...]
    listed: bool = False
    cell: Part | None = None
    says: tuple[str | None, ...] = ()
    """What each item says, where it does not stand there as it is meant: a YAML escape."""


class Values:
    """The values read so far by route, with the spans of keys and values."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.text = text
        self.values: dict[Where, Value] = {}
        self.spans: dict[Where, Span] = {}
        self.keys: dict[Where, Key] = {}
        self.empty: dict[Where, Span] = {}
        self.links: dict[Where, tuple[str, ...]] = {}
        self.duplicates: list[Duplicate] = []

    def key(self, part: Part) -> Key:
        """Give a key as written, with its span."""
        return Key(self.source.text[slice(*part)], self.source.span(*part))

    def store(self, where: Where, kind: Kind, key: Part | None, written: Written) -> None:
        """Keep a field's value with its spans, or that it is empty or given twice."""
        if key and where in self.keys:
            self.duplicates.append(Duplicate(where, self.key(key), self.keys[where].span))
            return
        if key:
            self.keys[where] = self.key(key)
        items = [self._trim(item, kind) for item in written.items]
        says = written.says or (None,) * len(items)
        if kind is Kind.ITEMS and not written.listed:
            items = [split for item in items for split in self._split(self._unbracketed(item))]
            says = (None,) * len(items)
        texts = (said or self._read(item, kind) for said, item in zip(says, items, strict=True))
        read = [pair for pair in zip(texts, items, strict=True) if not _DASHES.fullmatch(pair[0])]
        read = [(text, item) for text, item in read if text]
        if not read:
            cell = written.cell
            self.empty[where] = self.source.span(*cell) if cell else self.keys[where].span
            return
        first, last = (
            self._outer(written) if len(read) > 1 else (read[0][1][0][0], read[0][1][-1][1])
        )
        self.spans[where] = self.source.span(first, last)
        if found := targets(self.source.text[first:last]):
            self.links[where] = found
        if kind in {Kind.ITEMS, Kind.POINTS}:
            self.values[where] = tuple(text for text, _ in read)
            for number, (_, item) in enumerate(read):
                self.spans[*where, number] = self.source.span(item[0][0], item[-1][1])
        else:
            lines = [text for text, _ in read]
            self.values[where] = "\n".join(lines) if kind is Kind.COMMAND else join(lines)

    def _outer(self, written: Written) -> Part:
        """Give the whole stretch of several items, with the marks that wrap one of them."""
        parts = [part for item in written.items for part in item]
        start, end = min(part[0] for part in parts), max(part[1] for part in parts)
        text = self.text[start:end]
        return end - len(text.lstrip()), start + len(text.rstrip())

    def _trim(self, item: Sequence[Part], kind: Kind) -> list[Part]:
        trimmed = []
        for start, end in item:
            stop = start + len(self.text[start:end].rstrip())
            if kind is not Kind.COMMAND and self.text.endswith(_HARD_BREAK, start, stop):
                stop -= 1
            trimmed.append((start, stop))
        trimmed = [part for part in trimmed if self.text[slice(*part)].strip()]
        if len(trimmed) == 1:
            marks = ("`",) if kind is Kind.COMMAND else WRAPS  # a command is kept verbatim
            return [unwrap(self.text, *unstruck(self.text, *trimmed[0]), marks)]
        if trimmed:
            start, end = trimmed[0]
            trimmed[0] = (end - len(self.text[start:end].lstrip()), end)
        return trimmed

    def _unbracketed(self, item: list[Part]) -> list[Part]:
        """Take the brackets off a list that is written as YAML writes it: `[a, b]`."""
        if len(item) != 1 or not _FLOW.fullmatch(self.text, *item[0]):
            return item
        return [(item[0][0] + 1, item[0][1] - 1)]

    def _split(self, item: Sequence[Part]) -> Iterator[list[Part]]:
        """Split at commas and semicolons outside brackets, across lines."""
        current: list[Part] = []
        depth = 0
        for start, end in item:
            at = start
            for position in range(start, end):
                character = self.text[position]
                depth = max(0, depth + _BRACKETS.get(character, 0))
                if depth == 0 and _SEPARATOR.match(character) and not self._in_number(position):
                    yield [*current, *self._says(at, position)]
                    current, at = [], position + 1
            current += self._says(at, end)
        yield current

    def _says(self, start: int, end: int) -> list[Part]:
        """Give a stretch without the spaces and marks around it, or nothing if it is blank."""
        part = unwrap(self.text, start, end)
        return [part] if part[0] < part[1] else []

    def _in_number(self, position: int) -> bool:
        around = self.text[position - 1 : position + 2]
        return len(around) == 3 and around[0].isdigit() and around[2].isdigit()  # noqa: PLR2004

    def _read(self, item: Sequence[Part], kind: Kind) -> str:
        item = [part for part in item if part[0] < part[1]]
        lines = [self.text[start:end] for start, end in item]
        if kind is Kind.COMMAND:
            return "\n".join(lines)
        lines = [line.strip() for line in lines]
        if any(self.text[slice(*part)] != self.source.text[slice(*part)] for part in item):
            lines = [" ".join(line.split()) for line in lines]  # a comment stood in between
        return plain(join(lines)).strip()

    def forget(self, where: Where) -> None:
        """Take a field back, as if it had not been read."""
        self.values.pop(where, None)
        self.spans.pop(where, None)
        self.empty.pop(where, None)
        self.keys.pop(where, None)
        self.links.pop(where, None)
