"""A report of one line for each finding, for editors and for grep."""

from __future__ import annotations

from decision_lint.quoting import visible
from decision_lint.render.look import Look, Style
from decision_lint.report import Finding, Report


def render(report: Report, look: Look) -> str:
    """Show each finding as `path:line:column: CODE [level] message`."""
    return "".join(_line(finding, look) for finding in report.findings)


def _line(finding: Finding, look: Look) -> str:
    path = look.paint(visible(finding.path), Style.STRONG)
    code = look.paint(finding.code, Style.STRONG)
    level = look.paint(finding.level, Style.of(finding.level))
    place = f"{path}:{finding.span.line}:{finding.span.column}"
    return f"{place}: {code} [{level}] {visible(finding.message)}\n"
