"""HTML comments: taken out of the text, and read as suppressions where they are meant as such."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from decision_lint.document.page import Suppression
from decision_lint.patterns import pattern
from decision_lint.source import Source

_FENCE = pattern(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})")
_OPEN = "<!--"
_SUPPRESSION = pattern(
    r"decision-lint:\s*(?P<what>ignore-file|ignore)\s*(?:\[(?P<rules>[^\]]*\w[^\]]*)\])?"
    r"(?:\s*\buntil\s+(?P<until>[^\s:：]+))?\s*(?:[:：](?P<reason>.*))?",
    re.DOTALL | re.IGNORECASE,
)
_MEANT = pattern(
    r"decision[-_ ]?lint\W{0,3}(?:(?:ignore|disable|suppress|skip|noqa|allow|off)\b|[\w-]+\s*\[)",
    re.IGNORECASE,
)
"""What was probably meant as a suppression, however it is spelt."""


def mask(source: Source) -> tuple[str, tuple[Suppression, ...]]:
    """Replace comments outside code by spaces, line ends kept; give the suppressions too."""
    text = source.text
    if _OPEN not in text:
        return text, ()
    pieces, suppressions, done = [], [], 0
    nexts = Nexts(source)
    for start, end in _comments(source):
        pieces += [text[done:start], re.sub(r"[^\r\n]", " ", text[start:end])]
        done = end
        comment = text[start + len(_OPEN) : end].removesuffix("-->")
        if found := suppression(source, start, end, comment, nexts):
            suppressions.append(found)
    masked = "".join((*pieces, text[done:]))
    return masked, tuple(suppressions)


def suppression(
    source: Source, start: int, end: int, comment: str, nexts: Nexts | None = None
) -> Suppression | None:
    """Read a comment as a suppression, as one that is misspelt, or as nothing of the kind."""
    comment = comment.strip()
    match = _SUPPRESSION.fullmatch(comment)
    span = source.span(start, end)
    if match is None:
        return Suppression.misspelt(span) if _MEANT.match(comment) else None
    rules = tuple(word.strip() for word in (match["rules"] or "").split(",") if word.strip())
    whole = match["what"].casefold() == "ignore-file"
    reason = " ".join((match["reason"] or "").split())
    last = span.end_line
    if not _shares_its_line(source, start, end):
        last = (nexts or Nexts(source)).after(span.end_line)
    return Suppression(span, rules, whole, match["until"], reason, span.line, last)


def _comments(source: Source) -> Iterator[tuple[int, int]]:
    """Find comments as Markdown does: not in fences, not in inline code, the first end counts."""
    text, fence, skip_to = source.text, "", 0
    for start, line in zip(source.starts, source.lines, strict=True):
        if start < skip_to:
            continue
        if match := _FENCE.match(line):
            mark = match[1]
            if not fence:
                fence = mark
            elif (
                mark[0] == fence[0] and len(mark) >= len(fence) and not line[match.end() :].strip()
            ):
                fence = ""
            continue
        at = -1 if fence else line.find(_OPEN)
        ticks = counted = 0
        while at >= 0:
            ticks, counted = ticks + line.count("`", counted, at), at
            if ticks % 2:
                at = line.find(_OPEN, at + 1)
                continue
            close = text.find("-->", start + at + len(_OPEN))
            end = len(text) if close < 0 else close + 3
            yield start + at, end
            skip_to = end
            at = line.find(_OPEN, end - start) if end < start + len(line) else -1


def _shares_its_line(source: Source, start: int, end: int) -> bool:
    line, column = source.position(start)
    last, after = source.position(end)
    before = source.lines[line - 1][: column - 1]
    return bool(before.strip(" \t>-*+#") or source.lines[last - 1][after - 1 :].strip())


class Nexts:
    """Finds the line that a comment on a line of its own speaks of: past blanks and its like."""

    def __init__(self, source: Source) -> None:
        self.lines = [
            number
            for number, line in enumerate(source.lines, 1)
            if (content := line.strip(" \t>"))
            and not content.startswith((_OPEN, "# decision-lint:"))
        ]

    def after(self, line: int) -> int:
        """Find the first line with content below a line; the line itself where none follows."""
        at = bisect_right(self.lines, line)
        return self.lines[at] if at < len(self.lines) else line
