"""Where a record says that its data is private."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.privacy import is_public, private_word
from decision_lint.record.shape import Record
from decision_lint.rule import Where


def private_place(record: Record) -> tuple[Where, str] | None:
    """Find the first place that calls the data private, with its word."""
    privacy = record.profile.privacy
    if privacy is not None and is_public(privacy):
        return None
    found = ((where, private_word(text)) for where, text in _texts(record))
    return next(((where, word) for where, word in found if word), None)


def _texts(record: Record) -> Iterator[tuple[Where, str]]:
    if record.profile.privacy is not None:
        yield ("profile", "privacy"), record.profile.privacy
    for index, item in enumerate(record.must_have):
        yield ("must_have", index), item
    if record.project_goal is not None:
        yield ("project_goal",), record.project_goal
