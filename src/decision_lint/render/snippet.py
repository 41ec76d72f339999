"""The lines of a record that a finding is about, with carets under the span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.render.look import Look, Style
from decision_lint.render.visible import cells, width
from decision_lint.source import Source, Span

_CUT = "..."
_LEAST = 20
"""The cells that a line gets on however narrow a screen."""


def snippet(source: Source, span: Span, look: Look, style: Style) -> Iterator[str]:
    """Draw the first and the last line of a span, each with its number and its carets."""
    rows = _rows(source.lines, span)
    margin = len(str(span.end_line))
    room = max(look.width - margin - len(" | "), _LEAST)
    bar = look.paint(" " * margin + " |", Style.FRAME)
    if rows:
        yield bar
    for index, (number, first, last) in enumerate(rows):
        if index and number > rows[0][0] + 1:
            yield look.paint(_CUT, Style.FRAME)
        text, indent, length = _draw(source.lines[number - 1], first, last, room)
        yield f"{look.paint(f'{number:>{margin}} |', Style.FRAME)} {text}".rstrip()
        yield f"{bar} {' ' * indent}{look.paint('^' * length, style)}"


def _rows(lines: Sequence[str], span: Span) -> list[tuple[int, int, int]]:
    """Give the lines to draw: the number, and from which character to which the carets go."""
    if span.end_line > len(lines) or not any(lines):
        return []
    end_line, end = span.end_line, span.end_column - 1
    if end == 0 and end_line > span.line:  # the span ends with a line end
        end_line, end = end_line - 1, len(lines[end_line - 2])
    if end_line == span.line:
        return [(span.line, span.column - 1, end)]
    last = lines[end_line - 1]
    return [
        (span.line, span.column - 1, len(lines[span.line - 1])),
        (end_line, len(last) - len(last.lstrip()), end),
    ]


def _draw(line: str, first: int, last: int, room: int) -> tuple[str, int, int]:
    """Give a line as it is shown, the indent of its carets, and how many there are."""
    # A paragraph may be a megabyte long; only what may be seen is looked at.
    start = max(0, first - room)
    pieces = cells(line[start : first + room + 1])
    widths = [width(piece) for piece in pieces]
    whole = sum(widths) + (len(_CUT) if start else 0) <= room
    window = (0, len(pieces)) if whole else _window(widths, first - start, last - start, room)
    low, high = window
    left = _CUT if start + low else ""
    right = _CUT if start + high < len(line) else ""
    before = "".join(pieces[low : first - start])
    under = "".join(pieces[first - start : min(last - start, high)])
    text = left + "".join(pieces[low:high]) + right
    return text, len(left) + width(before), max(1, width(under))


def _window(widths: Sequence[int], first: int, last: int, room: int) -> tuple[int, int]:
    """Choose the characters around a span that fit, as many on the left as on the right."""
    left = room - 2 * len(_CUT)
    low = high = first
    while high < min(last, len(widths)) and widths[high] <= left:
        left -= widths[high]
        high += 1
    while left > 0:
        before = left
        if low > 0 and widths[low - 1] <= left:
            low -= 1
            left -= widths[low]
        if high < len(widths) and widths[high] <= left:
            left -= widths[high]
            high += 1
        if left == before:
            break
    return low, high
