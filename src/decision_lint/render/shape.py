"""The JSON report in frozen dataclasses; its JSON Schema is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from decision_lint.rule import Level

CONFIG = {"extra": "forbid", "use_attribute_docstrings": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryShape:
    """How much of everything there is."""

    __pydantic_config__: ClassVar = CONFIG

    records: int
    """Records that were checked."""
    error: int
    """Findings that are errors."""
    warning: int
    """Findings that are warnings."""
    note: int
    """Findings that are notes."""
    not_checked: int
    """Times that a rule could not look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShape:
    """A record that was checked."""

    __pydantic_config__: ClassVar = CONFIG

    path: str
    """Where it lies, with `/`, relative to the working folder if it lies below it."""
    title: str
    """Its title, or an empty text."""
    status: str
    """Where the decision stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWithFieldsShape(RecordShape):
    """A record that was checked, with what it says."""

    fields: Mapping[str, Any]
    """The structured record, as `decision-lint show` prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsShape:
    """The facts that a finding rests on."""

    __pydantic_config__: ClassVar = CONFIG

    source: str
    """Who says so."""
    as_of: str
    """The day on which they said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingShape:
    """One fault at its place; lines and columns count from 1, the end is exclusive."""

    __pydantic_config__: ClassVar = CONFIG

    code: str
    """The code of its rule."""
    name: str
    """The name of its rule."""
    level: Level
    """How much it weighs."""
    message: str
    """What was seen."""
    path: str
    """The file that it is in."""
    line: int
    """The line that it starts on."""
    column: int
    """The column that it starts at, in characters."""
    end_line: int
    """The line that it ends on."""
    end_column: int
    """The column after its last character."""
    where: tuple[str | int, ...]
    """The way to the value in the structured record."""
    candidate: str | None
    """The model of the candidate that it is about."""
    facts: FactsShape | None
    """The facts that it rests on."""
    fix: None
    """A mechanical mend."""
    url: str
    """The page of its rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedShape:
    """A rule that could not look."""

    __pydantic_config__: ClassVar = CONFIG

    code: str
    """The code of the rule."""
    name: str
    """The name of the rule."""
    path: str
    """The record that it could not look at."""
    candidate: str | None
    """The model of the candidate that it could not look at."""
    why: str
    """What it lacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShape:
    """What a run of decision-lint found."""

    __pydantic_config__: ClassVar = CONFIG

    version: str
    """The version of decision-lint."""
    summary: SummaryShape
    """How much of everything there is."""
    records: tuple[RecordWithFieldsShape | RecordShape, ...]
    """The records that were checked."""
    findings: tuple[FindingShape, ...]
    """The faults, in reading order."""
    not_checked: tuple[UncheckedShape, ...]
    """The rules that could not look."""
