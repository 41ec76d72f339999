"""Paths as people see them, and as globs see them: always with `/`."""

from __future__ import annotations

import os


def show(path: str) -> str:
    """Give a path as it is shown: relative to the working folder where it lies below it."""
    return relative(os.path.abspath(path), os.getcwd())


def relative(path: str, root: str) -> str:
    """Give an absolute path relative to a folder above it, else as it is."""
    above = root if root.endswith(os.sep) else root + os.sep
    return path.removeprefix(above).replace(os.sep, "/")


def prefix_of(folder: str) -> str:
    """Give the way from the root of a folder's repository to the folder: `docs/`, or nothing."""
    root = root_of(folder)
    return "" if root is None or root == folder else f"{relative(folder, root)}/"


def root_of(folder: str) -> str | None:
    """Find the root of the repository that a folder lies in."""
    above = folder
    while not os.path.lexists(os.path.join(above, ".git")):
        above, below = os.path.dirname(above), above
        if above == below:
            return None
    return above
