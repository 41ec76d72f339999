"""Files as sources: bounded, and with a plain word about what cannot be read."""

from __future__ import annotations

import os
import stat

from decision_lint.source import LIMIT_BYTES, Source


class Unreadable(Exception):  # noqa: N818  (it names the state, as Absent does)
    """A file that cannot be read: what is the matter, and the mend."""


def read_source(path: str, shown: str, limit: int = LIMIT_BYTES) -> Source:
    """Read a file; bytes that are no text, or too many, are said in the source itself."""
    try:
        # The kind comes first: to open a pipe would wait for ever.
        seen = os.stat(path)
        if stat.S_ISREG(seen.st_mode):
            if seen.st_size > limit:  # not opened at all: it may be a disk image
                return Source(shown, unreadable=f"{seen.st_size} bytes, more than {limit}")
            with open(path, "rb") as file:
                data = file.read(limit + 1)
            return Source.decode(shown, data, limit)
    except (OSError, ValueError) as error:
        raise Unreadable(matter(error)) from error
    if stat.S_ISDIR(seen.st_mode):
        raise Unreadable("is a folder, not a file")
    raise Unreadable("is no regular file; pipe it in with '-' instead")


def matter(error: OSError | ValueError) -> str:
    """Say what the system means, and what helps."""
    match error:
        case FileNotFoundError():
            return "no such file or folder; check the spelling"
        case PermissionError():
            return "may not be read; change its permissions"
        case OSError():
            return f"cannot be read: {(error.strerror or str(error)).lower()}"
    return f"is no path: {error}"
