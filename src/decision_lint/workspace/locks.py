"""The lock of each folder: found beside the configuration, read once."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from decision_lint.facts.lock.entries import FILE_NAME, Lock
from decision_lint.facts.lock.reading import LockFault, read_lock
from decision_lint.source import Source
from decision_lint.workspace.paths import show
from decision_lint.workspace.reading import Unreadable, read_source
from decision_lint.workspace.settings import Settings

LIMIT_BYTES = 16_000_000
"""A larger file is not a lock (16 x 10^6 bytes): a model takes 2 kB, a large config 50."""


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
        if not os.path.lexists(path):
            return None
        try:
            source = read_source(path, show(path), LIMIT_BYTES)
        except Unreadable as broken:
            self.complaints.append(f"{show(path)}: {broken}")
            return None
        return self.take(source)

    def take(self, source: Source) -> Lock | None:
        """Read a lock; complain of a broken one."""
        lock = read_lock(source)
        if isinstance(lock, LockFault):
            place = f"{source.path}:{lock.line}:{lock.column}"
            self.complaints.append(f"{place}: {lock.why}")
            return None
        return lock


def lock_path(settings: Settings) -> str:
    """Give the path of the lock: beside the configuration, else at the root of the repository."""
    return os.path.join(settings.root if settings.is_anchored else os.getcwd(), FILE_NAME)
