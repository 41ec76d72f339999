"""Comments: which are suppressions, which were meant as one, and which lines they speak of."""

from __future__ import annotations

import pytest

from decision_lint.document.markdown import parse
from decision_lint.document.page import Suppression
from decision_lint.source import Source


def suppressions(text: str) -> tuple[Suppression, ...]:
    return parse(Source("record.md", text)).suppressions


def only(comment: str) -> Suppression:
    (found,) = suppressions(f"# T\n\n<!-- {comment} -->\nowner: Bo\n")
    return found


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        ("decision-lint: ignore[LIC002]: known", ("LIC002",), "known"),
        ("Decision-Lint: Ignore[LIC002, EVD]: known", ("LIC002", "EVD"), "known"),
        ("decision-lint: ignore: known", (), "known"),
        (
            "decision-lint: ignore[LIC002]: see https://x.example: there",
            ("LIC002",),
            "see https://x.example: there",
        ),
        ("decision-lint: ignore[LIC002]:\n  known and\n  fine", ("LIC002",), "known and fine"),
        ("decision-lint: ignore[LIC002]:", ("LIC002",), ""),
        ("decision-lint: ignore[LIC002]", ("LIC002",), ""),
        ("decision-lint: ignore[LIC002] until 2027-01-31：已知", ("LIC002",), "已知"),
    ],
)
def test_a_suppression_is_read(comment: str, rules: tuple[str, ...], reason: str) -> None:
    found = only(comment)
    assert (found.rules, found.reason, found.is_misspelt) == (rules, reason, False)


@pytest.mark.parametrize(
    "comment",
    [
        "decision-lint: ignore LIC002: known",
        "decision-lint ignore[LIC002]: known",
        "decision-lint: disable[LIC002]: known",
        "decision-lint: ignore[LIC002] known",
        "decision-lint: ignore[LIC002] - known",
        "decision-lint: ignore[]: known",
        "decision-lint: ignore[*]: known",
        "decision-lint: ignore[LIC002: known",
        "decision_lint: noqa",
        "decision-lint: ignroe[LIC002]: known",
    ],
)
def test_what_was_meant_as_a_suppression_is_kept_as_a_misspelt_one(comment: str) -> None:
    assert only(comment).is_misspelt


@pytest.mark.parametrize("comment", ["a note", "decision-lint checks this page", "ignore: this"])
def test_any_other_comment_is_none(comment: str) -> None:
    assert suppressions(f"# T\n\n<!-- {comment} -->\n") == ()


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("# decision-lint: ignore[LIC]: known", True),
        ("license: MIT  # decision-lint: ignore[LIC]: known", True),
        ("risk: it's weak  # decision-lint: ignore[LIC]: known", True),
        ('risk: "# decision-lint: ignore[LIC]: known"', False),
        ("risk: 'a # decision-lint: ignore[LIC]: known'", False),
        ("risk: a# decision-lint: ignore[LIC]: known", False),
    ],
)
def test_a_yaml_comment_is_one_outside_quotes(line: str, *, is_one: bool) -> None:
    assert bool(suppressions(f"---\nowner: Bo\n{line}\n---\n")) == is_one


def test_a_comment_speaks_of_the_next_line_with_content() -> None:
    text = (
        "<!-- decision-lint: ignore[A]: x -->\n\n<!-- decision-lint: ignore[B]: y -->\n\nowner: Bo"
    )
    assert [found.last_line for found in suppressions(text)] == [5, 5]


def test_a_comment_at_the_end_of_a_line_speaks_of_that_line() -> None:
    (found,) = suppressions("owner: Bo <!-- decision-lint: ignore[A]: x -->\nfallback: y")
    assert (found.first_line, found.last_line) == (1, 1)


@pytest.mark.parametrize("text", ["```\n{}\n```", "`{}`", "    a `{}` b"])
def test_a_comment_in_code_is_code(text: str) -> None:
    assert suppressions(text.format("<!-- decision-lint: ignore[A]: x -->")) == ()
