"""The locks that some paths mean: where each lies, and the records and models that it is for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decision_lint.config import Config
from decision_lint.document.markdown import parse
from decision_lint.engine.models import keys
from decision_lint.facts.answer import Key
from decision_lint.facts.lock.entries import FILE_NAME
from decision_lint.record.reading import read
from decision_lint.report import Checked
from decision_lint.workspace.locks import lock_path
from decision_lint.workspace.paths import show
from decision_lint.workspace.reading import Unreadable, read_source
from decision_lint.workspace.search import Place, find, none_found
from decision_lint.workspace.settings import Configurations


@dataclass(frozen=True, slots=True)
class Scope:
    """A lock, and the records that it is for."""

    path: str
    config: Config
    records: tuple[Checked, ...]
    keys: tuple[Key, ...]
    """The models that the records name."""
    is_whole: bool
    """Whether every record that the lock is for was looked at."""


def survey(
    paths: Sequence[str], configurations: Configurations
) -> tuple[tuple[Scope, ...], list[str]]:
    """Find the records below some paths, by their lock; and what was in the way."""
    found = find(paths, configurations)
    complaints = [*found.complaints]
    groups: dict[str, list[Place]] = {}
    for place in found.places:
        groups.setdefault(lock_path(place.settings), []).append(place)
    scopes = [_scope(path, places, paths, complaints) for path, places in sorted(groups.items())]
    complaints += configurations.complaints
    if not found.places and not complaints:
        complaints.append(none_found(paths, configurations))
    if complaints:  # what was not seen may name what seems to be named no longer
        scopes = [
            Scope(one.path, one.config, one.records, one.keys, is_whole=False) for one in scopes
        ]
    return tuple(scopes), complaints


def _scope(
    path: str, places: Sequence[Place], paths: Sequence[str], complaints: list[str]
) -> Scope:
    records: list[Checked] = []
    named: dict[Key, None] = {}
    for place in places:
        try:
            record, models = _read(place)
        except Unreadable as broken:
            complaints.append(f"{place.shown}: {broken}")
        else:
            records.append(record)
            named.update(dict.fromkeys(models))
    is_whole = any(_covers(one, path) for one in paths)
    config = places[0].settings.for_files({show(path): path})
    return Scope(path, config, tuple(records), tuple(named), is_whole)


def _read(place: Place) -> tuple[Checked, tuple[Key, ...]]:
    """Read a record and the models that it names; raise Unreadable where it is none."""
    source = read_source(place.path, place.shown)
    document = parse(source)
    if source.unreadable or document.says_nothing:
        message = f"is no record: {source.unreadable or 'it has no field that a record has'}"
        raise Unreadable(message)
    reading = read(document)
    title = document.title.text if document.title else ""
    checked = Checked(source, title, reading.record.status or "draft", reading.structure)
    return checked, tuple(keys(reading))


def _covers(path: str, lock: str) -> bool:
    """Say whether a path means all the records that a lock is for."""
    folder, name = os.path.split(os.path.realpath(path))
    root = os.path.realpath(os.path.dirname(lock))
    if name == FILE_NAME and not os.path.isdir(path):
        return folder == root
    return os.path.isdir(path) and os.path.realpath(path) in _above(root)


def _above(folder: str) -> Iterator[str]:
    yield folder
    while (parent := os.path.dirname(folder)) != folder:
        yield parent
        folder = parent
