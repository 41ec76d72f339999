"""What a record said before: read from an older text, and held against what it says now."""

from __future__ import annotations

from decision_lint.document.markdown import parse
from decision_lint.record.changes import Change, compare
from decision_lint.record.reading import Reading, read
from decision_lint.rule import Absent
from decision_lint.source import Source

_NO_RECORD = "what stood there is no record"


def changes_since(
    base: Source | Absent | None, reading: Reading | None
) -> tuple[Change, ...] | Absent | None:
    """Compare a record with an older text of it; None where nobody gave one."""
    if base is None or isinstance(base, Absent):
        return base
    if reading is None:
        return Absent("the record cannot be read")
    if base.unreadable:
        return Absent(f"{_NO_RECORD}: {base.unreadable}")
    document = parse(base)
    if document.says_nothing:
        return Absent(_NO_RECORD)
    return compare(read(document).structure, reading.structure)
