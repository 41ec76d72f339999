"""Which findings a record's comments hide, and what each comment was good for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from decision_lint.config import EVERYTHING
from decision_lint.document.page import Suppression
from decision_lint.quantities.words import read_date
from decision_lint.report import Excuse, Finding
from decision_lint.rule import family_of
from decision_lint.spelling import nearest


class Judged(NamedTuple):
    """A suppression and what came of it."""

    suppression: Suppression
    used: tuple[str, ...]
    """The words of it that hid a finding."""
    unused: tuple[str, ...]
    """The words of it that hid nothing although all their rules were checked."""
    unknown: Mapping[str, str | None]
    """The words that are no rule, each with the rule that was probably meant."""
    expired: bool
    """Whether its end date has passed, or cannot be read."""

    @property
    def valid(self) -> bool:
        """Whether it may hide anything: it can be read, gives a reason and has not expired."""
        return (
            bool(self.suppression.reason) and not self.expired and not self.suppression.is_misspelt
        )


def judge(
    suppressions: Sequence[Suppression],
    findings: Sequence[Finding],
    *,
    names: Mapping[str, str],
    checked: Collection[str],
    today: date,
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Judged, ...]]:
    """Part the findings into kept and suppressed, and say what each suppression did.

    `names` gives the name of every code that exists; `checked` holds the codes that were checked.
    """
    judged = tuple(_judge(each, findings, names, checked, today) for each in suppressions)
    valid = [each.suppression for each in judged if each.valid]
    kept, suppressed = [], []
    for finding in findings:
        if by := next((each for each in valid if _hides(each, finding)), None):
            suppressed.append(finding._replace(excuse=Excuse(by.reason, by.until)))
        else:
            kept.append(finding)
    return tuple(kept), tuple(suppressed), judged


def _judge(
    suppression: Suppression,
    findings: Sequence[Finding],
    names: Mapping[str, str],
    checked: Collection[str],
    today: date,
) -> Judged:
    used, unused, unknown = [], [], {}
    within = [finding for finding in findings if _covers(suppression, finding)]
    if not suppression.rules and not within and names.keys() <= set(checked):
        unused.append(EVERYTHING)
    for word in suppression.rules:
        meant = [code for code, name in names.items() if _names(word, code, name)]
        if not meant:
            unknown[word] = nearest(word, (*names, *names.values()))
        elif any(finding.code in meant for finding in within):
            used.append(word)
        elif all(code in checked for code in meant):
            unused.append(word)
    expired = _has_expired(suppression, today)
    return Judged(suppression, tuple(used), tuple(unused), unknown, expired)


def _hides(suppression: Suppression, finding: Finding) -> bool:
    words = suppression.rules
    named = not words or any(_names(word, finding.code, finding.name) for word in words)
    return named and _covers(suppression, finding)


def _names(word: str, code: str, name: str) -> bool:
    """Tell whether a word is a rule's code, its name or its family."""
    return word.upper() in {code, family_of(code), EVERYTHING} or word.lower() == name


def _covers(suppression: Suppression, finding: Finding) -> bool:
    if finding.where[:1] in {("twin",), ("files",)}:
        return False  # a comment speaks for the file that it stands in
    lines = finding.span
    on_its_lines = lines.line <= suppression.last_line and lines.end_line >= suppression.first_line
    return suppression.whole_file or on_its_lines


def _has_expired(suppression: Suppression, today: date) -> bool:
    if suppression.until is None:
        return False
    until = read_date(suppression.until)
    return until is None or today > date.fromisoformat(until)
