"""`show`: what a record says, as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from decision_lint.cli.arguments import show_parser
from decision_lint.cli.console import Exit, complain, is_utf8, say, stdin
from decision_lint.document.markdown import parse
from decision_lint.document.page import Document
from decision_lint.record.reading import read
from decision_lint.render.json import dump
from decision_lint.render.look import Look
from decision_lint.rule import Where
from decision_lint.source import Source, Span
from decision_lint.workspace.loading import STDIN, read_piped
from decision_lint.workspace.paths import show
from decision_lint.workspace.reading import Unreadable, read_source


def run(words: Sequence[str]) -> int:
    """Print the structured record, and where its values stand if that is asked for."""
    options = show_parser().parse_args(words)
    try:
        source = _source(options.record)
    except Unreadable as broken:
        complain(f"{options.record}: {broken}")
        return Exit.USAGE
    if source.path.casefold().endswith(".json"):
        complain(f"{source.path}: is no record: a twin is JSON already; name the record beside it")
        return Exit.USAGE
    if source.unreadable:
        complain(f"{source.path}: is no record: {source.unreadable}")
        return Exit.USAGE
    document = parse(source)
    shown: dict[str, Any] = {**read(document).structure}
    if options.spans:
        shown["spans"] = list(_places(document))
    return say(dump(shown, Look(ascii_only=not is_utf8())))


def _source(path: str) -> Source:
    return read_piped(path, stdin()) if path == STDIN else read_source(path, show(path))


def _places(document: Document) -> Iterator[Mapping[str, object]]:
    """Give each text in document order, a list item by item, with where it and its key stand."""
    for where, span in sorted(document.spans.items(), key=lambda item: item[1]):
        value = _text(document, where)
        if value is None:
            continue
        key = document.keys.get(where) or document.keys.get(where[:-1])
        named = {"text": key.text, **_lines(key.span)} if key else None
        yield {"where": where, "value": value, **_lines(span), "key": named}


def _text(document: Document, where: Where) -> str | None:
    """Find the text that stands at a route; a list is none, its items are."""
    value = document.values.get(where)
    if value is None and isinstance(where[-1], int):
        items = document.values.get(where[:-1], ())
        return items[where[-1]] if isinstance(items, tuple) else None
    return value if isinstance(value, str) else None


def _lines(span: Span) -> Mapping[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
