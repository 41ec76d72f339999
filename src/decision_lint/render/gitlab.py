"""A report for GitLab's Code Quality, in the form of Code Climate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_lint.quoting import visible
from decision_lint.render.json import dump
from decision_lint.render.look import Look
from decision_lint.render.mend import mend
from decision_lint.render.places import fingerprints, from_root
from decision_lint.report import Finding, Report
from decision_lint.rule import Level
from decision_lint.source import Span

_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def render(report: Report, look: Look) -> str:
    """Write a list of issues; GitLab drops those whose fingerprint it has seen before."""
    names = fingerprints(report, look)
    issues = [_issue(item, names[id(item)], report, look) for item in report.findings]
    return dump(issues, look)


def _issue(finding: Finding, fingerprint: str, report: Report, look: Look) -> Mapping[str, Any]:
    page = report.pages.get(finding.code)
    advice = mend(page.text) if page else ""
    return {
        "type": "issue",
        "check_name": finding.name,
        "description": f"{finding.code}: {visible(finding.message)}",
        "content": {"body": f"{advice}\n\n[Read more]({finding.url})".strip()},
        "categories": ["Bug Risk"],
        "severity": _SEVERITIES[finding.level],
        "fingerprint": fingerprint,
        "location": {
            "path": visible(from_root(finding.path, look)),
            "lines": {"begin": finding.span.line, "end": _last_line(finding.span)},
        },
    }


def _last_line(span: Span) -> int:
    """Give the last line that something of a span stands on: here the end is inclusive."""
    ends_before = span.end_column == 1 and span.end_line > span.line
    return span.end_line - ends_before
