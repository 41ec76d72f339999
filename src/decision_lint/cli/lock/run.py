"""`lock`: ask the Hub about the models that records name, and write down what it says."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from decision_lint.cli.configuration import configurations_of
from decision_lint.cli.console import Exit, complain, say
from decision_lint.cli.lock.arguments import lock_parser
from decision_lint.cli.lock.check import check
from decision_lint.cli.lock.words import lack, told
from decision_lint.cli.online import ask_all
from decision_lint.cli.parsing import parsed
from decision_lint.cli.scopes import Scope, survey
from decision_lint.facts.answer import Answer, Key
from decision_lint.facts.hub.settings import offline_by
from decision_lint.facts.local.cache import cache_folder
from decision_lint.facts.local.standing_in import cached, completed
from decision_lint.facts.lock.entries import Lock, key_of
from decision_lint.facts.lock.planning import settle, spelled, to_ask, unanswered
from decision_lint.render import STATISTICS
from decision_lint.spelling import did_you_mean
from decision_lint.workspace.config_file import Misconfigured
from decision_lint.workspace.locks import BrokenLock, change_lock, read_lock_at
from decision_lint.workspace.paths import show


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done for one lock."""

    scope: Scope
    lock: Lock
    keys: tuple[Key, ...]
    fresh: frozenset[Key]
    ask: tuple[Key, ...]
    is_broken: bool


def run(words: Sequence[str]) -> int:
    """Lock the models of the records below the paths that are named, or check their locks."""
    options = _parse(words)
    try:
        configurations = configurations_of(options)
    except Misconfigured as broken:
        complain(str(broken))
        return Exit.USAGE
    scopes, complaints = survey(options.paths, configurations)
    if unknown := _unknown(options.models, scopes):
        complaints.append(unknown)
        scopes = ()
    for complaint in complaints:
        complain(complaint)
    if options.check:
        return max(Exit.USAGE if complaints else Exit.CLEAN, check(scopes, options))
    plans = [_plan(scope, options) for scope in scopes]
    sound = [plan for plan in plans if plan]
    wanted = dict.fromkeys(key for plan in sound for key in plan.ask)
    answers = _answers(tuple(wanted), options)
    codes = [_write(plan, answers, options) for plan in sound]
    return max([Exit.CLEAN if plans and all(plans) and not complaints else Exit.USAGE, *codes])


def _parse(words: Sequence[str]) -> Namespace:
    parser = lock_parser()
    options = parsed(parser, words)
    if options.offline and (options.check or options.upgrade):
        parser.error("--offline asks nobody, so there is nothing to compare with or to renew by")
    if options.statistics and options.output_format not in STATISTICS:
        parser.error(f"--statistics goes with --output-format {', '.join(STATISTICS)}")
    given = options.upgrade or ()
    # `--upgrade docs/` means what lies there; a model can be told apart by its revision.
    paths = [word for word in given if word and os.path.exists(word)]
    options.models = [word for word in given if word and word not in paths]
    options.all_fresh = bool(given) and not options.models
    options.paths = [*options.paths, *paths] or ["."]
    return options


def _unknown(models: Sequence[str], scopes: Sequence[Scope]) -> str | None:
    """Say which model is to be upgraded that no record names."""
    named = [key for scope in scopes for key in scope.keys]
    for model in models:
        if not any(_means(model, key) for key in named):
            known = sorted({key[0] for key in named})
            mend = did_you_mean(model, known) or "; write it as a record does"
            return f"--upgrade: no record names {model!r}{mend}"
    return None


def _means(model: str, key: Key) -> bool:
    """Say whether a model on the command line is this one: by repository, with or without more."""
    return model.casefold() in {key[0].casefold(), key_of(key).casefold()}


def _plan(scope: Scope, options: Namespace) -> _Plan | None:
    """Read a lock and choose what to ask for; None where it is broken, which is complained of."""
    is_broken = False
    try:
        _, lock = read_lock_at(scope.path) or (None, Lock())
    except BrokenLock as broken:
        is_broken, lock = True, Lock()
        if not (options.all_fresh and scope.is_whole):
            partly = " (without PATHS: these are not all its records)" if options.all_fresh else ""
            complain(f"{broken}{partly}")
            return None
    keys = spelled(lock, scope.keys)
    fresh = frozenset(
        key for key in keys if options.all_fresh or any(_means(one, key) for one in options.models)
    )
    return _Plan(scope, lock, keys, fresh, to_ask(lock, keys, fresh), is_broken)


def _answers(wanted: Sequence[Key], options: Namespace) -> Mapping[Key, Answer]:
    """Ask the Hub, or nobody; the local cache adds what it has of the same commits."""
    if not wanted:
        return {}
    folder = cache_folder(os.environ)
    if options.offline or offline_by(os.environ):
        return cached(wanted, folder)
    return completed(ask_all(wanted, options.timeout), folder)


def _write(plan: _Plan, asked: Mapping[Key, Answer], options: Namespace) -> Exit:
    """Put what was answered into a lock; say what changed, and what was not answered."""
    shown = show(plan.scope.path)
    answers = {key: asked[key] for key in plan.ask}
    lacks = list(unanswered(plan.lock, answers))
    for one in lacks:
        complain(lack(one))
    if plan.is_broken and lacks:
        complain(f"{shown}: stays broken until every model is answered for")
        return Exit.FAILED
    change = partial(_settle, plan, answers)
    try:
        was, now = change_lock(plan.scope.path, change, afresh=plan.is_broken)
    except BrokenLock as broken:  # since it was read
        complain(str(broken))
        return Exit.USAGE
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        complain(f"{shown}: cannot be written: {why.lower()}")
        return Exit.USAGE
    code = Exit.CLEAN if options.quiet else say(told(shown, was, now))
    return Exit.FAILED if lacks else Exit(code)


def _settle(plan: _Plan, answers: Mapping[Key, Answer], lock: Lock) -> Lock:
    keep: Collection[Key] | None = plan.keys if plan.scope.is_whole else None
    return settle(lock, answers, fresh=plan.fresh, keep=keep)
