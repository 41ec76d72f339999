"""The last words of a run: what was found, and what nobody could look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from decision_lint.quoting import visible
from decision_lint.render.look import Look, Style
from decision_lint.report import Report, Unchecked
from decision_lint.rule import Level

_REASONS = 12
"""As many reasons are told; JSON holds them all."""


def summary(report: Report, look: Look) -> Iterator[str]:
    """Tell the counts, then the rules that were not checked by what they lacked."""
    counts = [(report.count(level), level) for level in Level]
    told = [look.paint(counted(count, level), Style.of(level)) for count, level in counts if count]
    if report.suppressed:
        told.append(f"{len(report.suppressed)} suppressed")
    found = ", ".join(told) or "nothing found"
    yield f"{counted(len(report.records), 'record')} checked: {found}"
    if report.not_checked:
        rules = {entry.code for entry in report.not_checked}
        yield f"{counted(len(rules), 'rule')} not checked:"
        yield from _reasons(report)


def counted(count: int, word: str) -> str:
    """Count something: `1 record`, `2 records`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _reasons(report: Report) -> Iterator[str]:
    reasons: defaultdict[str, list[Unchecked]] = defaultdict(list)
    for entry in report.not_checked:
        reasons[entry.why].append(entry)
    ordered = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    for why, entries in ordered[:_REASONS]:
        codes = ", ".join(sorted({entry.code for entry in entries}))
        records = len({entry.path for entry in entries})
        where = f" ({counted(records, 'record')})" if len(report.records) > 1 else ""
        mend = next((entry.mend for entry in entries if entry.mend), "")
        how = f"; run `{visible(mend)}`" if mend else ""
        yield f"  {visible(why)}{how}{where}: {codes}"
    if rest := ordered[_REASONS:]:
        yield f"  and {counted(len(rest), 'reason')} more; --output-format json has them all"
