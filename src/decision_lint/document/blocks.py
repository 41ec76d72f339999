"""Markdown blocks: headings, paragraphs, lists, tables and fences, by offset in the text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from decision_lint.patterns import pattern
from decision_lint.source import Source

Part = tuple[int, int]
"""A stretch of one line: the offsets of its first character and of the one after its last."""


class Heading(NamedTuple):
    """A heading and its level."""

    level: int
    line: Part
    underlined: bool = False
    """By `===` or `---`, which a rule across the page looks like."""


class Paragraph(NamedTuple):
    """Lines of text."""

    lines: tuple[Part, ...]


class Fence(NamedTuple):
    """A fenced block: its language and its lines."""

    language: str
    lines: tuple[Part, ...]


class Table(NamedTuple):
    """Rows of cells; the first row is the header."""

    rows: tuple[tuple[Part, ...], ...]
    lines: tuple[Part, ...]


class Listing(NamedTuple):
    """A list: the blocks of each item."""

    items: tuple[tuple[Block, ...], ...]


class Break(NamedTuple):
    """A rule across the page, which ends what stands above it."""


Block = Heading | Paragraph | Fence | Table | Listing | Break

_CELL = pattern(r"(?:[^|\\]|\\.)*")
_PREFIX = pattern(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_CHECKBOX = pattern(r"\[[ xX]\]\s+")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Make a parser of blocks alone: inline Markdown is read where a value needs it."""
    rules = ["table", "fence", "blockquote", "hr", "list", "heading", "lheading", "paragraph"]
    parser = MarkdownIt("zero").enable(rules, ignoreInvalid=True)
    parser.disable("inline")
    parser.options["maxNesting"] = 40
    return parser


def blocks(source: Source, text: str) -> tuple[Block, ...]:
    """Read the blocks of a text that stands where the source's does, comments masked."""
    tokens = _parser().parse(text)
    return _Reader(source, text).read(tokens)


class _Reader:
    """Turns markdown-it's flat tokens into blocks with offsets."""

    def __init__(self, source: Source, text: str) -> None:
        self.starts = (*source.starts, len(text) + 1)
        self.text = text

    def read(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        found: list[Block] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            match token.type:
                case "heading_open":
                    found.extend(self._heading(token, tokens[index + 1]))
                    index += 3
                case "paragraph_open":
                    lines = self._lines(tokens[index + 1])
                    found.append(Paragraph(_unchecked(self.text, lines)))
                    index += 3
                case "fence":
                    found.append(self._fence(token))
                    index += 1
                case "table_open":
                    end = _close(tokens, index)
                    found.append(self._table(tokens[index:end]))
                    index = end + 1
                case "bullet_list_open" | "ordered_list_open":
                    end = _close(tokens, index)
                    found.append(self._listing(tokens[index + 1 : end]))
                    index = end + 1
                case "hr":
                    found.append(Break())
                    index += 1
                case _:
                    index += 1  # blockquotes are looked through
        return tuple(found)

    def _line(self, number: int) -> Part:
        """Give the offsets of a line, counted from 0, without its end."""
        start, end = self.starts[number], self.starts[number + 1]
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def _suffix(self, number: int, content: str) -> Part:
        """Find a line's content, which is what its markers leave of it."""
        start, end = self._line(number)
        end = start + len(self.text[start:end].rstrip())
        return max(start, end - len(content.strip())), end

    def _lines(self, inline: Token) -> tuple[Part, ...]:
        first = inline.map[0] if inline.map else 0
        contents = inline.content.split("\n")
        parts = (self._suffix(first + row, content) for row, content in enumerate(contents))
        return tuple(part for part in parts if part[0] < part[1])

    def _heading(self, token: Token, inline: Token) -> list[Block]:
        lines = self._lines(inline)
        if token.markup in {"=", "-"}:
            # Key lines right above a rule are no heading, whatever CommonMark makes of them.
            if len(lines) == 1:
                return [Heading(int(token.tag[1]), lines[0], underlined=True)]
            return [Paragraph(lines), *([Break()] if token.markup == "-" else [])]
        start, end = self._line(token.map[0] if token.map else 0)
        at = self.text.find(inline.content, start, end)
        if at < 0 or not inline.content:
            return []
        return [Heading(int(token.tag[1]), (at, at + len(inline.content)))]

    def _fence(self, token: Token) -> Fence:
        first = token.map[0] + 1 if token.map else 0
        lines = []
        for row, content in enumerate(token.content.split("\n")[:-1]):
            start, end = self._line(first + row)
            lines.append((max(start, end - len(content)), end))
        language = token.info.strip().split(maxsplit=1)
        return Fence(language[0].casefold() if language else "", tuple(lines))

    def _table(self, tokens: Sequence[Token]) -> Table:
        numbers = [token.map[0] for token in tokens if token.type == "tr_open" and token.map]
        lines = tuple(self._line(number) for number in numbers)
        return Table(tuple(self._cells(line) for line in lines), lines)

    def _cells(self, line: Part) -> tuple[Part, ...]:
        start, end = line
        row = self.text[start:end].rstrip()
        at = _PREFIX.match(row).end() if row.lstrip(" \t>")[:1] != "|" else row.index("|") + 1  # type: ignore[union-attr]  # matches the empty text
        stop = len(row) - 1 if row.endswith("|") and not row.endswith("\\|") else len(row)
        cells = []
        while at <= stop:
            match = _CELL.match(row, at, stop)
            last = match.end() if match else stop
            cells.append((start + at, start + last))
            at = max(last, at) + 1
        return tuple(cells)

    def _listing(self, tokens: Sequence[Token]) -> Listing:
        items, index = [], 0
        while index < len(tokens):
            end = _close(tokens, index)
            items.append(self.read(tokens[index + 1 : end]))
            index = end + 1
        return Listing(tuple(items))


def _close(tokens: Sequence[Token], index: int) -> int:
    """Find the token that closes this one."""
    level = tokens[index].level
    for position in range(index + 1, len(tokens)):
        if tokens[position].nesting == -1 and tokens[position].level == level:
            return position
    return len(tokens) - 1


def _unchecked(text: str, lines: tuple[Part, ...]) -> tuple[Part, ...]:
    """Take the checkbox off a task."""
    if lines and (box := _CHECKBOX.match(text, *lines[0])):
        return ((box.end(), lines[0][1]), *lines[1:])
    return lines


def lines_of(item: Sequence[Block]) -> tuple[Part, ...]:
    """Give all lines of a list item, those of the lists in it too."""
    lines: list[Part] = []
    for block in item:
        match block:
            case Listing(items):
                lines.extend(part for inner in items for part in lines_of(inner))
            case Heading(_, line):
                lines.append(line)
            case Paragraph(own) | Fence(_, own) | Table(_, own):
                lines.extend(own)
    return tuple(lines)
