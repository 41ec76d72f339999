"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat


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
    draft = f"{target}.{os.urandom(6).hex()}.tmp"
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
