"""Text of a record inside Markdown: shown as it is, with nothing in it that means anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from decision_lint.quoting import visible

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS = {mark: f"\\{mark}" for mark in "\\`*_[]|~$!"}
_PLAIN = str.maketrans({**_ENTITIES, **_MARKS})
_APART = "&#8203;"
"""A space of no width: what GitHub links after Markdown is done is not stopped by a backslash."""
_LINKED = re.compile(
    r"(?<=[@#])(?=\w)|(?<=:)(?=//|[a-z0-9+_-]+:)|(?<=www)(?=\.)|(?<=GH)(?=-\d)", re.IGNORECASE
)
_CUT = "..."
LONGEST = 300
"""A longer text is cut: a table is read at a glance, and JSON has it whole."""


def plain(text: str, longest: int = LONGEST) -> str:
    """Write a text so that Markdown, HTML, mentions, links and mathematics leave it alone."""
    line = visible(" ".join(text[: 4 * longest].split()))
    if len(line) > longest:
        line = line[: longest - len(_CUT)].rstrip() + _CUT
    return _LINKED.sub(_APART, line.translate(_PLAIN))


def link(text: str, url: str) -> str:
    """Link a text that is written already; without a URL it stays as it is."""
    return f"[{text}]({url})" if url else text


class Room:
    """How many bytes a page has left; who asks for more is told how much was left out."""

    def __init__(self, size: int) -> None:
        self.left = size

    def table(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        share: int,
        elsewhere: str = "",
    ) -> Iterator[str]:
        """Write a table, rows as long as there is room for them in its share of the page.

        `elsewhere` says where those are that are left out.
        """
        end = max(self.left - share, 0)
        yield from map(self._take, (_row(head), _row(["---"] * len(head))))
        left_out = 0
        for row in rows:
            line = _row(row)
            if left_out or self.left - _size(line) < end:
                left_out += 1
            else:
                yield self._take(line)
        if left_out:
            yield self._take("")
            yield self._take(f"{left_out} more are left out{elsewhere}.")
        yield self._take("")

    def lines(self, *lines: str) -> Iterator[str]:
        """Write lines that are always there."""
        yield from map(self._take, lines)

    def _take(self, line: str) -> str:
        self.left -= _size(line)
        return line


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _size(line: str) -> int:
    return len(line.encode("utf-8", "replace")) + 1
