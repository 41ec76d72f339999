"""A report in reviewdog's format; it counts columns in bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_lint.quoting import visible
from decision_lint.render.json import dump
from decision_lint.render.look import Look
from decision_lint.render.places import sources_of
from decision_lint.report import Finding, Report
from decision_lint.rule import Level
from decision_lint.source import Source, Span

Json = Mapping[str, Any]

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}
_HOME = "https://github.com/decision-lint/decision-lint"


def render(report: Report, look: Look) -> str:
    """Write one DiagnosticResult."""
    sources = sources_of(report)
    result = {
        "source": {"name": "decision-lint", "url": _HOME},
        "diagnostics": [_diagnostic(finding, sources) for finding in report.findings],
    }
    return dump(result, look)


def _diagnostic(finding: Finding, sources: Mapping[str, Source]) -> Json:
    source = sources.get(finding.path)
    diagnostic: dict[str, Any] = {
        "message": f"{finding.name}: {visible(finding.message)}",
        "location": {"path": visible(finding.path), "range": _range(finding.span, source)},
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.code, "url": finding.url},
    }
    if finding.edits:
        diagnostic["suggestions"] = [
            {"range": _range(edit.span, source), "text": edit.text} for edit in finding.edits
        ]
    return diagnostic


def _range(span: Span, source: Source | None) -> Json:
    return {
        "start": _position(span.line, span.column, source),
        "end": _position(span.end_line, span.end_column, source),
    }


def _position(line: int, column: int, source: Source | None) -> Json:
    """Give a line with its column in bytes, or without one where the text is not known."""
    if source is None or line > len(source.lines):
        return {"line": line}
    before = source.lines[line - 1][: column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
