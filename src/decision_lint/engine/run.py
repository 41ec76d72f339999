"""One record under all rules that its configuration allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from decision_lint.config import Config
from decision_lint.engine.needs import PER_CANDIDATE, Given
from decision_lint.engine.places import Places
from decision_lint.record.reading import Reading
from decision_lint.report import Finding, Unchecked
from decision_lint.rule import Absent, NotChecked, Problem, Rule
from decision_lint.source import Span
from decision_lint.suppress import judge

_CLOSED = frozenset(("superseded", "rejected", "deprecated"))
_UNREAD = "the record cannot be read"
_FITTING = "a superseded, rejected or deprecated record is only checked for its shape"


class Run:
    """Asks the rules, and keeps what they say."""

    def __init__(
        self, rules: Sequence[Rule], places: Places, reading: Reading | None, config: Config
    ) -> None:
        self.rules = rules
        self.places = places
        self.reading = reading
        self.config = config
        self.path = places.document.source.path
        self.findings: list[Finding] = []
        self.suppressed: tuple[Finding, ...] = ()
        self.unchecked: dict[tuple[str, str | None, str], Unchecked] = {}

    def ask_all(self, given: Given, today: date) -> None:
        """Ask every rule; those on suppressions come last, since they judge what was found."""
        late = [rule for rule in self.rules if "suppressions" in rule.needs]
        for rule in self.rules:
            if ("unreadable" in rule.needs) != ("unreadable" in given):
                if "unreadable" in given:
                    self._not_checked(rule, _UNREAD, None)
            elif rule not in late:
                self._ask(rule, given)
        unlooked = {code for code, _, _ in self.unchecked}
        kept, self.suppressed, judged = judge(
            self.places.document.suppressions,
            self.findings,
            names={rule.code: rule.name for rule in self.rules},
            checked={rule.code for rule in self.rules} - unlooked,
            today=today,
        )
        self.findings = list(kept)
        if "unreadable" not in given:
            for rule in late:
                self._ask(rule, {**given, "suppressions": judged})

    def _ask(self, rule: Rule, given: Given) -> None:
        """Ask a rule once, or once for each candidate, if what it needs is there."""
        reading = self.reading
        if reading and reading.record.status in _CLOSED and rule.family != "REC":
            self._not_checked(rule, _FITTING, None)
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
                self._run(rule, {**given, **own}, self.places.candidate(place))

    def _run(self, rule: Rule, given: Given, candidate: str | None) -> None:
        needs = {need: given[need] for need in rule.needs}
        lacking = {need: value for need, value in needs.items() if isinstance(value, Absent)}
        if absent := next((lacking[need] for need in lacking if need not in rule.optional), None):
            self._not_checked(rule, absent.why, candidate)
            return
        there = {need: value for need, value in needs.items() if need not in lacking}
        outcomes: Iterator[Problem | NotChecked] = rule.check(**there)
        for outcome in outcomes:
            if isinstance(outcome, NotChecked):
                self._not_checked(rule, outcome.why, candidate)
            else:
                self._keep(rule, outcome)

    def _not_checked(self, rule: Rule, why: str, candidate: str | None) -> None:
        if self.config.allows(rule.code, rule.name, self.path):
            unchecked = Unchecked(rule.code, rule.name, self.path, why, candidate)
            self.unchecked.setdefault((rule.code, candidate, why), unchecked)

    def _keep(self, rule: Rule, problem: Problem) -> None:
        where = problem.where
        source, span = self.places.find(where)
        if not self.config.allows(rule.code, rule.name, source.path):
            return
        finding = Finding(
            code=rule.code,
            name=rule.name,
            level=problem.level or rule.level,
            message=problem.message,
            path=source.path,
            span=span,
            where=() if isinstance(where, Span) else where,
            candidate=self.places.candidate(where),
            edits=problem.edits,
        )
        self.findings.append(finding)
