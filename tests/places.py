"""Says which values of a document do not stand where their spans say: a second, simple reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from decision_lint.document.page import Document, Key
from decision_lint.rule import Where
from decision_lint.source import Source, Span
from decision_lint.vocabulary import RECORD_KEYS

COMMAND = RECORD_KEYS["first_run_command"].where

_ENDS = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LEAD = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:\[[ xX]\]\s+)?")
_MARK = re.compile(
    r"`+(?P<code>[^`]+)`+"
    r"|!?\[(?P<label>[^\]]*)\]\([^)]*\)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\*+|~~"
    r"|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)"
)


def bare(text: str) -> str:
    """Take comments, markers and inline marks off a text, and join its lines."""
    first, *others = _ENDS.split(_COMMENT.sub(" ", text))
    joined = ""
    for line in (first.strip(), *(_LEAD.sub("", other, count=1).strip() for other in others)):
        tight = joined and line and is_wide(joined[-1]) and is_wide(line[0])
        joined += line if not joined or not line or tight else f" {line}"
    return _MARK.sub(_kept, joined)


def _kept(mark: re.Match[str]) -> str:
    return mark["code"] or mark["label"] or mark["escaped"] or ""


def is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def misplaced(document: Document, *, strictly: bool = True) -> Iterator[str]:
    """Compare every value, item and key with the text at its span; say what differs.

    Of broken Markdown nobody can say what its marks are: there, unless `strictly`, the letters
    of a value must be found in order at its span.
    """
    source = document.source
    for where, value in document.values.items():
        items = value if isinstance(value, tuple) else None
        if items is None:
            yield from _value(source, where, str(value), document.spans[where], strictly=strictly)
            continue
        for number, item in enumerate(items):
            span = document.spans[*where, number]
            yield from _value(source, where, item, span, strictly=strictly)
            if not _covers(document.spans[where], span):
                yield f"{where}: item {number} stands outside its list"
    for key in _keys(document):
        if source.cut(key.span) != key.text:
            yield f"key {key.text!r} stands at {source.cut(key.span)!r}"
    for where, span in document.empty.items():
        if where in document.values:
            yield f"{where}: empty, and has a value"
        source.cut(span)
    for span, _ in document.broken:
        source.cut(span)


def _value(
    source: Source, where: Where, value: str, span: Span, *, strictly: bool
) -> Iterator[str]:
    seen = source.cut(span)
    if not value.strip():
        yield f"{where}: a value that says nothing"
    elif seen != seen.strip():
        yield f"{where}: spaces around {seen!r}"
    elif where == COMMAND:
        # Where several lists or paragraphs make a command, their markers stand in between.
        told = [
            _letters("".join(map(_bare_line, text.splitlines())))
            for text in (seen.replace("\x00", "\ufffd"), _COMMENT.sub("", seen), value)
        ]
        if told[2] not in told[:2]:
            yield f"{where}: not verbatim: {value!r} at {seen!r}"
    elif strictly and bare(seen) != value:
        yield f"{where}: {value!r} stands at {seen!r}"
    elif "&" not in seen and "\\" not in seen and not _follow(_letters(value), _letters(seen)):
        yield f"{where}: {value!r} is not in {seen!r}"


def _keys(document: Document) -> Iterator[Key]:
    yield from document.keys.values()
    yield from (unknown.key for unknown in document.unknown)
    yield from (duplicate.key for duplicate in document.duplicates)
    if document.title:
        yield document.title


def _covers(outer: Span, inner: Span) -> bool:
    starts = (outer.line, outer.column) <= (inner.line, inner.column)
    ends = (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    return starts and ends


def _bare_line(line: str) -> str:
    return _LEAD.sub("", line, count=1)


def _letters(text: str) -> str:
    return "".join(text.split())


def _follow(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters if letter.isalnum())
