"""The arguments of each command, as argparse reads them."""

from __future__ import annotations

import os
from argparse import (
    ArgumentParser,
    HelpFormatter,
    RawDescriptionHelpFormatter,
    _ArgumentGroup,
)

from decision_lint import __version__
from decision_lint.cli.console import width
from decision_lint.cli.values import (
    DEADLINE_SECONDS,
    FORMATS,
    day,
    file_name,
    report_file,
    seconds,
)

_DESCRIPTION = """\
Check the records of model decisions below PATHS, claim by claim.

commands:
  check [PATHS...]   check records; what runs when no command is named
  lock [PATHS...]    write down what the Hub says of the models; --check compares
  choose             ask the chooser for a runtime; --write writes the twin
  command [-- WORDS] what a launch command means, as JSON
  fit MODEL          whether a model fits a device, and what would
  show RECORD        what a record says, as JSON
  explain RULE       the page of a rule
  rules              the rules, one a line"""

_EPILOG = """\
exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage, configuration,
an unreadable path or no record, 3 the run itself failed, 130 interrupted"""


_CHOOSE = """\
Ask the chooser which runtime a profile calls for, and print profile and decision as JSON.
What no option says comes from TASK, ROUTE, PRIVACY, VRAM_GB and NEEDS_SERVICE, else from
the record, else from the defaults."""

_CHOOSE_EPILOG = "NEEDS_SERVICE counts only when it is exactly 'yes'."


def make_parser() -> ArgumentParser:
    """Make the parser of `check`, which is also that of decision-lint as a whole."""
    parser = _parser("decision-lint", _DESCRIPTION, _EPILOG)
    parser.usage = "decision-lint [check] [PATHS...] [options]"
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATHS",
        help="folders, records, twins or locks; '-' reads standard input (default: .)",
    )
    _add_rules(parser)
    _add_output(parser)
    _add_run(parser)
    return parser


def show_parser() -> ArgumentParser:
    """Make the parser of `show`."""
    parser = _parser("decision-lint show", "Show what a record says, as JSON.")
    parser.add_argument("record", metavar="RECORD", help="a record; '-' reads standard input")
    parser.add_argument("--spans", action="store_true", help="add where each value stands")
    return parser


def choose_parser() -> ArgumentParser:
    """Make the parser of `choose`."""
    parser = _parser("decision-lint choose", _CHOOSE, _CHOOSE_EPILOG)
    profile = parser.add_argument_group("profile")
    profile.add_argument("--task", metavar="TEXT", help="what the model is asked to do")
    profile.add_argument("--route", metavar="ROUTE", help="local_cpu, free_colab or rented_gpu")
    profile.add_argument("--privacy", metavar="TEXT", help="what kind of data it sees")
    profile.add_argument("--vram", "--vram-gb", metavar="GB", help="GPU memory that is there")
    profile.add_argument(
        "--needs-service",
        nargs="?",
        const="yes",
        choices=("yes", "no"),
        help="whether others call it as a service (yes if the word is left out)",
    )
    profile.add_argument("--record", metavar="RECORD", help="take what a record states")
    output = parser.add_argument_group("output")
    output.add_argument(
        "--write",
        nargs="?",
        const="",
        metavar="FILE",
        help="write the twin: to FILE, else beside RECORD, else to model_runtime_decision.json",
    )
    output.add_argument("--force", action="store_true", help="overwrite a twin edited by hand")
    output.add_argument(
        "--explain",
        action="store_true",
        help="add the rows that were tried and the smallest change that gives another decision",
    )
    _add_configuration(parser)
    return parser


def command_parser() -> ArgumentParser:
    """Make the parser of `command`."""
    parser = _parser("decision-lint command", "Show what a launch command means, as JSON.")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="the command, after '--'; without any it is read from standard input",
    )
    parser.add_argument(
        "--runtime-version", metavar="VERSION", help="the version whose defaults hold"
    )
    return parser


