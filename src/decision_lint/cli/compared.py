"""Records held against a revision: which it has otherwise, and what it has of them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial

from decision_lint.rule import Absent
from decision_lint.source import Source
from decision_lint.workspace.config_file import Misconfigured
from decision_lint.workspace.loading import STDIN, Loaded
from decision_lint.workspace.revisions import NoRevision, sources_at
from decision_lint.workspace.search import Place
from decision_lint.workspace.touched import touched_since

Loader = Callable[[], Loaded | None]


def touched(places: Sequence[Place], options: Namespace) -> tuple[Place, ...]:
    """Keep the records that are otherwise than the revision has them, or what they rest on is."""
    try:
        return touched_since(options.base, places, options.config)
    except NoRevision as broken:
        raise Misconfigured(f"--base: {broken}") from broken


def compared(loaders: Sequence[tuple[str, Loader]], revision: str) -> list[tuple[str, Loader]]:
    """Let each record be loaded with its older text; raise Misconfigured where there is none."""
    names = [name for name, _ in loaders if name != STDIN]
    try:
        bases = sources_at(revision, names)
    except NoRevision as broken:
        raise Misconfigured(f"--base: {broken}") from broken
    nameless = Absent("standard input has no name")
    return [
        (name, partial(_with_base, loader, bases.get(name, nameless))) for name, loader in loaders
    ]


def _with_base(loader: Loader, base: Source | Absent) -> Loaded | None:
    loaded = loader()
    return loaded._replace(base=base) if loaded else None
