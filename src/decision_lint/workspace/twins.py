"""Twins beside their records: where they lie, and how one is written over another."""

from __future__ import annotations

import os
from collections.abc import Sequence

from decision_lint.chooser import choose, write_twin
from decision_lint.policy import Row
from decision_lint.twin import read_twin
from decision_lint.workspace.reading import Unreadable, read_source
from decision_lint.workspace.writing import write_whole


class HandEdited(Exception):  # noqa: N818  (it names the state, as Unreadable does)
    """A twin that the chooser did not write, or that somebody has changed since."""


def twin_of(record: str) -> str:
    """Name the twin of a record."""
    return os.path.splitext(record)[0] + ".json"


def save_twin(path: str, text: str, policy: Sequence[Row], *, force: bool) -> None:
    """Write a twin whole; one that was edited by hand only by force, and a record never."""
    if path.casefold().endswith(".md"):
        message = f"{path}: is named as a record; the twin beside it is {twin_of(path)}"
        raise HandEdited(message)
    if not force and os.path.lexists(path) and not _is_ours(path, text, policy):
        message = f"{path}: is not what the chooser writes for its profile; --force overwrites it"
        raise HandEdited(message)
    write_whole(path, text)


def _is_ours(path: str, text: str, policy: Sequence[Row]) -> bool:
    """Tell whether a file is a twin as the chooser writes it; a line end at the end is nobody's."""
    try:
        source = read_source(path, path)
    except Unreadable as broken:
        message = f"{path}: {broken}"
        raise HandEdited(message) from broken
    asked = read_twin(source).asked
    ours = (text, *([write_twin(choose(asked, policy))] if asked else []))
    return source.text.replace("\r\n", "\n").rstrip("\n") in ours
