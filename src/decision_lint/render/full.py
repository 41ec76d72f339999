"""A report for people: each finding with the line it is about and the way to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from decision_lint.quoting import visible
from decision_lint.render.look import Look, Style
from decision_lint.render.mend import mend
from decision_lint.render.snippet import snippet
from decision_lint.render.summary import summary
from decision_lint.report import Finding, Report
from decision_lint.source import Source, Span


def render(report: Report, look: Look) -> str:
    """Show each finding in full, then the summary."""
    sources = {
        source.path: source
        for record in report.records
        for source in (record.source, *record.beside)
    }
    parts = ["\n".join(_finding(item, sources, report, look)) for item in report.findings]
    if report.records and not look.quiet:
        parts.append("\n".join(summary(report, look)))
    return "\n\n".join(parts) + "\n" if parts else ""


def _finding(
    finding: Finding, sources: Mapping[str, Source], report: Report, look: Look
) -> Iterator[str]:
    style = Style.of(finding.level)
    span = finding.span
    place = look.paint(visible(finding.path), Style.STRONG) + f":{span.line}:{span.column}:"
    rule = f"{look.paint(finding.level, style)} {look.paint(finding.code, Style.STRONG)}"
    yield f"{place} {rule} {finding.name}: {visible(finding.message)}"
    if source := sources.get(finding.path):
        yield from snippet(source, span, look, style)
    page = report.pages.get(finding.code)
    yield from _help(mend(page.text) if page else "", finding.url, span, look)


def _help(advice: str, url: str, span: Span, look: Look) -> Iterator[str]:
    """Show the mend, wrapped where the screen is narrower, and where to read more."""
    from textwrap import wrap  # only a finding needs it

    margin = " " * (len(str(span.end_line)) + 1)
    head = f"{margin}{look.paint('= help:', Style.HELP)} "
    indent = " " * len(f"{margin}= help: ")
    first, *rest = wrap(
        advice, max(look.width - len(indent), 20), break_long_words=False, break_on_hyphens=False
    ) or [""]
    if first:
        yield head + first
    yield from (indent + line for line in rest)
    yield head + url
