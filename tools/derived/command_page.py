"""The page of the command line: what each command's `--help` says."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout
from unittest.mock import patch

from decision_lint.cli import main
from decision_lint.cli.dispatch import COMMANDS
from derived import ROOT, Derived

HEAD = """# The command line

What each command takes. The exit codes are the same for all of them:

| exit code | meaning |
|---|---|
| 0 | clean, or nothing as heavy as `--fail-on` (an error, unless you say otherwise) |
| 1 | findings at or above `--fail-on` |
| 2 | wrong usage or configuration, a path that cannot be read, or no record found |
| 3 | the run itself failed: a bug, or `--require-online` and no answer from the Hub |
| 130 | interrupted |
"""


def derive() -> Derived:
    """Yield the page."""
    parts = [f"## {command}\n\n```text\n{_help(command)}```\n" for command in COMMANDS]
    yield ROOT / "docs" / "command-line.md", "\n".join([HEAD, *parts])


def _help(command: str) -> str:
    output = io.StringIO()
    with patch.dict(os.environ, {"COLUMNS": "90", "NO_COLOR": "1"}), redirect_stdout(output):
        main([command, "--help"])
    return output.getvalue()
