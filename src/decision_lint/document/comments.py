"""HTML comments: taken out of the text, and read as suppressions where they are meant as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.document.page import Suppression
from decision_lint.source import Source

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})")
_OPEN = "<!--"
_SUPPRESSION = re.compile(
    r"decision-lint:\s*(?P<what>ignore-file|ignore)\s*(?:\[(?P<rules>[^\]]*)\])?"
    r"(?:\s*\buntil\s+(?P<until>[^\s:：]+))?\s*(?:[:：]\s*(?P<reason>.*\S))?\s*",
    re.DOTALL,
)


def mask(source: Source) -> tuple[str, tuple[Suppression, ...]]:
    """Replace comments outside code by spaces, line ends kept; give the suppressions too."""
    text = source.text
    if _OPEN not in text:
        return text, ()
    pieces, suppressions, done = [], [], 0
    for start, end in _comments(source):
        pieces += [text[done:start], re.sub(r"[^\r\n]", " ", text[start:end])]
        done = end
        if found := suppression(source, start, end, text[start + 4 : end].removesuffix("-->")):
            suppressions.append(found)
    masked = "".join((*pieces, text[done:]))
    return masked, tuple(suppressions)


def suppression(source: Source, start: int, end: int, comment: str) -> Suppression | None:
    """Read a comment as a suppression, or as nothing of the kind."""
    match = _SUPPRESSION.fullmatch(comment.strip())
    if match is None:
        return None
    rules = tuple(word.strip() for word in (match["rules"] or "").split(",") if word.strip())
    span = source.span(start, end)
    whole = match["what"] == "ignore-file"
    reason = " ".join((match["reason"] or "").split())
    last = span.end_line if _shares_its_line(source, start, end) else _next(source, span.end_line)
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
        while at >= 0:
            if line[:at].count("`") % 2:
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


def _next(source: Source, line: int) -> int:
    """Find the line that a comment on a line of its own speaks of: past blanks and its like."""
    for number in range(line + 1, len(source.lines) + 1):
        content = source.lines[number - 1].strip(" \t>")
        if content and not content.startswith((_OPEN, "# decision-lint:")):
            return number
    return line
