"""The text of a file, with a way from offsets to lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from decision_lint.patterns import pattern

LIMIT_BYTES = 1_000_000
"""A larger file is not a record (10^6 bytes)."""

_LINE_END = pattern(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of text: lines and columns count from 1, in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


TOP = Span(1, 1, 1, 1)
"""Where a finding stands that is about a whole file."""


@dataclass(frozen=True)
class Source:
    """A file: its path as written, its text without a byte order mark, or why it has none."""

    path: str
    text: str = ""
    unreadable: str | None = None

    @classmethod
    def decode(cls, path: str, data: bytes, limit: int = LIMIT_BYTES) -> Source:
        """Read UTF-8 bytes; what cannot be read is said in `unreadable` and never raised."""
        if len(data) > limit:
            return cls(path, unreadable=f"{len(data)} bytes, more than {limit}")
        try:
            return cls(path, data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            seen = f"byte 0x{data[error.start]:02x} on line {line}"
            return cls(path, unreadable=f"not UTF-8 ({seen})")

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each line starts; LF, CRLF and CR end a line, as in Markdown."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(_LINE_END.split(self.text))

    def position(self, offset: int) -> tuple[int, int]:
        """Give the line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Give the span of the text from one offset to another."""
        return Span(*self.position(start), *self.position(end))

    def offset(self, line: int, column: int = 1) -> int:
        """Give the offset of a line and column."""
        return self.starts[line - 1] + column - 1

    def cut(self, span: Span) -> str:
        """Give the text that stands at a span."""
        start = self.offset(span.line, span.column)
        return self.text[start : self.offset(span.end_line, span.end_column)]
