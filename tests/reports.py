"""Reports made by hand, for the renderers."""

from __future__ import annotations

from decision_lint.render.look import Look
from decision_lint.report import Checked, Finding, Page, Report, Unchecked
from decision_lint.rule import Level
from decision_lint.source import Source, Span

TEXT = "candidate_1:\n  许可证：待确认的许可证 later\n\tlicense_note: check\nlast\n"
PAGE = """A license note is a to-do.

## Why
Nobody comes back to it.

## How to mend it
Read the model card, e.g. on the Hub,
and write the license down. Then say what it means.

More words."""
PLAIN = Look()


def found(span: Span, message: str = "'check' is a to-do", level: Level = Level.ERROR) -> Finding:
    where = ("candidates", 0, "license_note")
    rule = ("LIC002", "license-note-is-a-todo")
    return Finding(*rule, level, message, "a.md", span, where, "org/name")


def report(*findings: Finding, text: str = TEXT) -> Report:
    """Make the report of one record."""
    record = Checked(Source("a.md", text), "A title", "draft", {"project_goal": "目的"})
    page = Page("LIC002", "license-note-is-a-todo", Level.ERROR, PAGE)
    why = "the record states no route"
    lacks = (
        Unchecked("RTE002", "chooser-disagrees", "a.md", why),
        Unchecked("RTE005", "route-not-ready", "a.md", why),
        Unchecked("HUB001", "unknown-model", "a.md", "nobody asked", "org/name"),
    )
    return Report("1.2.3", (record,), findings, (), lacks, {"LIC002": page})
