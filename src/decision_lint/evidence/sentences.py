"""Sentences, clauses and words of a text, by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from decision_lint.patterns import pattern

_ENDS = pattern(r"[.!?](?=[\s\"')*]|$)|[。！？；;\n]")
_CLAUSE_ENDS = pattern(r"[,，、:：()（）|]|\s[-–—]\s|[—–]|\bbut\b")


def is_wide(text: str) -> bool:
    """Tell whether a text holds Chinese, Japanese or Korean."""
    return not text.isascii() and any(
        "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" for letter in text
    )


class Text(NamedTuple):
    """A text in lower case with the offsets at which its sentences and clauses end."""

    low: str
    ends: Sequence[int]
    clause_ends: Sequence[int]

    def sentence(self, at: int) -> tuple[int, int]:
        """Give the sentence around an offset."""
        return _around(self.ends, at, len(self.low))

    def sentences(self) -> Iterator[str]:
        """Give the sentences one after another."""
        start = 0
        for end in (*self.ends, len(self.low)):
            yield self.low[start:end]
            start = end

    def clause(self, at: int) -> tuple[int, int]:
        """Give the clause around an offset: what stands between commas, colons or brackets."""
        start, end = self.sentence(at)
        inner, outer = _around(self.clause_ends, at, len(self.low))
        return max(start, inner), min(end, outer)


def cut(low: str) -> Text:
    """Cut a text in lower case into sentences and clauses."""
    ends = [found.end() for found in _ENDS.finditer(low)]
    clause_ends = [found.end() for found in _CLAUSE_ENDS.finditer(low)]
    return Text(low, ends, clause_ends)


def _around(ends: Sequence[int], at: int, length: int) -> tuple[int, int]:
    before = bisect_right(ends, at)
    start = ends[before - 1] if before else 0
    after = bisect_left(ends, max(at, start + 1))
    return start, ends[after] if after < len(ends) else length
