"""The program as its users run it, in a folder with a clean record and a faulty one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from conftest import FIXTURES
from decision_lint.cli import main

NAME = "model_runtime_decision.md"
PAIR = FIXTURES / "rules" / "license-note-is-a-todo"
LICENSES = ("--select", "LIC", "--color", "never")


def run_inside(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run decision-lint in this process, where starting it anew would only cost time."""
    said, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complained), patch.dict(os.environ, environment):
        code = main(words)
    return subprocess.CompletedProcess(words, code, said.getvalue(), complained.getvalue())


def run(*words: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run decision-lint as its users do."""
    done = subprocess.run(
        [sys.executable, "-m", "decision_lint", *words],
        input=given,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    said, complained = (text.decode().replace("\r\n", "\n") for text in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, said, complained)
