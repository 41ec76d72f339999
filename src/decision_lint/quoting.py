"""Text that is quoted in a message or shown on a screen: what steers a terminal is escaped."""

from __future__ import annotations

_STEERING = (
    *range(0x20),
    *range(0x7F, 0xA0),
    # Marks and line ends that nobody sees.
    *(0xAD, 0x180E, 0x200B, 0x2028, 0x2029, 0xFEFF, *range(0x2060, 0x2065), *range(0xFFF9, 0xFFFC)),
    # What turns the direction of the text around it.
    *(0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)),
    *range(0xD800, 0xE000),
)
_TAGS = range(0xE0000, 0xE0080)
"""A second alphabet that no screen shows and every program reads."""
ESCAPES = {code: f"\\u{code:04x}" for code in _STEERING}
ESCAPES |= {code: f"\\udb40\\u{code - 0xE0000 + 0xDC00:04x}" for code in _TAGS}
"""Each character that must not reach a terminal as it is; the escapes are JSON's."""

_LONGEST = 80
_CUT = "..."


def visible(text: str) -> str:
    """Escape what steers a terminal, line ends and tabs included."""
    return text if text.isprintable() else text.translate(ESCAPES)


def quoted(text: str) -> str:
    """Quote what a record says as a message may show it: on one line, not too long, harmless."""
    line = visible(" ".join(text.split()))
    if len(line) > _LONGEST:
        line = line[: _LONGEST - len(_CUT)].rstrip() + _CUT
    return f"'{line}'"


def disarmed(text: str) -> str:
    """Take from a text what a runner of GitHub takes for a command wherever in a line it stands."""
    return text.replace("##[", "# #[")


def harmless(line: str) -> str:
    """Take from a line of a workflow's log every command: `::` where it starts, `##[` anywhere."""
    return f"| {disarmed(line)}" if line.lstrip().startswith("::") else disarmed(line)
