"""What the values of options may be, and what is said of one that is none."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

FORMATS = ("full", "concise", "json", "github", "sarif", "gitlab", "junit", "rdjson", "markdown")

DEADLINE_SECONDS = 30.0
"""Longest that the Hub is waited for, all models together, where nobody says otherwise."""
_LONGEST = 3600


def file_name(text: str) -> str:
    """Take the name of a file; an empty one is a mistake."""
    if not text:
        raise ArgumentTypeError("an empty name")
    if text == "-":
        raise ArgumentTypeError("standard output has what no file is named for; name a file")
    return text


def report_file(text: str) -> tuple[str, str]:
    """Take a format and the name of a file to write in it."""
    output_format, separator, name = text.partition("=")
    if not separator or not name:
        message = f"{text!r} names no file; write it as FORMAT=FILE"
        raise ArgumentTypeError(message)
    if output_format not in FORMATS:
        message = f"{output_format!r} is no format; there are {', '.join(FORMATS)}"
        raise ArgumentTypeError(message)
    return output_format, file_name(name)


def day(text: str) -> date:
    """Take a day, in the one form that cannot be misread."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:  # ISO 8601 knows week dates too
        message = f"{text!r} is no day; write it as YYYY-MM-DD"
        raise ArgumentTypeError(message)
    return found


def seconds(text: str) -> float:
    """Read a time to wait."""
    try:
        read = float(text)
    except ValueError:
        read = 0.0
    if not 0 < read <= _LONGEST:  # which no NaN is
        message = f"{text!r} is no number of seconds, more than 0 and up to {_LONGEST}"
        raise ArgumentTypeError(message)
    return read
