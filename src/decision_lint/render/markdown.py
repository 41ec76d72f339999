"""A report as a page of Markdown: the summary of a job, the text of a comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from decision_lint.render.considered import considered
from decision_lint.render.look import Look
from decision_lint.render.markup import Room, link, plain
from decision_lint.render.places import fails, from_root, is_absolute, least_of, route
from decision_lint.render.summary import counted
from decision_lint.report import DOCS, Checked, Finding, Report, Unchecked
from decision_lint.rule import Absent, Level

_LIMIT = 900 * 1024
"""GitHub refuses a summary of more than 1 MiB, and a step may have written some of it already."""
_LEAST = 2048
"""The bytes that the changes of a record get however many records there are."""
_IN_JSON = "; `--output-format json` has all of them"
_SIGNS = {Level.ERROR: "❌ error", Level.WARNING: "⚠️ warning", Level.NOTE: "ℹ️ note"}


def render(report: Report, look: Look) -> str:
    """Write the verdict, the findings, what changed, the candidates, and what was not checked."""
    room = Room(_LIMIT)
    lines = [
        *_verdict(report, room),
        *_findings(report, look, room),
        *_changes(report, room),
        *_candidates(report, room),
        *_not_checked(report, room),
        *_suppressed(report, look, room),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _verdict(report: Report, room: Room) -> Iterator[str]:
    counts = [(report.count(level), level) for level in Level]
    found = ", ".join(counted(count, level) for count, level in counts if count)
    least = least_of(report)
    failed = any(fails(finding, least) for finding in report.findings)
    sign = "❌" if failed else "⚠️" if found else "✅"
    yield from room.lines(f"## {sign} Model decisions: {found or 'nothing found'}", "")
    told = [f"{counted(len(report.records), 'record')} checked"]
    if report.not_checked:
        rules = {lack.code for lack in report.not_checked}
        told.append(f"{counted(len(rules), 'rule')} could not look")
    if report.suppressed:
        told.append(f"{counted(len(report.suppressed), 'finding')} suppressed")
    yield from room.lines(f"{', '.join(told)}.", "")


def _findings(report: Report, look: Look, room: Room) -> Iterator[str]:
    if not report.findings:
        return
    yield from room.lines("### Findings", "")
    ordered = sorted(report.findings, key=lambda item: -item.level.weight)
    rows = (
        (
            _SIGNS[item.level],
            _place(item, look),
            link(f"{item.code} {item.name}", item.url),
            plain(item.message, 1000),
        )
        for item in ordered
    )
    yield from room.table(("", "Where", "Rule", "What was seen"), rows, _LIMIT // 2, _IN_JSON)


def _place(finding: Finding, look: Look) -> str:
    span, text = finding.span, plain(f"{finding.path}:{finding.span.line}")
    place = from_root(finding.path, look)
    if not look.blob or is_absolute(place):
        return text
    path = quote(place, errors="replace")
    end = f"-L{span.end_line}" if span.end_line > span.line else ""
    # Without `plain` the page of a Markdown file has no lines to go to.
    return link(text, f"{look.blob}{path}?plain=1#L{span.line}{end}")


def _changes(report: Report, room: Room) -> Iterator[str]:
    compared = [record for record in report.records if record.changes is not None]
    told = [record for record in compared if record.changes]
    if not compared:
        return
    yield from room.lines("### What changed", "")
    if not told:
        yield from room.lines("No field of a record.", "")
    end = max(room.left - _LIMIT // 5, 0)
    for number, record in enumerate(told):
        rest = len(told) - number
        if room.left <= end:
            left_out = counted(rest, "record")
            yield from room.lines(f"What changed in {left_out} more is left out.", "")
            return
        yield from _changes_of(record, room, max((room.left - end) // rest, _LEAST))


def _changes_of(record: Checked, room: Room, share: int) -> Iterator[str]:
    yield from room.lines(f"**{plain(record.source.path)}**", "")
    if isinstance(record.changes, Absent):
        yield from room.lines(f"Not compared: {plain(record.changes.why)}.", "")
        return
    rows = (
        (plain(route(change.where)), _value(change.before), _value(change.after))
        for change in record.changes or ()
    )
    yield from room.table(("Field", "Before", "Now"), rows, share)


def _value(text: str | None) -> str:
    return "—" if text is None else plain(text)


def _candidates(report: Report, room: Room) -> Iterator[str]:
    told = [record for record in report.records if record.candidates]
    if not told:
        return
    yield from room.lines("### Candidates", "")
    head = ("Record", "Candidate", "License", "Parameters", "Weights", "Fit", "As of")
    rows = (row for record in told for row in _of_record(record))
    yield from room.table(head, rows, _LIMIT // 8)


def _of_record(record: Checked) -> Iterator[Sequence[str]]:
    path = plain(record.source.path)
    for candidate in record.candidates:
        name = plain(candidate.model) or "—"
        shown = f"**{name}** (selected)" if candidate.is_selected else name
        yield path, shown, *considered(candidate)


def _not_checked(report: Report, room: Room) -> Iterator[str]:
    if not report.not_checked:
        return
    yield from room.lines("### Not checked", "")
    reasons: dict[tuple[str, str], list[Unchecked]] = {}
    for lack in report.not_checked:
        reasons.setdefault((lack.why, lack.mend), []).append(lack)
    rows = (_reason(why, mend, lacks) for (why, mend), lacks in reasons.items())
    yield from room.table(("Why", "Rules", "Records"), rows, _LIMIT // 10, _IN_JSON)


def _reason(why: str, mend: str, lacks: Sequence[Unchecked]) -> Sequence[str]:
    how = f"; run <code>{plain(mend)}</code>" if mend else ""
    rules: Mapping[str, str] = {lack.code: lack.name for lack in lacks}
    links = ", ".join(link(code, f"{DOCS}{name}.md") for code, name in sorted(rules.items()))
    return f"{plain(why)}{how}", links, str(len({lack.path for lack in lacks}))


def _suppressed(report: Report, look: Look, room: Room) -> Iterator[str]:
    if not report.suppressed:
        return
    yield from room.lines("### Suppressed", "")
    rows = (
        (
            _place(item, look),
            link(f"{item.code} {item.name}", item.url),
            plain(item.excuse.reason if item.excuse else ""),
            plain((item.excuse.until if item.excuse else None) or "—"),
        )
        for item in report.suppressed
    )
    yield from room.table(("Where", "Rule", "Reason", "Until"), rows, _LIMIT // 20)
