"""How often each rule was broken, the most frequent first."""

from __future__ import annotations

from collections import Counter

from decision_lint.render.json import dump
from decision_lint.render.look import Look, Style
from decision_lint.report import Report
from decision_lint.rule import Level


def render(report: Report, look: Look) -> str:
    """Show a line for each rule."""
    return "".join(
        f"{count:>5}  {look.paint(f'{code:<7}', Style.STRONG)} "
        f"{look.paint(f'{level:<7}', Style.of(level))} {name}\n"
        for (code, name, level), count in _counted(report)
    )


def render_json(report: Report, look: Look) -> str:
    """Write a list with an entry for each rule."""
    entries = [
        {"code": code, "name": name, "level": level, "count": count}
        for (code, name, level), count in _counted(report)
    ]
    return dump(entries, look)


def _counted(report: Report) -> list[tuple[tuple[str, str, Level], int]]:
    counts = Counter((item.code, item.name, item.level) for item in report.findings)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
