"""A lock under the rules on locks: what the Hub says otherwise, at the lines of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from decision_lint import __version__
from decision_lint.config import Config
from decision_lint.document.json_text import JsonText, parse_json
from decision_lint.engine.needs import OF_LOCK
from decision_lint.facts.lock.drift import Drift, Unverified
from decision_lint.facts.lock.entries import key_of
from decision_lint.report import Basis, Checked, Finding, Page, Report, Unchecked
from decision_lint.rule import NotChecked, Problem, Rule, Where
from decision_lint.source import Source, Span


def check_lock(
    rules: Sequence[Rule],
    source: Source,
    drifts: Iterable[Drift | Unverified],
    records: Sequence[Checked],
    config: Config,
) -> Report:
    """Report on a lock, and on the records whose models it holds."""
    mine = [
        rule
        for rule in rules
        if not OF_LOCK.isdisjoint(rule.needs) and config.allows(rule.code, rule.name, source.path)
    ]
    json = parse_json(source)
    said = [one for drift in drifts for rule in mine for one in _ask(rule, drift, json)]
    findings = (one for one in said if isinstance(one, Finding))
    return Report(
        __version__,
        records=tuple(one._replace(beside=(*one.beside, source)) for one in records),
        findings=tuple(sorted(findings, key=lambda one: one.span)),
        not_checked=tuple(one for one in said if isinstance(one, Unchecked)),
        pages={rule.code: Page(rule.code, rule.name, rule.level, rule.page) for rule in mine},
    )


def _ask(rule: Rule, drift: Drift | Unverified, json: JsonText) -> Iterator[Finding | Unchecked]:
    name, path = key_of(drift.key), json.source.path
    if isinstance(drift, Unverified):
        yield Unchecked(rule.code, rule.name, path, drift.why, name)
        return
    outcomes: Iterator[Problem | NotChecked] = rule.check(drift=drift)
    basis = Basis("hub", drift.said)
    for outcome in outcomes:
        if isinstance(outcome, NotChecked):
            yield Unchecked(rule.code, rule.name, path, outcome.why, name, outcome.mend)
        elif not isinstance(outcome.where, Span):
            yield Finding(
                code=rule.code,
                name=rule.name,
                level=outcome.level or rule.level,
                message=f"{outcome.message} ({basis.as_of}, the Hub)",
                path=path,
                span=_place(json, outcome.where[1:]),
                where=outcome.where,
                candidate=name,
                facts=basis,
            )


def _place(json: JsonText, where: Where) -> Span:
    """Find the line of an entry: its key; of one that is not there, the key of what holds them."""
    return json.keys.get(where) or json.keys.get(where[:-1]) or json.place(where)
