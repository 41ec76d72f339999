"""The records below the paths that somebody named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from decision_lint.config import RECORD_NAMES, covers, matches
from decision_lint.facts.lock.entries import FILE_NAME as LOCK_FILE_NAME
from decision_lint.workspace.paths import show
from decision_lint.workspace.reading import matter
from decision_lint.workspace.settings import Configurations, Settings

SUFFIXES = (".md", ".markdown", ".txt")
"""How a record may end."""

SKIPPED = frozenset(
    """.git .hg .svn .jj .venv venv .env .tox .nox .eggs .direnv node_modules __pycache__
    __pypackages__ site-packages .mypy_cache .ruff_cache .pytest_cache .hypothesis
    .ipynb_checkpoints .cache .idea .vscode""".split()
)
"""Folders that hold no records of their own."""


class Place(NamedTuple):
    """A record to check: where it lies, how its path is shown, and the settings it is under."""

    path: str
    shown: str
    settings: Settings


class Found(NamedTuple):
    """The records below some paths in the order of their paths, and what was in the way."""

    places: tuple[Place, ...]
    complaints: tuple[str, ...]
    left_out: bool = False
    """Whether a path was named that the configuration excludes."""


def find(
    paths: Sequence[str], configurations: Configurations, *, force_exclude: bool = False
) -> Found:
    """Find each record below the paths once; by force, also a path that is named is excluded."""
    complaints: list[str] = []
    places: dict[str, Place] = {}
    kept = [path for path in paths if not force_exclude or not _is_excluded(path, configurations)]
    for path in kept:
        for item in _below(path, configurations):
            if isinstance(item, str):
                complaints.append(item)
            else:
                places.setdefault(os.path.realpath(item.path), item)
    ordered = sorted(places.values(), key=lambda place: place.shown)
    return Found(tuple(ordered), tuple(dict.fromkeys(complaints)), len(kept) < len(paths))


def _is_excluded(path: str, configurations: Configurations) -> bool:
    """Say whether the configuration of a path excludes it, or a folder that it lies in."""
    absolute = os.path.abspath(path)
    settings = configurations.of(absolute if os.path.isdir(path) else os.path.dirname(absolute))
    if settings is None:
        return False
    return any(covers(glob, settings.relative(absolute)) for glob in settings.config.exclude)


def none_found(paths: Sequence[str], configurations: Configurations) -> str:
    """Say that there is no record, and what was looked for."""
    settings = configurations.of(os.path.abspath(paths[0]))
    names = settings.config.include if settings else RECORD_NAMES
    return f"no record found below {', '.join(paths)}; looked for {', '.join(names)}"


def _below(path: str, configurations: Configurations) -> Iterator[Place | str]:
    """Give the records that a path means, or a complaint."""
    absolute = os.path.abspath(path)
    folder, name = os.path.split(absolute)
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError) as error:
        yield f"{path!r}: {matter(error)}"
        return
    if name == LOCK_FILE_NAME and not is_folder:
        yield from _walk(folder, configurations)
        return
    settings = configurations.of(absolute if is_folder else folder)
    if settings is None:
        return
    if is_folder and not _is_record(name, settings):
        yield from _walk(absolute, configurations)
    elif record := _record_of(absolute):
        yield Place(record, show(record), settings)
    elif name.endswith(".json"):
        yield f"{show(path)}: is a twin without a record beside it; write {name[:-5]}.md first"
    else:
        yield f"{show(path)}: is not named like a record; its name has to end in .md"


def _record_of(path: str) -> str | None:
    """Name the record that a file is, or is the twin of."""
    stem, suffix = os.path.splitext(path)
    if suffix.lower() in SUFFIXES:
        return path
    if suffix != ".json":
        return None
    return next((stem + end for end in SUFFIXES if os.path.isfile(stem + end)), None)


def _walk(folder: str, configurations: Configurations) -> Iterator[Place | str]:
    """Give the records in a folder and below; links to folders are not followed."""
    settings = configurations.of(folder)
    if settings is None:
        return
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield f"{show(folder)}: {matter(error)}"
        return
    for entry in entries:
        name = settings.relative(entry.path)
        if any(matches(glob, name) for glob in settings.config.exclude):
            continue
        # A folder that is named like a record goes on too: its reader complains of it.
        if _is_record(name, settings):
            yield Place(entry.path, show(entry.path), settings)
        elif entry.is_dir(follow_symlinks=False) and entry.name not in SKIPPED:
            yield from _walk(entry.path, configurations)


def _is_record(name: str, settings: Settings) -> bool:
    if not name.lower().endswith(SUFFIXES):
        return False
    return any(matches(glob, name) for glob in settings.config.include)
