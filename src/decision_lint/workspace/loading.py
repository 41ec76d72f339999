"""A record with all that is needed to lint it: its text, its twin and its configuration."""

from __future__ import annotations

import os
from typing import BinaryIO, NamedTuple

from decision_lint.config import Config
from decision_lint.evidence.files import Files
from decision_lint.facts.lock.entries import Lock
from decision_lint.rule import Absent
from decision_lint.source import LIMIT_BYTES, Source
from decision_lint.workspace.evidence import files_beside
from decision_lint.workspace.locks import Locks
from decision_lint.workspace.paths import show
from decision_lint.workspace.reading import Unreadable, read_source
from decision_lint.workspace.search import Place
from decision_lint.workspace.settings import Configurations
from decision_lint.workspace.twins import twin_of

STDIN = "-"
"""The path of a record from standard input that has no name."""


class Loaded(NamedTuple):
    """A record that is ready to be linted, and what was in the way."""

    source: Source
    twin: Source | Absent
    files: Files | Absent
    config: Config
    lock: Lock | None
    complaint: str | None = None
    base: Source | Absent | None = None
    """The record as a revision has it, where it is to be compared."""


def load(place: Place, locks: Locks) -> Loaded:
    """Read a record and its twin; raise Unreadable where the record cannot be read."""
    return _beside(place, read_source(place.path, place.shown), locks)


def load_piped(
    name: str | None, stream: BinaryIO, configurations: Configurations, locks: Locks
) -> Loaded | None:
    """Read a record from a stream; None where the configuration of its folder is broken."""
    path = os.path.abspath(name or STDIN)
    settings = configurations.of(os.path.dirname(path))
    if settings is None:
        return None
    shown = show(path) if name else STDIN
    source = read_piped(shown, stream)
    if name is None:
        nameless = Absent("standard input has no name")
        return Loaded(source, nameless, nameless, settings.config, locks.of(settings))
    return _beside(Place(path, shown, settings), source, locks)


def read_piped(shown: str, stream: BinaryIO) -> Source:
    """Read a record from a stream, no further than a record may go."""
    return Source.decode(shown, stream.read(LIMIT_BYTES + 1))


def _beside(place: Place, source: Source, locks: Locks) -> Loaded:
    """Add what stands beside a record."""
    path, shown = twin_of(place.path), twin_of(place.shown)
    config = place.settings.for_files({place.shown: place.path, shown: path})
    files, lock = files_beside(place.path), locks.of(place.settings)
    if not os.path.lexists(path):
        absent = Absent(f"there is no {os.path.basename(path)} beside the record")
        return Loaded(source, absent, files, config, lock)
    try:
        return Loaded(source, read_source(path, shown), files, config, lock)
    except Unreadable as broken:
        twin = Source(shown, unreadable=str(broken))
        return Loaded(source, twin, files, config, lock, complaint=f"{shown}: {broken}")
