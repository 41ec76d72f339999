"""A report as workflow commands."""

from __future__ import annotations

import pytest

from decision_lint.quoting import harmless
from decision_lint.render import RENDERERS
from decision_lint.render.look import Look
from decision_lint.report import Checked, Report, Unchecked
from decision_lint.rule import Level
from decision_lint.source import Source, Span
from reports import PLAIN, found, report

PAGE_URL = found(Span(1, 1, 1, 1)).url


def github(whole: Report, look: Look = PLAIN) -> list[str]:
    return RENDERERS["github"](whole, look).splitlines()


def live(line: str) -> bool:
    """Tell whether the runner would look at a line as a command."""
    return line.lstrip().startswith("::") or "##[" in line


def test_a_finding_is_an_annotation_at_its_place() -> None:
    assert github(report(found(Span(3, 16, 3, 21))))[0] == (
        "::error title=LIC002 license-note-is-a-todo,file=a.md,line=3,endLine=3,col=16,endColumn=21"
        "::'check' is a to-do%0ARead the model card, e.g. on the Hub, and write the license down."
        f"%0A{PAGE_URL}"
    )


def test_a_finding_over_several_lines_has_no_columns() -> None:
    line = github(report(found(Span(2, 3, 3, 5))))[0]
    assert "line=2,endLine=3::" in line


@pytest.mark.parametrize(
    ("level", "command"),
    [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.NOTE, "notice")],
)
def test_each_level_has_its_command(level: Level, command: str) -> None:
    assert github(report(found(Span(1, 1, 1, 2), level=level)))[0].startswith(f"::{command} ")


def test_a_path_is_told_from_the_root_of_the_repository() -> None:
    line = github(report(found(Span(1, 1, 1, 2))), Look(prefix="docs/"))[0]
    assert ",file=docs/a.md," in line
    outside = found(Span(1, 1, 1, 2))._replace(path="/elsewhere/a.md")
    assert ",file=/elsewhere/a.md," in github(report(outside), Look(prefix="docs/"))[0]


def test_properties_and_messages_are_escaped() -> None:
    path = "50%,a:b.md"
    line = github(report(found(Span(1, 1, 1, 2), message="100%: a, b")._replace(path=path)))[0]
    assert ",file=50%25%2Ca%3Ab.md," in line
    assert "::100%25: a, b%0A" in line


HOSTILE = ("::error::x", " \t::stop-commands::y", "##[add-mask]z", "a ##[group]b\r\n::debug::c")


def test_nothing_of_a_record_is_a_command() -> None:
    findings = [found(Span(1, 1, 1, 2), message=text)._replace(path=text) for text in HOSTILE * 5]
    lacks = tuple(Unchecked("RTE002", "x", text, text, text, text) for text in HOSTILE)
    records = tuple(Checked(Source(text, text), text, text, {}) for text in HOSTILE)
    lines = github(Report("1", records, tuple(findings), tuple(findings), lacks))
    commands = [line for line in lines if live(line)]
    told = ["::error title=LIC002 license-note-is-a-todo,file="] * 10
    told.append("::notice title=decision-lint::10 findings more; ")
    assert len(commands) == len(told)
    assert all(line.startswith(start) for line, start in zip(commands, told, strict=True))
    assert "##[" not in "".join(lines)


def test_a_harmless_line_stays_as_it_is() -> None:
    assert harmless("a :: b [x] # c") == "a :: b [x] # c"


def test_no_more_annotations_of_a_level_than_are_shown() -> None:
    findings = [
        found(Span(line, 1, line, 2), level=level) for line in range(1, 14) for level in Level
    ]
    lines = github(report(*findings))
    counts = [sum(line.startswith(f"::{word}") for line in lines) for word in ("error", "warning")]
    assert counts == [10, 10]
    notices = [line for line in lines if line.startswith("::notice")]
    assert len(notices) == 10
    assert notices[-1].startswith("::notice title=decision-lint::10 findings more")
    assert sum(line.startswith("- a.md:") for line in lines) == 10


def test_ten_of_a_level_are_all_shown() -> None:
    lines = github(report(*[found(Span(1, 1, 1, 2), level=Level.NOTE)] * 10))
    assert sum(line.startswith("::notice title=LIC002") for line in lines) == 10


def test_a_long_message_is_cut_before_the_runner_cuts_it() -> None:
    line = github(report(found(Span(1, 1, 1, 2), message="很" * 300_000)))[0]
    message = line.partition("::")[2].partition("::")[2]
    assert len(message) == 4096
    assert message.endswith("...")


def test_the_summary_has_no_colour_and_can_be_left_out() -> None:
    assert github(report(), Look(color=True))[0] == "1 record checked: nothing found"
    assert github(report(), Look(quiet=True)) == []
