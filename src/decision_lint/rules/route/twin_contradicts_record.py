"""RTE004: a twin that was asked about another profile than the record's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.quantities.folding import fold
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule
from decision_lint.twin import Twin

_FIELDS = ("route", "privacy", "available_vram_gb", "needs_service")


@rule("RTE004", Level.ERROR)
def twin_contradicts_record(twin: Twin, record: Record) -> Iterator[Problem]:
    """A field of the twin's profile contradicts what the record states.

    ## Why

    The chooser then answered for another machine, another kind of data or another use than the one
    that was decided on, and its answer says nothing about this record.

    ## How to mend it

    Correct the one that is wrong. `decision-lint choose --record RECORD --write` writes the twin
    anew from the record.
    """
    for name in _FIELDS:
        stated, asked = getattr(record.profile, name), twin.profile.get(name)
        if stated is not None and asked is not None and _plain(stated) != _plain(asked):
            message = f"the twin says {name} {_shown(asked)}, the record {_shown(stated)}"
            yield Problem(("twin", "profile", name), message)


def _plain(value: object) -> object:
    """Give a value as it is compared: `private docs` and `private_docs` are one."""
    if isinstance(value, str):
        return re.sub(r"[\s_\-]+", " ", fold(value).casefold()).strip()
    return value


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float() | int():
            return f"{value:g}"
    return f"'{value}'"
