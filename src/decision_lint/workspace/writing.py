"""Files written whole or not at all."""

from __future__ import annotations

import os


def write_whole(path: str, text: str) -> None:
    """Write a file so that nobody ever sees half of it; raise OSError where it cannot be."""
    data = text.encode("utf-8", "backslashreplace")
    # What is no file (a pipe, /dev/null) is written to, not replaced.
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            stream.write(data)
        return
    target = os.path.realpath(path)  # a link stays a link
    draft = f"{target}.{os.getpid()}.tmp"
    try:
        with open(draft, "xb") as file:
            file.write(data)
        os.replace(draft, target)
    finally:
        if os.path.lexists(draft):
            os.unlink(draft)