def explain_parser() -> ArgumentParser:
    """Make the parser of `explain`."""
    parser = _parser("decision-lint explain", "Show the page of a rule.")
    parser.add_argument("rule", metavar="RULE", help="a code (LIC002) or a name")
    return parser


def rules_parser() -> ArgumentParser:
    """Make the parser of `rules`."""
    parser = _parser("decision-lint rules", "List the rules.")
    parser.add_argument(
        "--output-format", choices=("table", "json"), default="table", help="default: table"
    )
    return parser


def _parser(prog: str, description: str, epilog: str | None = None) -> ArgumentParser:
    return ArgumentParser(
        prog,
        description=description,
        epilog=epilog,
        formatter_class=_formatter,
        allow_abbrev=False,
    )


def _formatter(prog: str) -> HelpFormatter:
    """Make a formatter of help, as wide as the terminal; argparse would import shutil to see."""
    return RawDescriptionHelpFormatter(prog, width=(width(os.environ) or 80) - 2)


def _add_rules(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("rules")
    for name, meaning in (("--select", "check only these"), ("--ignore", "leave these out")):
        group.add_argument(
            name,
            action="append",
            metavar="RULES",
            help=f"{meaning}: codes, names or families, with commas",
        )
    group.add_argument(
        "--fail-on",
        choices=("error", "warning", "note"),
        help="the lightest finding that makes the exit code 1 (default: error)",
    )
    group.add_argument("--exit-zero", action="store_true", help="findings leave the exit code 0")
    group.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="judge dates as of this day, YYYY-MM-DD (default: today in UTC)",
    )


def _add_output(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument("--output-format", choices=FORMATS, default="full", help="default: full")
    group.add_argument(
        "-o", "--output-file", metavar="FILE", type=file_name, help="write the report to a file"
    )
    group.add_argument(
        "--report",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        type=report_file,
        help="write the report to a file in this format as well; as often as needed",
    )
    group.add_argument("--show-fields", action="store_true", help="JSON: add what records say")
    group.add_argument("--statistics", action="store_true", help="count the findings of each rule")
    group.add_argument("-q", "--quiet", action="store_true", help="leave out the summary")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto")


def _add_run(parser: ArgumentParser) -> None:
    group = _add_configuration(parser)
    group.add_argument(
        "--stdin-filename", metavar="FILE", help="the name of what comes from standard input"
    )
    group.add_argument(
        "--force-exclude",
        action="store_true",
        help="leave out what the configuration excludes even where it is named",
    )
    group.add_argument(
        "--base", metavar="REF", help="Markdown: tell what changed since a revision of git"
    )
    group.add_argument(
        "--only-changed",
        action="store_true",
        help="check only what differs from --base: records, their twins, evidence and lock",
    )
    network = group.add_mutually_exclusive_group()
    network.add_argument("--online", action="store_true", help="ask the Hub about each model")
    network.add_argument(
        "--offline", action="store_true", help="ask nobody over the network; it is so by default"
    )
    network.add_argument(
        "--require-online", action="store_true", help="ask the Hub; exit 3 where it does not answer"
    )
    add_timeout(group)
    version = f"decision-lint {__version__}"
    group.add_argument("--version", action="version", version=version)


def add_timeout(group: _ArgumentGroup) -> None:
    """Add how long the Hub is waited for."""
    group.add_argument(
        "--timeout",
        type=seconds,
        default=DEADLINE_SECONDS,
        metavar="SECONDS",
        help=f"longest to wait for the Hub, all in all (default: {DEADLINE_SECONDS:.0f})",
    )


def _add_configuration(parser: ArgumentParser) -> _ArgumentGroup:
    group = parser.add_argument_group("run")
    configuration = group.add_mutually_exclusive_group()
    configuration.add_argument(
        "--config", metavar="FILE", help="the configuration (default: the closest of each record)"
    )
    configuration.add_argument("--isolated", action="store_true", help="read no configuration")
    return group
