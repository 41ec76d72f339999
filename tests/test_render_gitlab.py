"""A report for GitLab's Code Quality."""

from __future__ import annotations

import json
from typing import Any

import pytest

from decision_lint.render import RENDERERS
from decision_lint.render.look import Look
from decision_lint.report import Finding
from decision_lint.rule import Level
from decision_lint.source import Span
from reports import PLAIN, TEXT, found, report

AT = Span(3, 16, 3, 21)


def issues(*findings: Finding, text: str = TEXT, look: Look = PLAIN) -> Any:
    return json.loads(RENDERERS["gitlab"](report(*findings, text=text), look))


def test_an_issue_says_all_of_a_finding() -> None:
    (issue,) = issues(found(AT), look=Look(prefix="docs/"))
    assert len(issue.pop("fingerprint")) == 32
    assert issue == {
        "type": "issue",
        "check_name": "license-note-is-a-todo",
        "description": "LIC002: 'check' is a to-do",
        "content": {
            "body": "Read the model card, e.g. on the Hub, and write the license down."
            f"\n\n[Read more]({found(AT).url})"
        },
        "categories": ["Bug Risk"],
        "severity": "major",
        "location": {"path": "docs/a.md", "lines": {"begin": 3, "end": 3}},
    }


def test_nothing_found_is_an_empty_list() -> None:
    assert issues() == []


@pytest.mark.parametrize(
    ("level", "severity"),
    [(Level.ERROR, "major"), (Level.WARNING, "minor"), (Level.NOTE, "info")],
)
def test_each_level_has_its_severity(level: Level, severity: str) -> None:
    assert issues(found(AT, level=level))[0]["severity"] == severity


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    prints = [issue["fingerprint"] for issue in issues(*[found(AT)] * 3, found(Span(1, 1, 1, 2)))]
    assert len(set(prints)) == 2  # one object thrice is one finding
    again = [issue["fingerprint"] for issue in issues(found(AT), found(AT), found(AT))]
    assert len(set(again)) == 3


def test_a_fingerprint_stays_when_the_lines_move_and_goes_with_the_text() -> None:
    (one,) = issues(found(AT))
    (two,) = issues(found(Span(5, 16, 5, 21)), text=f"\n\n{TEXT}")
    (other,) = issues(found(AT), text=TEXT.replace("check", "tests"))
    assert one["fingerprint"] == two["fingerprint"] != other["fingerprint"]


def test_the_last_line_is_one_that_something_stands_on() -> None:
    (issue,) = issues(found(Span(2, 1, 4, 1)))
    assert issue["location"]["lines"] == {"begin": 2, "end": 3}
