"""The program as its users run it, in a folder with a clean record and a faulty one."""

from __future__ import annotations

import os
import subprocess
import sys

from conftest import FIXTURES

NAME = "model_runtime_decision.md"
PAIR = FIXTURES / "rules" / "license-note-is-a-todo"
LICENSES = ("--select", "LIC", "--color", "never")


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
