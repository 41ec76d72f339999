"""A report as workflow commands, which GitHub shows as annotations in the files they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from decision_lint.quoting import disarmed, harmless, visible
from decision_lint.render.look import Look
from decision_lint.render.mend import mend
from decision_lint.render.places import from_root
from decision_lint.render.summary import counted, summary
from decision_lint.report import Finding, Report
from decision_lint.rule import Level

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_MOST = 10
"""GitHub shows as many annotations of a level for a step, and drops the others without a word."""
_LONGEST = 4096
"""The runner cuts a longer message, escapes undone."""
_CUT = "..."


def render(report: Report, look: Look) -> str:
    """Show the heaviest findings as annotations, the others as plain lines, then the summary."""
    lines = list(_findings(report, look))
    if report.records and not look.quiet:
        # The summary never has colour here: its lines are looked through for commands.
        lines += [harmless(line) for line in summary(report, Look())]
    return "".join(f"{line}\n" for line in lines)


def command(name: str, message: str, properties: Mapping[str, str]) -> str:
    """Write a workflow command; its message is cut to what the runner takes."""
    if len(message) > _LONGEST:
        message = message[: _LONGEST - len(_CUT)] + _CUT
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_data(message)}"


def _findings(report: Report, look: Look) -> Iterator[str]:
    rest: list[Finding] = []
    for level in Level:
        found = [finding for finding in report.findings if finding.level is level]
        # What is left over is told by a notice, which counts as one of its level.
        most = _MOST - (level is Level.NOTE and bool(rest or found[_MOST:]))
        yield from (_annotation(finding, report, look) for finding in found[:most])
        rest += found[most:]
    if rest:
        told = counted(len(rest), "finding")
        yield f"::notice title=decision-lint::{told} more; the log lists all of them"
        yield from (harmless(_line(finding)) for finding in rest)


def _annotation(finding: Finding, report: Report, look: Look) -> str:
    page = report.pages.get(finding.code)
    lines = (visible(finding.message), mend(page.text) if page else "", finding.url)
    message = "\n".join(line for line in lines if line)
    return command(_COMMANDS[finding.level], message, _place(finding, look))


def _place(finding: Finding, look: Look) -> Mapping[str, str]:
    span = finding.span
    place = {
        "title": f"{finding.code} {finding.name}",
        "file": visible(from_root(finding.path, look)),
        "line": str(span.line),
        "endLine": str(span.end_line),
    }
    if span.line == span.end_line:  # else the runner complains of the columns and drops them
        place |= {"col": str(span.column), "endColumn": str(span.end_column)}
    return place


def _line(finding: Finding) -> str:
    place = f"{visible(finding.path)}:{finding.span.line}:{finding.span.column}"
    return f"- {place}: {finding.code} [{finding.level}] {visible(finding.message)}"


def _data(text: str) -> str:
    text = disarmed(text).replace("%", "%25")  # first: the others put new ones in
    return text.replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
