"""What a record said before: read from an older text, and held against what it says now."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.markdown import parse
from decision_lint.engine.models import CandidateModel, Facts, models
from decision_lint.record.changes import Change, compare, pair
from decision_lint.record.reading import Reading, read
from decision_lint.rule import Absent
from decision_lint.source import Source

_NO_RECORD = "what stood there is no record"


def changes_since(
    base: Source | Absent | None, reading: Reading | None, facts: Facts
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
    before = read(document)
    fields = compare(before.structure, reading.structure)
    return (*fields, *_known(before, reading, facts)) if fields else ()


def _known(before: Reading, after: Reading, facts: Facts) -> Iterator[Change]:
    """Tell what another model brings along that the record need not say: its license tag."""
    olds, news = models(before, facts), models(after, facts)
    for old, new in pair(before.structure, after.structure):
        if old is None or new is None:
            continue
        one, other = _license(olds[old]), _license(news[new])
        if one and other and one != other:
            yield Change(("candidates", new, "facts", "license"), one, other)


def _license(model: CandidateModel) -> str | None:
    return (
        None if isinstance(model.facts, Absent) else model.facts.license_name or model.facts.license
    )
