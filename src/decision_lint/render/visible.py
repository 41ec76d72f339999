"""Text as a screen shows it: in cells, with escapes for what would steer a terminal."""

from __future__ import annotations

import unicodedata

from decision_lint.quoting import ESCAPES, visible

_BETWEEN = ESCAPES | {ord("\n"): "\n"}
TAB = 4


def visible_lines(text: str) -> str:
    """Escape what steers a terminal, and leave the line ends alone."""
    return text.translate(_BETWEEN)


def cells(text: str) -> tuple[str, ...]:
    """Give what each character of a line is shown as, tabs as spaces."""
    if text.isascii() and text.isprintable():
        return tuple(text)
    shown = []
    column = 0
    for character in text:
        piece = " " * (TAB - column % TAB) if character == "\t" else visible(character)
        shown.append(piece)
        column += width(piece)
    return tuple(shown)


def width(text: str) -> int:
    """Count the cells that a text takes on a terminal: Chinese and Japanese take two each."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
