"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

_DRAFT = ".tmp"
_NAME_BYTES = 6
_LEFT_SECONDS = 3600
"""No draft is worked on for longer: an older one was left by a run that was killed."""


def write_whole(path: str, text: str) -> None:
    """Write a file so that nobody ever sees half of it; raise OSError where it cannot be."""
    data = text.encode("utf-8", "backslashreplace")
    # What is no file (a pipe, /dev/null) is written to, not replaced.
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            stream.write(data)
        return
    target = os.path.realpath(path)  # a link stays a link
    # Not the number of the process: in a container it is the same each time.
    draft = f"{target}.{os.urandom(_NAME_BYTES).hex()}{_DRAFT}"
    try:
        with open(draft, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else a machine that stops may keep the name and no bytes
        if os.path.exists(target):
            os.chmod(draft, stat.S_IMODE(os.stat(target).st_mode))
        os.replace(draft, target)
    finally:
        if os.path.lexists(draft):
            os.unlink(draft)


def clear_drafts(path: str) -> None:
    """Take away what runs that were killed have left beside a file."""
    import re
    import time

    folder, name = os.path.split(os.path.realpath(path))
    named = re.compile(rf"{re.escape(name)}\.[0-9a-f]{{{2 * _NAME_BYTES}}}{re.escape(_DRAFT)}")
    with suppress(OSError), os.scandir(folder) as scan:
        for entry in scan:
            if named.fullmatch(entry.name):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                if age > _LEFT_SECONDS:
                    os.unlink(entry.path)
