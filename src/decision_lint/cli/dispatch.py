"""The way from the words of a command line to an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from decision_lint import __version__
from decision_lint.cli.console import Exit, complain, complain_of_bug, prepare, say

COMMANDS = ("check", "lock", "choose", "command", "fit", "show", "explain", "rules")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command, and give its exit code."""
    words = sys.argv[1:] if argv is None else list(argv)
    prepare()
    try:
        return _run(words)
    except KeyboardInterrupt:
        complain("interrupted")
        return Exit.INTERRUPTED
    except SystemExit as stop:  # argparse has said what is wrong
        say("")
        return stop.code if isinstance(stop.code, int) else Exit.USAGE
    except Exception as bug:  # noqa: BLE001  (the last resort)
        complain_of_bug("", bug)
        return Exit.FAILED


def _run(words: Sequence[str]) -> int:
    """Load the one command that is asked for: the others cost time."""
    if "--version" in words:
        return say(f"decision-lint {__version__}\n")
    command, *rest = words if words[:1] and words[0] in COMMANDS else ("check", *words)
    match command:
        case "lock":
            from decision_lint.cli.lock.run import run
        case "choose":
            from decision_lint.cli.choose import run
        case "command":
            from decision_lint.cli.command import run
        case "fit":
            from decision_lint.cli.fit.run import run
        case "show":
            from decision_lint.cli.show import run
        case "explain":
            from decision_lint.cli.explain import run
        case "rules":
            from decision_lint.cli.rules import run
        case _:
            if mistaken := _mistaken(rest):
                complain(mistaken)
                return Exit.USAGE
            gc.disable()  # nothing that is loaded now is garbage, and looking takes 5 ms
            from decision_lint.cli.check import run

            gc.enable()
    return run(rest)


def _mistaken(words: Sequence[str]) -> str | None:
    """Say which command a first word that is no path probably meant."""
    word = words[0] if words else "."
    if not word.isalpha() or os.path.exists(word):
        return None
    from decision_lint.spelling import nearest

    near = nearest(word, COMMANDS)
    return f"{word!r} is no command and no path; did you mean {near!r}?" if near else None
