"""`lock --check`: what the Hub says otherwise than the locks, as a report."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from decision_lint import __version__
from decision_lint.cli.console import Exit, complain
from decision_lint.cli.online import ask_all
from decision_lint.cli.output import put_out
from decision_lint.cli.scopes import Scope
from decision_lint.engine.drifting import check_lock
from decision_lint.facts.answer import Key
from decision_lint.facts.lock.drift import drift
from decision_lint.facts.lock.entries import Lock
from decision_lint.facts.lock.planning import spelled
from decision_lint.report import Report, merge
from decision_lint.rules import RULES
from decision_lint.source import Source
from decision_lint.workspace.locks import BrokenLock, read_lock_at
from decision_lint.workspace.paths import show

Sound = tuple[Scope, Source, Lock, tuple[Key, ...]]


def check(scopes: Sequence[Scope], options: Namespace) -> int:
    """Ask the Hub for what is locked and named, and report where it says otherwise."""
    sound = [one for one in map(_read, scopes) if one]
    wanted = dict.fromkeys(key for *_, keys in sound for key in keys)
    answers = ask_all(tuple(wanted), options.timeout)
    codes, reports = [Exit.CLEAN if len(sound) == len(scopes) else Exit.USAGE], []
    for scope, source, lock, keys in sound:
        drifts = drift(lock, {key: answers[key] for key in keys})
        report = check_lock(RULES, source, drifts, scope.records, scope.config)
        reports.append(report)
        codes += _codes(report, scope)
    return max(*codes, put_out(merge(__version__, reports), options))


def _read(scope: Scope) -> Sound | None:
    """Read a lock that has to be there; None where it is not or is broken, which is complained."""
    try:
        read = read_lock_at(scope.path)
    except BrokenLock as broken:
        complain(str(broken))
        return None
    if read is None and scope.keys:
        complain(f"{show(scope.path)}: is not there; run `decision-lint lock`")
        return None
    source, lock = read or (Source(show(scope.path)), Lock())
    return scope, source, lock, spelled(lock, scope.keys)


def _codes(report: Report, scope: Scope) -> tuple[Exit, ...]:
    """Give the exit codes that a report asks for: what was not answered is not verified."""
    for one in report.not_checked:
        complain(f"{one.candidate}: {one.why}; it is not compared")
    weight = scope.config.fail_on.weight
    fails = any(finding.level.weight >= weight for finding in report.findings)
    found = Exit.FOUND if fails else Exit.CLEAN
    return found, Exit.FAILED if report.not_checked else Exit.CLEAN
