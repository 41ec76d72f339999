"""Rows and cells of a text, with their offsets: CSV, Markdown, JSON and JSON Lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from decision_lint.document.blocks import Block, Fence, Listing, Part, Table, blocks
from decision_lint.document.comments import mask
from decision_lint.document.inline import plain, unwrap
from decision_lint.document.json_text import parse_json
from decision_lint.patterns import pattern
from decision_lint.rule import Where
from decision_lint.source import Source, Span


class Cell(NamedTuple):
    """What a cell says, and the offsets between which it stands."""

    text: str
    start: int
    end: int


class Grid(NamedTuple):
    """The names of the columns and the rows below them; a row may be shorter."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_headed: bool = False
    """True where the format says that the names are names."""
    is_guessed: bool = False
    """True where only commas say that this is a table."""


Row = tuple[int, Mapping[str, Cell]]
"""Where an object of JSON begins, and its cells by their keys."""

_DELIMITERS = ",;\t|"
_SEPARATOR = pattern(r"sep=(?P<delimiter>[^\r\n])[^\S\r\n]*(?:\r\n|\n|\r)", re.IGNORECASE)
_QUOTED = pattern(r'"[^"]*(?:""[^"]*)*"')
_FIRST_LINE = pattern(r"[^\s][^\r\n]*")
_SPACES = pattern(r" *")
_LINE_END = pattern(r"\r\n|\n|\r")
_HEADING = pattern(r"[|\s]*(?:\*\*|__)[^|]*(?:\*\*|__)[|\s]*")
"""A row that says one thing in bold parts a table and is no case of it."""


def grids(name: str, text: str) -> Iterator[Grid]:
    """Give the tables of a text; the file's name says the format, or else its first character."""
    name = name.casefold()
    opens = text.lstrip("\ufeff \t\r\n")[:1]
    if name.endswith((".csv", ".tsv")):
        yield from _csv(text, 0, len(text))
    elif name.endswith((".json", ".jsonl", ".ndjson")):
        yield from _json(Source(name, text))
    elif name.endswith((".md", ".markdown")) or opens == "|":
        yield from _markdown(text)
    elif opens and opens in "[{":
        yield from _json(Source(name, text))
    else:
        yield from _csv(text, 0, len(text), is_guessed=True)
        yield from _markdown(text)


def _csv(text: str, start: int, end: int, *, is_guessed: bool = False) -> Iterator[Grid]:
    """Read lines separated by commas, semicolons or tabs, quoted as RFC 4180 has it."""
    if separator := _SEPARATOR.match(text, start, end):
        delimiter, start = separator["delimiter"], separator.end()
    else:
        first = _FIRST_LINE.search(text, start, end)
        line = _QUOTED.sub("", first[0]) if first else ""
        delimiter = max(_DELIMITERS, key=line.count)
    records = _records(text, start, end, delimiter)
    rows = [row for row in records if any(cell.text for cell in row)]
    while len(rows) > 1 and len(rows[0]) < len(rows[1]) and len(rows[0]) == 1:
        del rows[0]  # a title above the header
    if rows:
        names = tuple(cell.text for cell in rows[0])
        yield Grid(names, tuple(rows[1:]), is_guessed=is_guessed)


def _records(text: str, at: int, stop: int, delimiter: str) -> Iterator[tuple[Cell, ...]]:
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    has_quotes = True
    row: list[Cell] = []
    while at <= stop:
        quoted = None
        lead = _SPACES.match(text, at, stop)
        if has_quotes and lead and text.startswith('"', lead.end(), stop):
            quoted = _QUOTED.match(text, lead.end(), stop)
            has_quotes = quoted is not None  # where one never closes, no later one does
        rest = bare.match(text, quoted.end() if quoted else at, stop)
        end = rest.end() if rest else stop
        row.append(_cell(text, quoted, at, end))
        line_end = _LINE_END.match(text, end, stop)
        if line_end:
            yield tuple(row)
            row = []
        at = line_end.end() if line_end else end + 1
    yield tuple(row)


