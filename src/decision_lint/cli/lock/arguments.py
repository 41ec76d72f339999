"""The arguments of `lock`, as argparse reads them."""

from __future__ import annotations

from argparse import ArgumentParser

from decision_lint.cli.arguments import _add_configuration, _add_output, _parser, add_timeout

_LOCK = """\
Ask the Hugging Face Hub about the models that the records below PATHS name, and write what it
says to decision-lint.lock, at the root of the configuration, else of the repository. A model that
is there already is not asked for again. Commit the file: `check` reads it and asks nobody."""

_LOCK_EPILOG = """\
HF_TOKEN opens gated and private repositories, HF_ENDPOINT names another Hub, HF_HUB_OFFLINE=1 is
--offline.

The options on output are those of --check.

exit codes: 0 locked (--check: nothing drifted), 1 the Hub says otherwise than the lock (--check),
2 usage, configuration, a broken lock, an unreadable path or no record, 3 not every model was
answered for, 130 interrupted"""


def lock_parser() -> ArgumentParser:
    """Make the parser of `lock`."""
    parser = _parser("decision-lint lock", _LOCK, _LOCK_EPILOG)
    parser.usage = "decision-lint lock [PATHS...] [options]"
    parser.add_argument(
        "paths", nargs="*", metavar="PATHS", help="folders, records, twins or locks (default: .)"
    )
    lock = parser.add_argument_group("lock")
    what = lock.add_mutually_exclusive_group()
    what.add_argument(
        "--check",
        action="store_true",
        help="write nothing; report where the Hub says otherwise than the lock",
    )
    what.add_argument(
        "--upgrade",
        action="append",
        nargs="?",
        const="",
        metavar="MODEL",
        help="ask again for what is locked: MODEL (repository or repository@revision), else all",
    )
    lock.add_argument(
        "--offline",
        action="store_true",
        help="ask nobody; take what lies in the local Hugging Face cache",
    )
    add_timeout(lock)
    _add_output(parser)
    _add_configuration(parser)
    return parser
