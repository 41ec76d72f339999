"""One record under all rules that its configuration allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from decision_lint.config import Config
from decision_lint.engine.later import Later
from decision_lint.engine.needs import OF_LOCK, PER_CANDIDATE, RESTING, Given
from decision_lint.engine.places import Places
from decision_lint.facts.answer import Missing
from decision_lint.fitting.case import Case
from decision_lint.fitting.fit import Fit
from decision_lint.model import ModelFacts
from decision_lint.record.reading import Reading
from decision_lint.report import Basis, Finding, Unchecked
from decision_lint.rule import Absent, Level, NotChecked, Problem, Rule
from decision_lint.source import Span
from decision_lint.suppress import judge

_CLOSED = frozenset(("superseded", "rejected", "deprecated"))
_UNREAD = Absent("the record cannot be read")
_FITTING = Absent("a superseded, rejected or deprecated record is only checked for its shape")


class Run:
    """Asks the rules, and keeps what they say."""

    def __init__(
        self, rules: Sequence[Rule], places: Places, reading: Reading | None, config: Config
    ) -> None:
        self.rules = [rule for rule in rules if OF_LOCK.isdisjoint(rule.needs)]
        self.names = {rule.code: rule.name for rule in rules}
        self.places = places
        self.reading = reading
        self.candidates: tuple[Given, ...] = ()
        self.config = config
        self.path = places.document.source.path
        self.findings: list[Finding] = []
        self.suppressed: tuple[Finding, ...] = ()
        self.unchecked: dict[tuple[str, str | None, str], Unchecked] = {}

    def ask_all(self, given: Given, candidates: Sequence[Given], today: date) -> None:
        """Ask every rule; those on suppressions come last, since they judge what was found."""
        self.candidates = tuple({**given, **own} for own in candidates)
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
            names=self.names,
            checked=self.names.keys() - unlooked,
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
        else:
            for own in self.candidates:
                self._run(rule, own, self.places.candidate(own["place"]))

    def _run(self, rule: Rule, given: Given, candidate: str | None) -> None:
        there = {}
        for need in rule.needs:
            value = _had(given[need])
            if not isinstance(value, Absent):
                there[need] = value
            elif need not in rule.optional:
                self._not_checked(rule, value, candidate)
                return
        outcomes: Iterator[Problem | NotChecked] = rule.check(**there)
        for outcome in outcomes:
            if isinstance(outcome, NotChecked):
                self._not_checked(rule, outcome, candidate)
            else:
                self._keep(rule, outcome, _basis(there))

    def _not_checked(self, rule: Rule, lack: Absent | NotChecked, candidate: str | None) -> None:
        if self.config.allows(rule.code, rule.name, self.path):
            unchecked = Unchecked(rule.code, rule.name, self.path, lack.why, candidate, lack.mend)
            self.unchecked.setdefault((rule.code, candidate, lack.why), unchecked)

    def _keep(self, rule: Rule, problem: Problem, basis: Basis | None) -> None:
        where = problem.where
        source, span = self.places.find(where)
        if not self.config.allows(rule.code, rule.name, source.path):
            return
        finding = Finding(
            code=rule.code,
            name=rule.name,
            level=_capped(problem.level or rule.level, basis),
            message=f"{problem.message}{_said_by(basis)}",
            path=source.path,
            span=span,
            where=() if isinstance(where, Span) else where,
            candidate=self.places.candidate(where),
            edits=problem.edits,
            facts=basis,
        )
        self.findings.append(finding)


def _had(value: object) -> object:
    return value.have() if isinstance(value, Later) else value


def _basis(there: Given) -> Basis | None:
    """Find the facts that a rule was given."""
    for need in RESTING:
        value = there.get(need)
        match value.facts if isinstance(value, (Case, Fit)) else value:
            case ModelFacts(source=source, as_of=as_of) | Missing(source=source, as_of=as_of):
                return Basis(source, as_of)
    return None


def _capped(level: Level, basis: Basis | None) -> Level:
    """Hold what rests on the bundled catalogue at a warning: a snapshot breaks no commit."""
    is_snapshot = basis is not None and basis.source == "catalogue"
    return Level.WARNING if is_snapshot and level is Level.ERROR else level


def _said_by(basis: Basis | None) -> str:
    """Say on whose word a finding rests, and of which day."""
    if basis is None:
        return ""
    who = {
        "hub": "the Hub",
        "lock": "decision-lint.lock",
        "cache": "the local cache",
        "catalogue": "the bundled catalogue; `decision-lint lock` makes sure",
    }[basis.source]
    return f" ({basis.as_of}, {who})"
