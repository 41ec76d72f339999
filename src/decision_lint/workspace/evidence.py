"""Evidence beside a record: opened inside its repository only, and never more than a bit of it."""

from __future__ import annotations

import os

from decision_lint.evidence.files import Files, Linked
from decision_lint.rule import Where
from decision_lint.workspace.paths import show
from decision_lint.workspace.reading import Unreadable, read_source


def files_beside(record: str) -> Files:
    """Give what opens the files that a record links, by the record's own path."""
    folder = os.path.dirname(os.path.abspath(record))
    root = repository_of(folder)
    real_root = os.path.realpath(root)

    def files(where: Where, link: str) -> Linked:
        path = _resolve(link, folder, root)
        linked = Linked(where, link, show(path))
        if not _is_inside(os.path.realpath(path), real_root):
            return Linked(where, link, linked.path, trouble="lies outside the repository")
        return _opened(path, linked)

    return files


def repository_of(folder: str) -> str:
    """Find the root of the repository that a folder lies in, or what comes closest to one."""
    above = folder
    while not os.path.lexists(os.path.join(above, ".git")):
        parent = os.path.dirname(above)
        if parent == above:
            here = os.getcwd()
            return here if _is_inside(folder, here) else folder
        above = parent
    return above


def _resolve(link: str, folder: str, root: str) -> str:
    """Find a link from its record, or from the root of the repository as some write it."""
    link = link.replace("\\", "/")  # written on Windows, and checked anywhere
    beside = os.path.normpath(os.path.join(folder, link.lstrip("/") if link[:1] == "/" else link))
    if link[:1] != "/" and (os.path.lexists(beside) or link[:2] == ".." or link[:2] == "./"):
        return beside
    from_root = os.path.normpath(os.path.join(root, link.lstrip("/")))
    return from_root if os.path.lexists(from_root) else beside


def _is_inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root if root.endswith(os.sep) else root + os.sep)


def _opened(path: str, linked: Linked) -> Linked:
    where, link, shown = linked.where, linked.link, linked.path
    if not os.path.exists(path):
        return Linked(where, link, shown, trouble="is not there")
    if os.path.isdir(path):
        return Linked(where, link, shown, unread="is a folder")
    try:
        source = read_source(path, shown)
    except Unreadable as broken:
        return Linked(where, link, shown, unread=str(broken).partition(";")[0])
    if source.unreadable:
        return Linked(where, link, shown, unread=f"was not read: {source.unreadable}")
    if not source.text.strip():
        return Linked(where, link, shown, trouble="is empty")
    return Linked(where, link, shown, source=source)
