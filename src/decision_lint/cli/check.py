"""`check`: find the records, lint each, show what was found."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from decision_lint import __version__
from decision_lint.cli.arguments import make_parser
from decision_lint.cli.configuration import configurations_of
from decision_lint.cli.console import Exit, complain, complain_of_bug, stdin
from decision_lint.cli.output import put_out
from decision_lint.cli.parsing import parsed
from decision_lint.cli.processes import shared
from decision_lint.cli.selectors import known_selectors, split
from decision_lint.config import Config
from decision_lint.facts.answer import Answer, Key
from decision_lint.facts.order import known
from decision_lint.lint import lint
from decision_lint.report import Report, merge
from decision_lint.rule import Level
from decision_lint.workspace.config_file import Misconfigured, unknown_rules
from decision_lint.workspace.loading import STDIN, Loaded, load, load_piped
from decision_lint.workspace.locks import Locks
from decision_lint.workspace.reading import Unreadable
from decision_lint.workspace.search import find, none_found
from decision_lint.workspace.settings import Configurations

Loader = Callable[[], Loaded | None]
Complaints = tuple[list[str], ...]


def run(words: Sequence[str]) -> int:
    """Check the records below the paths that are named."""
    options = _parse(words)
    locks = Locks()
    try:
        configurations = _configurations(options)
        loaders, complaints, left_out = _find(options, configurations, locks)
    except Misconfigured as broken:
        complain(str(broken))
        return Exit.USAGE
    gc.freeze()  # what is loaded by now stays; to walk it again and again costs a tenth of a run
    asked: Mapping[Key, Answer] = {}
    lacks: list[str] = []
    if options.online:
        from decision_lint.cli.online import ask_for, unanswered

        loaded = [(name, _load(name, loader)) for name, loader in loaders]
        records = [record for _, record in loaded if isinstance(record, Loaded)]
        asked = ask_for(records, options.timeout)
        lacks += unanswered(asked)
        results = [_lint(name, record, options, asked) for name, record in loaded]
    else:
        results = _each(loaders, options, (configurations.complaints, locks.complaints))
    complaints += [*configurations.complaints, *locks.complaints]
    if not loaders and not complaints and not left_out:
        complaints.append(none_found(options.paths, configurations))
    for complaint in (*complaints, *lacks):
        complain(complaint)
    reports = [report for _, report in results if report]
    codes = [Exit.USAGE if complaints else Exit.CLEAN, *(code for code, _ in results)]
    if options.require_online and lacks:
        codes.append(Exit.FAILED)
    return max(*codes, put_out(merge(__version__, reports), options))


def _parse(words: Sequence[str]) -> Namespace:
    parser = make_parser()
    options = parsed(parser, words)
    options.paths = options.paths or ["."]
    is_selective = options.select is not None
    options.select = split(options.select)
    if is_selective and not options.select:
        parser.error("--select names no rule; 'decision-lint rules' lists them")
    options.ignore = split(options.ignore)
    options.online = options.online or options.require_online
    options.as_of = options.as_of or datetime.now(UTC).date()
    if options.stdin_filename and STDIN not in options.paths:
        parser.error("--stdin-filename needs '-' among the paths")
    if options.only_changed and options.base is None:
        parser.error("--only-changed needs --base, the revision to compare with")
    return options


def _configurations(options: Namespace) -> Configurations:
    """Take the settings that the command line gives, and hold its selectors against the rules."""
    for _, matter in unknown_rules((*options.select, *options.ignore), known_selectors()):
        raise Misconfigured(matter)
    return configurations_of(options)


def _find(
    options: Namespace, configurations: Configurations, locks: Locks
) -> tuple[list[tuple[str, Loader]], list[str], bool]:
    """Find the records and how each is loaded, what was in the way, and if any was left out."""
    paths = [path for path in options.paths if path != STDIN]
    found = find(paths, configurations, force_exclude=options.force_exclude)
    places = found.places
    if options.only_changed:
        from decision_lint.cli.compared import touched

        places = touched(places, options)
    loaders: list[tuple[str, Loader]] = [
        (place.shown, partial(load, place, locks)) for place in places
    ]
    if STDIN in options.paths:
        name = options.stdin_filename
        loaders.append((name or STDIN, partial(load_piped, name, stdin(), configurations, locks)))
    if options.base is not None:
        from decision_lint.cli.compared import compared

        loaders = compared(loaders, options.base)
    return loaders, list(found.complaints), found.left_out or options.only_changed


def _each(
    loaders: Sequence[tuple[str, Loader]],
    options: Namespace,
    complaints: Complaints,
) -> list[tuple[Exit, Report | None]]:
    """Lint each record, in its order; `complaints` gather what is in the way of reading them."""

    def work(numbers: range) -> tuple[dict[int, tuple[Exit, Report | None]], Complaints]:
        some = ((number, *loaders[number]) for number in numbers)
        done = {
            number: _lint(name, _load(name, loader), options, {}) for number, name, loader in some
        }
        return done, complaints

    results: dict[int, tuple[Exit, Report | None]] = {}
    for done, theirs in shared(work, len(loaders)):
        results |= done
        for own, other in zip(complaints, theirs, strict=True):
            own += [one for one in other if one not in own]
    return [results[number] for number in range(len(loaders))]


def _load(name: str, loader: Loader) -> Loaded | Exit:
    """Read a record; the exit code where it cannot be read."""
    try:
        return loader() or Exit.USAGE
    except Unreadable as broken:
        complain(f"{name}: {broken}")
        return Exit.USAGE
    except Exception as bug:  # noqa: BLE001  (the other records are still to be checked)
        complain_of_bug(name, bug)
        return Exit.FAILED


def _lint(
    name: str,
    loaded: Loaded | Exit,
    options: Namespace,
    asked: Mapping[Key, Answer],
) -> tuple[Exit, Report | None]:
    """Lint one record: its report, and the exit code that it asks for."""
    if isinstance(loaded, Exit):
        return loaded, None
    config = _overridden(loaded.config, options)
    try:
        report = lint(
            loaded.source,
            twin=loaded.twin,
            files=loaded.files,
            facts=partial(known, asked=asked, lock=loaded.lock),
            config=config,
            today=options.as_of,
            base=loaded.base,
        )
    except Exception as bug:  # noqa: BLE001  (the other records are still to be checked)
        complain_of_bug(name, bug)
        return Exit.FAILED, None
    if "markdown" not in (options.output_format, *(name for name, _ in options.report)):
        report = report.without_candidates()  # which cost much to hand from process to process
    if loaded.complaint:
        complain(loaded.complaint)
        return Exit.USAGE, report
    fails = any(item.level.weight >= config.fail_on.weight for item in report.findings)
    return Exit.FOUND if fails and not options.exit_zero else Exit.CLEAN, report


def _overridden(config: Config, options: Namespace) -> Config:
    """Let the command line win: a selection of its own starts afresh, an ignore is added."""
    ignored = options.ignore if options.select else (*config.ignore, *options.ignore)
    return replace(
        config,
        select=options.select or config.select,
        ignore=ignored,
        fail_on=Level(options.fail_on) if options.fail_on else config.fail_on,
    )
