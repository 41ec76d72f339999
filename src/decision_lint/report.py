"""What a run found: findings, what was not checked, and the records it looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from decision_lint.fitting.case import Case
from decision_lint.model import FactSource
from decision_lint.record.changes import Change
from decision_lint.rule import Absent, Edit, Level, Where
from decision_lint.source import Source, Span

DOCS = "https://github.com/decision-lint/decision-lint/blob/main/docs/rules/"


class Basis(NamedTuple):
    """The facts that a finding rests on: who said them, and when."""

    source: FactSource
    as_of: str
    """YYYY-MM-DD."""


class Excuse(NamedTuple):
    """Why a comment hides a finding, and until when."""

    reason: str
    until: str | None = None


class Finding(NamedTuple):
    """One fault at its place, ready to be shown."""

    code: str
    name: str
    level: Level
    message: str
    path: str
    span: Span
    where: Where
    candidate: str | None = None
    """The model text of the candidate that it is about."""
    edits: tuple[Edit, ...] = ()
    facts: Basis | None = None
    excuse: Excuse | None = None
    """Of a suppressed one: what the comment says that hides it."""

    @property
    def url(self) -> str:
        """The page of its rule."""
        return f"{DOCS}{self.name}.md"


class Unchecked(NamedTuple):
    """A rule that could not look, and why."""

    code: str
    name: str
    path: str
    why: str
    candidate: str | None = None
    mend: str = ""
    """The command that would let it look."""


class Considered(NamedTuple):
    """A candidate, and what is known of its model."""

    model: str
    """The model as written."""
    is_selected: bool
    case: Case | Absent
    """What its figures follow from."""


class Checked(NamedTuple):
    """A record that was looked at."""

    source: Source
    title: str
    status: str
    fields: Mapping[str, Any]
    """The structured record, as `show` prints it."""
    beside: tuple[Source, ...] = ()
    """The twin and the evidence files that were read with it."""
    fail_on: Level = Level.ERROR
    """The lightest finding that fails it."""
    candidates: tuple[Considered, ...] = ()
    """Its candidates, in its order."""
    changes: tuple[Change, ...] | Absent | None = None
    """What differs from the revision that it was compared with; None where it was not."""


class Page(NamedTuple):
    """A rule's page, carried along so that a renderer needs no rule."""

    code: str
    name: str
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run found, in reading order."""

    version: str
    records: tuple[Checked, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    not_checked: tuple[Unchecked, ...] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)

    def without_candidates(self) -> Report:
        """Leave out what the figures of the candidates follow from."""
        records = tuple(record._replace(candidates=()) for record in self.records)
        return replace(self, records=records)

    def count(self, level: Level) -> int:
        """Count the findings of a level."""
        return sum(finding.level is level for finding in self.findings)


def merge(version: str, reports: Sequence[Report]) -> Report:
    """Put the reports of many records together, in their order."""
    pages: dict[str, Page] = {}
    for report in reports:
        pages.update(report.pages)
    return Report(
        version,
        records=tuple(item for report in reports for item in report.records),
        findings=tuple(item for report in reports for item in report.findings),
        suppressed=tuple(item for report in reports for item in report.suppressed),
        not_checked=tuple(item for report in reports for item in report.not_checked),
        pages=pages,
    )
