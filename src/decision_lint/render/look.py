"""How a report is shown: what the reader's screen can do, and what was asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from decision_lint.rule import Level


class Style(StrEnum):
    """What a piece of text is, with the escape that paints it."""

    PLAIN = "0"
    STRONG = "1"
    FRAME = "1;34"
    HELP = "36"
    ERROR = "1;31"
    WARNING = "1;33"
    NOTE = "1;35"

    @classmethod
    def of(cls, level: Level) -> Style:
        """Give the style of a level."""
        return cls[level.name]


class Look(NamedTuple):
    """How a report is shown."""

    color: bool = False
    width: int = 100
    """The cells of a line; longer lines of a record are cut."""
    quiet: bool = False
    """Whether to leave out the summary."""
    show_fields: bool = False
    """Whether JSON carries what each record says."""
    ascii_only: bool = False
    """Whether JSON escapes all that is not ASCII, for an output that cannot hold it."""

    root: str = ""
    """The root of the repository, where the working folder lies in one."""
    prefix: str = ""
    """The way from the root of the repository to the folder that paths start at: `docs/`."""
    blob: str = ""
    """Where the files of the repository can be read: `https://github.com/o/r/blob/SHA/`."""

    def paint(self, text: str, style: Style) -> str:
        """Colour a text, if there is colour."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color else text
