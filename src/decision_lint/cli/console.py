"""The streams and the exit codes: findings go to stdout, complaints about the run to stderr."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from enum import IntEnum
from typing import BinaryIO, TextIO

_FORCING = ("FORCE_COLOR", "CLICOLOR_FORCE")
REPORT_TO = "https://github.com/decision-lint/decision-lint"


class Exit(IntEnum):
    """What a run amounts to, the same in every format."""

    CLEAN = 0
    FOUND = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


def prepare() -> None:
    """Let a terminal that is not UTF-8 show what it cannot encode as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def stdin() -> BinaryIO:
    """Give the bytes that are piped in: none, where the caller has closed the stream."""
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer


def say(text: str) -> int:
    """Write to stdout; only an output that cannot be written makes the exit code not 0."""
    if sys.stdout is None:  # closed by the caller
        return Exit.CLEAN
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is still in the buffer would be tried, and complained of, once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader has seen enough
            return Exit.CLEAN
        complain(f"the output cannot be written: {(error.strerror or str(error)).lower()}")
        return Exit.USAGE
    return Exit.CLEAN


def complain(message: str) -> None:
    """Write a line to stderr."""
    from decision_lint.quoting import disarmed, visible

    said = visible(message)
    if is_workflow(os.environ):
        said = disarmed(said)
    if sys.stderr is not None:
        sys.stderr.write(f"decision-lint: {said}\n")


def complain_of_bug(path: str, bug: Exception) -> None:
    """Say that decision-lint itself failed, where, and how to report it."""
    place = f"{path}: " if path else ""
    said = f"{type(bug).__name__}: {bug}"
    complain(
        f"{place}internal error ({said}); please report it with the record at {REPORT_TO}"
        " (DECISION_LINT_DEBUG=1 shows the traceback)"
    )
    if os.environ.get("DECISION_LINT_DEBUG") == "1":
        import traceback

        traceback.print_exception(bug)


def is_workflow(environment: Mapping[str, str]) -> bool:
    """Say whether a runner of GitHub looks through what is written for commands."""
    return environment.get("GITHUB_ACTIONS") == "true"


def is_utf8() -> bool:
    """Say whether stdout can hold every character."""
    return sys.stdout is None or (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def has_color(wish: str, stream: TextIO | None, environment: Mapping[str, str]) -> bool:
    """Decide on colour: the option, then NO_COLOR, then FORCE_COLOR, then the terminal."""
    if wish != "auto":
        return wish == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in {"", "0"} for name in _FORCING):
        return True
    return stream is not None and stream.isatty() and environment.get("TERM") != "dumb"


def width(environment: Mapping[str, str]) -> int | None:
    """Measure the terminal; None where there is none."""
    columns = environment.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError, AttributeError):
        return None
