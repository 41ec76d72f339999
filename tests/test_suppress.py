"""Which findings a comment hides, and what is said of the comment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pytest

from decision_lint.document.page import Suppression
from decision_lint.report import Finding
from decision_lint.rule import Level, Where
from decision_lint.source import Span
from decision_lint.suppress import Judged, judge

NAMES = {"EVD005": "missing-model-version", "EVD006": "moving-revision", "HW003": "does-not-fit"}
TODAY = date(2026, 11, 24)


def comment(
    *rules: str,
    lines: tuple[int, int] = (4, 5),
    whole_file: bool = False,
    until: str | None = None,
    reason: str = "the mirror never moves it",
) -> Suppression:
    span = Span(lines[0], 1, lines[0], 60)
    return Suppression(span, rules, whole_file, until, reason, *lines)


def finding(line: int = 5, where: Where = ("evidence", "model_version")) -> Finding:
    span = Span(line, 16, line, 20)
    return Finding("EVD006", "moving-revision", Level.WARNING, "seen", "a.md", span, where)


def hides(suppression: Suppression, found: Finding) -> bool:
    kept, suppressed, _ = judge([suppression], [found], names=NAMES, checked=NAMES, today=TODAY)
    assert [item._replace(excuse=None) for item in (*kept, *suppressed)] == [found]
    return bool(suppressed)


def judged(suppression: Suppression, *found: Finding, checked: Collection[str] = NAMES) -> Judged:
    _, _, (one,) = judge([suppression], found, names=NAMES, checked=checked, today=TODAY)
    return one


@pytest.mark.parametrize("word", ["EVD006", "evd006", "moving-revision", "EVD"])
def test_a_rule_is_named_by_its_code_its_name_or_its_family(word: str) -> None:
    assert hides(comment(word), finding())
    assert judged(comment(word), finding()).used == (word,)


def test_another_rule_is_not_hidden() -> None:
    assert not hides(comment("EVD005", "HW"), finding())


def test_a_comment_without_rules_hides_every_rule_on_its_lines() -> None:
    assert hides(comment(), finding())


@pytest.mark.parametrize(("line", "hidden"), [(3, False), (4, True), (5, True), (6, False)])
def test_a_comment_speaks_for_its_own_lines(line: int, hidden: bool) -> None:  # noqa: FBT001
    assert hides(comment("EVD006"), finding(line)) is hidden


def test_a_comment_for_the_whole_file_speaks_for_every_line() -> None:
    assert hides(comment("EVD006", whole_file=True), finding(900))


@pytest.mark.parametrize("where", [("twin", "profile"), ("files", "eval_cases.csv", 2, 1)])
def test_a_comment_does_not_speak_for_other_files(where: Where) -> None:
    assert not hides(comment("EVD006", whole_file=True), finding(where=where))


@pytest.mark.parametrize(
    ("until", "hidden"),
    [("2026-11-23", False), ("2026-11-24", True), ("2099-01-01", True), ("soon", False)],
)
def test_the_end_date_still_counts_and_an_unreadable_one_never_does(
    until: str,
    hidden: bool,  # noqa: FBT001
) -> None:
    suppression = comment("EVD006", until=until)
    assert hides(suppression, finding()) is hidden
    assert judged(suppression).expired is not hidden


def test_a_comment_without_a_reason_hides_nothing() -> None:
    assert not hides(comment("EVD006", reason=""), finding())


def test_a_word_is_unused_only_if_all_its_rules_were_checked() -> None:
    assert judged(comment("EVD006")).unused == ("EVD006",)
    assert judged(comment("EVD006"), checked=("EVD005",)).unused == ()
    assert judged(comment("EVD"), checked=("EVD005",)).unused == ()
    assert judged(comment("EVD", "HW"), finding()).unused == ("HW",)


def test_an_unknown_word_comes_with_the_rule_that_was_meant() -> None:
    unknown = judged(comment("EVD06", "moving-revison", "sunshine")).unknown
    assert unknown == {"EVD06": "EVD006", "moving-revison": "moving-revision", "sunshine": None}


def test_two_comments_on_one_finding_are_both_used() -> None:
    both = [comment("EVD006"), comment("EVD")]
    _, _, made = judge(both, [finding()], names=NAMES, checked=NAMES, today=TODAY)
    assert [one.unused for one in made] == [(), ()]


def test_a_misspelt_suppression_hides_nothing() -> None:
    assert not hides(Suppression.misspelt(Span(4, 1, 4, 30)), finding())


def test_all_means_every_rule() -> None:
    assert hides(comment("ALL"), finding())


def test_a_comment_without_rules_that_hides_nothing_is_unused_where_all_were_checked() -> None:
    for checked, unused in ((NAMES, ("ALL",)), ({"EVD006"}, ())):
        _, _, (judged,) = judge([comment()], [], names=NAMES, checked=checked, today=TODAY)
        assert judged.unused == unused
