"""A report for programs."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from decision_lint.render.look import Look
from decision_lint.render.shape import (
    FactsShape,
    FindingShape,
    RecordShape,
    RecordWithFieldsShape,
    ReportShape,
    SummaryShape,
    UncheckedShape,
)
from decision_lint.render.visible import visible_lines
from decision_lint.report import Checked, Finding, Report, Unchecked
from decision_lint.rule import Level


def render(report: Report, look: Look) -> str:
    """Write the report as JSON, its keys always in the same order."""
    summary = SummaryShape(
        records=len(report.records),
        error=report.count(Level.ERROR),
        warning=report.count(Level.WARNING),
        note=report.count(Level.NOTE),
        not_checked=len(report.not_checked),
    )
    shape = ReportShape(
        version=report.version,
        summary=summary,
        records=tuple(_record(record, look) for record in report.records),
        findings=tuple(_finding(finding) for finding in report.findings),
        not_checked=tuple(_unchecked(entry) for entry in report.not_checked),
    )
    return dump(shape, look)


def dump(data: object, look: Look) -> str:
    """Write plain data or shapes as JSON that may be shown on a terminal as it is."""
    text = json.dumps(data, indent=2, ensure_ascii=look.ascii_only, default=_members)
    # JSON lets a text hold DEL, C1 and the marks that turn a line's direction; a screen obeys them.
    # A runner of GitHub obeys what it finds in the log; to a reader of JSON the escape is the same.
    return visible_lines(text).replace("##[", "#\\u0023[") + "\n"


def _members(shape: Any) -> dict[str, Any]:
    return {member.name: getattr(shape, member.name) for member in fields(shape)}


def _record(record: Checked, look: Look) -> RecordShape:
    head = {"path": record.source.path, "title": record.title, "status": record.status}
    if look.show_fields:
        return RecordWithFieldsShape(**head, fields=record.fields)
    return RecordShape(**head)


def _finding(finding: Finding) -> FindingShape:
    return FindingShape(
        code=finding.code,
        name=finding.name,
        level=finding.level,
        message=finding.message,
        path=finding.path,
        line=finding.span.line,
        column=finding.span.column,
        end_line=finding.span.end_line,
        end_column=finding.span.end_column,
        where=finding.where,
        candidate=finding.candidate,
        facts=_facts(finding),
        fix=None,
        url=finding.url,
    )


def _facts(finding: Finding) -> FactsShape | None:
    return (
        FactsShape(source=finding.facts.source, as_of=finding.facts.as_of)
        if finding.facts
        else None
    )


def _unchecked(entry: Unchecked) -> UncheckedShape:
    return UncheckedShape(
        code=entry.code,
        name=entry.name,
        path=entry.path,
        candidate=entry.candidate,
        why=entry.why,
    )
