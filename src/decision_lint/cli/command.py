"""`command`: what a launch command means, as JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from shlex import quote

from decision_lint.cli.arguments import command_parser
from decision_lint.cli.console import Exit, complain, is_utf8, say, stdin
from decision_lint.command.reading import read_command
from decision_lint.render.command import render
from decision_lint.render.look import Look
from decision_lint.workspace.loading import STDIN, read_piped


def run(words: Sequence[str]) -> int:
    """Print what was understood of a command: the words after `--`, or standard input."""
    own, separator, command = _part(words)
    options = command_parser().parse_args(own)
    given = [*options.words, *command] if separator else options.words
    if given:
        # One word may be a whole command in quotes; several are the words of one.
        text = given[0] if len(given) == 1 else " ".join(map(_word, given))
    else:
        source = read_piped(STDIN, stdin())
        if source.unreadable:
            complain(f"the command cannot be read: {source.unreadable}")
            return Exit.USAGE
        text = source.text
    if not text.strip():
        complain("no command is given; write it after '--', or pipe it in")
        return Exit.USAGE
    launch = read_command(text, options.runtime_version)
    return say(render(launch, Look(ascii_only=not is_utf8())))


def _word(word: str) -> str:
    """Write a word as the shell would have read it; what stands for a variable stays one."""
    return quote(word) if re.search(r"[\s'\"\\;&|<>()`]", word) else word


def _part(words: Sequence[str]) -> tuple[Sequence[str], bool, Sequence[str]]:
    """Part the options of our own from the command, which has options too."""
    if "--" not in words:
        return words, False, ()
    at = list(words).index("--")
    return words[:at], True, words[at + 1 :]
