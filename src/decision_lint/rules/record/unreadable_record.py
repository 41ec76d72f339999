"""REC001: a record that cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.rule import Level, Problem, rule
from decision_lint.source import TOP


@rule("REC001", Level.ERROR)
def unreadable_record(unreadable: str) -> Iterator[Problem]:
    """The record cannot be read, or holds no field at all.

    ## Why

    A file with a record's name is taken for a decision. If it is not UTF-8, is larger than 1 MB
    or holds nothing but prose, no claim in it can be checked, and a silent pass would look like
    a decision that was checked and found good.

    ## How to mend it

    Save the file as UTF-8. Write each field as a line `key: value`, as a bullet, a heading, a
    table row or in front matter. A file that is no record belongs under another name, or in
    `exclude`.
    """
    yield Problem(TOP, unreadable)
