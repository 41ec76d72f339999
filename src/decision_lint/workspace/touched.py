"""The records that a change touches: themselves, or what they are judged by."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from decision_lint.document.markdown import parse
from decision_lint.evidence.files import open_links
from decision_lint.facts.lock.entries import FILE_NAME as LOCK_FILE
from decision_lint.workspace.config_file import OWN_FILE, SHARED_FILE, TABLE
from decision_lint.workspace.evidence import files_beside
from decision_lint.workspace.paths import root_of
from decision_lint.workspace.reading import Unreadable, read_source
from decision_lint.workspace.revisions import NoRevision, changed_since, hold, is_blob
from decision_lint.workspace.search import Place
from decision_lint.workspace.twins import twin_of


def touched_since(revision: str, places: Sequence[Place], config: str | None) -> tuple[Place, ...]:
    """Keep the records that differ from a revision, or whose twin, evidence, lock or settings do.

    `config` is the configuration that the command line names. A record whose repository does not
    have the revision is kept where another has it. Raises NoRevision where none has.
    """
    changed: dict[str | None, Mapping[str, str] | NoRevision] = {}
    kept = []
    for place in places:
        root = root_of(os.path.dirname(os.path.realpath(place.path)))
        if root not in changed:
            changed[root] = _changed(revision, root, place)
        known = changed[root]
        if isinstance(known, NoRevision) or _is_touched(place, known, config):
            kept.append(place)
    lacks = [known for known in changed.values() if isinstance(known, NoRevision)]
    hold(revision, lacks, len(changed))
    return tuple(kept)


def _changed(revision: str, root: str | None, place: Place) -> Mapping[str, str] | NoRevision:
    if root is None:
        return NoRevision(f"{place.shown} lies in no git repository")
    try:
        return changed_since(revision, root)
    except NoRevision as lack:
        return lack


def _is_touched(place: Place, changed: Mapping[str, str], config: str | None) -> bool:
    return any(
        path in changed and not is_blob(path, changed[path]) for path in _basis(place, config)
    )


def _basis(place: Place, config: str | None) -> Iterator[str]:
    """Name all that a record is judged by, what may be there and is not included."""
    record = _real(place.path)
    yield record
    yield twin_of(record)
    if config:
        yield _real(config)
    yield from _above(record)
    try:
        document = parse(read_source(place.path, place.shown))
    except Unreadable:
        return  # who loads it complains
    for link in open_links(document, files_beside(place.path)):
        yield _real(link.path)


def _above(record: str) -> Iterator[str]:
    """Name the lock and the configuration that each folder above a record may hold."""
    folder = os.path.dirname(record)
    while True:
        yield os.path.join(folder, LOCK_FILE)
        yield os.path.join(folder, OWN_FILE)
        shared = os.path.join(folder, SHARED_FILE)
        if os.path.isfile(shared) and _names_us(shared):
            yield shared
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = above


def _names_us(path: str) -> bool:
    try:
        return f"tool.{TABLE}" in read_source(path, path).text
    except Unreadable:
        return True


def _real(path: str) -> str:
    """Give a path as git names it below the root: links in the folders followed, not its own."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.join(os.path.realpath(folder), name)
