"""The lock of each folder: found beside the configuration, read once, changed by one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from decision_lint.facts.lock.entries import FILE_NAME, Lock, render_lock
from decision_lint.facts.lock.reading import LockFault, read_lock
from decision_lint.source import Source
from decision_lint.workspace.paths import show
from decision_lint.workspace.reading import Unreadable, read_source
from decision_lint.workspace.settings import Settings
from decision_lint.workspace.writing import clear_drafts, write_whole

LIMIT_BYTES = 16_000_000
"""A larger file is not a lock (16 x 10^6 bytes): a model takes 2 kB, a large config 50."""


class BrokenLock(Exception):  # noqa: N818  (it names the state, as Unreadable does)
    """A lock that cannot be used: file, line, column, matter and mend."""


@dataclass(slots=True)
class Locks:
    """The locks that were asked for, and the complaints about them."""

    complaints: list[str] = field(default_factory=list)
    _known: dict[str, Lock | None] = field(default_factory=dict)

    def of(self, settings: Settings) -> Lock | None:
        """Find the lock under some settings; None where there is none, or a broken one."""
        path = lock_path(settings)
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: str) -> Lock | None:
        try:
            return (read_lock_at(path) or (None, None))[1]
        except BrokenLock as broken:
            self.complaints.append(str(broken))
            return None


def lock_path(settings: Settings) -> str:
    """Give the path of the lock: beside the configuration, else at the root of the repository."""
    return os.path.join(settings.root if settings.is_anchored else os.getcwd(), FILE_NAME)


def read_lock_at(path: str) -> tuple[Source, Lock] | None:
    """Read a lock; None where there is none. Raise BrokenLock where it cannot be used."""
    if not os.path.lexists(path):
        return None
    shown = show(path)
    try:
        source = read_source(path, shown, LIMIT_BYTES)
    except Unreadable as broken:
        message = f"{shown}: {broken}"
        raise BrokenLock(message) from broken
    lock = read_lock(source)
    if isinstance(lock, LockFault):
        message = f"{shown}:{lock.line}:{lock.column}: {lock.why}"
        raise BrokenLock(message)
    return source, lock


def change_lock(
    path: str, change: Callable[[Lock], Lock], *, afresh: bool = False
) -> tuple[Lock, Lock]:
    """Change the lock on disk, and give what it was and what it is.

    What another run has written meanwhile is kept. A lock to which nothing changes is not touched,
    nor is an empty one made. `afresh` starts from nothing where the lock is broken. Raise
    BrokenLock, or OSError where the file cannot be written.
    """
    with _alone(os.path.dirname(path)):
        try:
            source, was = read_lock_at(path) or (None, Lock())
        except BrokenLock:
            if not afresh:
                raise
            source, was = None, Lock()
        clear_drafts(path)
        now = change(was)
        text = render_lock(now)
        # A checkout may have turned the ends of the lines; that is no change.
        is_same = source is not None and source.text.replace("\r\n", "\n") == text
        if not is_same and (os.path.lexists(path) or now.entries):
            write_whole(path, text)
    return was, now


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Let no other run change a lock in a folder meanwhile, where the system knows how."""
    try:
        import fcntl

        held = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):  # Windows; a folder that is not there, as the write will say
        yield
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)  # which ends the hold, as the end of a killed process does
