"""The whole way of one record: text, document, record, rules, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from decision_lint import __version__
from decision_lint.config import Config
from decision_lint.document.markdown import parse
from decision_lint.document.page import Document
from decision_lint.record.reading import Reading, read
from decision_lint.report import Checked, Finding, Page, Report, Unchecked
from decision_lint.rule import Absent, NotChecked, Problem, Rule, Where
from decision_lint.rules import RULES
from decision_lint.source import Source, Span
from decision_lint.suppress import judge

ONCE = frozenset(
    "unreadable document record faults selected source_path has_twin today suppressions".split()
)
PER_CANDIDATE = frozenset(("candidate", "place", "reference"))
NEEDS = ONCE | PER_CANDIDATE
"""What a rule may ask for."""

_CLOSED = frozenset(("superseded", "rejected", "deprecated"))
_FITTING = Absent("a superseded, rejected or deprecated record is only checked for its shape")
_PAGES = {rule.code: Page(rule.code, rule.name, rule.level, rule.page) for rule in RULES}
_NAMES = {rule.code: rule.name for rule in RULES}

Given = Mapping[str, Any]


def lint(source: Source, *, twin: Source | Absent, config: Config, today: date) -> Report:
    """Check one record; `twin` is the JSON beside it, `today` the day that dates are judged by."""
    document = parse(source)
    if source.unreadable or document.says_nothing:
        given: Given = {"unreadable": source.unreadable or "it has no field that a record has"}
        return _Run(source, document, None, config).report(given, today)
    reading = read(document)
    has_path = source.path not in {"", "-"}
    without = Absent("standard input has no file name")
    given = {
        "document": document,
        "record": reading.record,
        "faults": reading.faults,
        "selected": reading.selected,
        "source_path": source.path if has_path else without,
        "has_twin": isinstance(twin, Source) if has_path else without,
        "today": today,
    }
    return _Run(source, document, reading, config).report(given, today)


class _Run:
    """One record under all rules that its configuration allows."""

    def __init__(
        self, source: Source, document: Document, reading: Reading | None, config: Config
    ) -> None:
        self.source = source
        self.document = document
        self.reading = reading
        self.rules = [rule for rule in RULES if config.allows(rule.code, rule.name, source.path)]
        self.findings: list[Finding] = []
        self.unchecked: dict[tuple[str, str | None, str], Unchecked] = {}

    def report(self, given: Given, today: date) -> Report:
        """Ask the rules, weigh the suppressions, and sort what was found."""
        late = [rule for rule in self.rules if "suppressions" in rule.needs]
        for rule in self.rules:
            if rule not in late and ("unreadable" in rule.needs) == ("unreadable" in given):
                self._ask(rule, given)
        unlooked = {code for code, _, _ in self.unchecked}
        checked = {rule.code for rule in self.rules} - unlooked
        kept, suppressed, judged = judge(
            self.document.suppressions, self.findings, names=_NAMES, checked=checked, today=today
        )
        self.findings = list(kept)
        if "unreadable" not in given:
            for rule in late:
                self._ask(rule, {**given, "suppressions": judged})
        return Report(
            version=__version__,
            records=(self._checked(),),
            findings=tuple(sorted(self.findings, key=_order)),
            suppressed=tuple(sorted(suppressed, key=_order)),
            not_checked=tuple(self.unchecked.values()),
            pages=_PAGES,
        )

    def _checked(self) -> Checked:
        title, reading = self.document.title, self.reading
        status = (reading.record.status if reading else None) or "draft"
        fields = reading.structure if reading else {}
        return Checked(self.source, title.text if title else "", status, fields)

    def _ask(self, rule: Rule, given: Given) -> None:
        """Ask a rule once, or once for each candidate, if what it needs is there."""
        reading = self.reading
        if reading and reading.record.status in _CLOSED and rule.family != "REC":
            self._not_checked(rule, _FITTING.why, None)
        elif PER_CANDIDATE.isdisjoint(rule.needs):
            self._run(rule, given, None)
        elif reading:
            for index, candidate in enumerate(reading.record.candidates):
                place = ("candidates", index)
                own = {
                    "candidate": candidate,
                    "place": place,
                    "reference": reading.references[index],
                }
                self._run(rule, {**given, **own}, self._candidate(place))

    def _run(self, rule: Rule, given: Given, candidate: str | None) -> None:
        needs = {need: given[need] for need in rule.needs}
        absent = next((need for need in needs.values() if isinstance(need, Absent)), None)
        if absent:
            self._not_checked(rule, absent.why, candidate)
            return
        outcomes: Iterator[Problem | NotChecked] = rule.check(**needs)
        for outcome in outcomes:
            if isinstance(outcome, NotChecked):
                self._not_checked(rule, outcome.why, candidate)
            else:
                self.findings.append(self._finding(rule, outcome))

    def _not_checked(self, rule: Rule, why: str, candidate: str | None) -> None:
        unchecked = Unchecked(rule.code, rule.name, self.source.path, why, candidate)
        self.unchecked.setdefault((rule.code, candidate, why), unchecked)

    def _finding(self, rule: Rule, problem: Problem) -> Finding:
        where = problem.where
        span, way = (where, ()) if isinstance(where, Span) else (self.document.place(where), where)
        return Finding(
            code=rule.code,
            name=rule.name,
            level=problem.level or rule.level,
            message=problem.message,
            path=self.source.path,
            span=span,
            where=way,
            candidate=self._candidate(way),
            edits=problem.edits,
        )

    def _candidate(self, where: Where) -> str | None:
        """Name the candidate that a route leads into, by its model as written."""
        model = (
            self.document.values.get((*where[:2], "model"))
            if where[:1] == ("candidates",)
            else None
        )
        return model if isinstance(model, str) else None


def _order(finding: Finding) -> tuple[Span, str]:
    return finding.span, finding.code
