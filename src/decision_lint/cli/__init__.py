"""The command line: arguments, streams and exit codes."""

from __future__ import annotations

from decision_lint.cli.dispatch import main

__all__ = ["main"]