def _cell(text: str, quoted: re.Match[str] | None, start: int, end: int) -> Cell:
    """Give a cell without quotes and blanks around it; an empty one stands where it begins."""
    if quoted:
        start, end = quoted.start() + 1, quoted.end() - 1
    inner = text[start:end]
    says = inner.strip("\ufeff \t\r\n")
    first = start + inner.find(says) if says else start
    return Cell(says.replace('""', '"') if quoted else says, first, first + len(says))


def _markdown(text: str) -> Iterator[Grid]:
    """Read the tables of a Markdown text, and its fenced blocks that hold CSV."""
    source = Source("", text)
    masked = mask(source)[0].replace("\x00", "\ufffd")
    for block in _flat(blocks(source, masked)):
        if isinstance(block, Table):
            header, *body = zip(block.rows, block.lines, strict=True)
            rows = [row for row, line in body if not _HEADING.fullmatch(masked, *line)]
            names = tuple(_cell_of(masked, part).text for part in header[0])
            cells = tuple(tuple(_cell_of(masked, part) for part in row) for row in rows)
            yield Grid(names, cells, is_headed=True)
        elif block.lines:
            is_guessed = block.language not in {"csv", "tsv"}
            yield from _csv(masked, block.lines[0][0], block.lines[-1][1], is_guessed=is_guessed)


def _flat(found: Sequence[Block]) -> Iterator[Table | Fence]:
    for block in found:
        if isinstance(block, Listing):
            for item in block.items:
                yield from _flat(item)
        elif isinstance(block, Table | Fence):
            yield block


def _cell_of(text: str, part: Part) -> Cell:
    start, end = unwrap(text, *part)
    if start >= end:
        return Cell("", part[0], part[0])
    return Cell(plain(text[start:end]).strip(), start, end)


def _json(source: Source) -> Iterator[Grid]:
    """Read a list of objects, one in an object, or an object a line."""
    parsed = _parsed(source)
    if parsed is None:
        yield from _of_objects([row for row in _json_lines(source) if row])
        return
    data, spans = parsed
    lists: dict[Where, Any] = {(): data}
    if isinstance(data, dict):
        lists = {(key,): value for key, value in data.items()}
    for route, members in lists.items():
        if isinstance(members, list):
            objects = [
                _row(source, 0, member, (*route, number), spans)
                for number, member in enumerate(members)
                if isinstance(member, dict)
            ]
            yield from _of_objects(objects)


def _json_lines(source: Source) -> Iterator[Row | None]:
    for number, line in enumerate(source.lines):
        own = Source("", line)
        if line.lstrip().startswith("{") and (parsed := _parsed(own)):
            yield _row(own, source.starts[number], parsed[0], (), parsed[1])


def _parsed(source: Source) -> tuple[Any, Mapping[Where, Span]] | None:
    try:
        parsed = parse_json(source)
    except RecursionError:
        return None
    return None if parsed.broken else (parsed.data, parsed.spans)


def _row(
    source: Source, shift: int, member: Mapping[str, Any], route: Where, spans: Mapping[Where, Span]
) -> Row:
    """Give the cells of an object by their keys, and where the object begins."""
    cells = {}
    for key, value in member.items():
        span = spans[*route, key]
        start = shift + source.offset(span.line, span.column)
        end = shift + source.offset(span.end_line, span.end_column)
        said = "" if value is None or value in ("", [], {}) else str(value).strip()
        cells[key] = Cell(said, start, end if said or value is None else start)
    begin = spans[route]
    return shift + source.offset(begin.line, begin.column), cells


def _of_objects(rows: Sequence[Row]) -> Iterator[Grid]:
    names = tuple(dict.fromkeys(key for _, cells in rows for key in cells))
    cells = tuple(
        tuple(cells.get(name) or Cell("", begin, begin) for name in names) for begin, cells in rows
    )
    if names:
        yield Grid(names, cells, is_headed=True)
