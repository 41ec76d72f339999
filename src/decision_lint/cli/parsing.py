"""The words of a command line, parsed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence


def parsed(parser: ArgumentParser, words: Sequence[str]) -> Namespace:
    """Parse options and paths in any order; what follows `--` is a path, whatever it begins with.

    argparse forgets the `--` where it lets options stand among paths.
    """
    end = words.index("--") if "--" in words else len(words)
    options = parser.parse_intermixed_args(words[:end])
    options.paths += words[end + 1 :]
    return options
