"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import ROOT
from decision_lint.rules import RULES

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SESSIONS = [text for language, text in BLOCKS if language == "console"]
AFTER = ROOT / "examples" / "after.decision.md"


def commands(session: str) -> list[tuple[str, str]]:
    """Part a console session into its commands, each with what it prints."""
    parts = re.split(r"^\$ (.+)\n", session, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def run(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command line of decision-lint as a user would, without colour."""
    program, *words = shlex.split(command)
    assert program == "decision-lint"
    return subprocess.run(
        [sys.executable, "-m", "decision_lint", *words],
        cwd=folder,
        env=os.environ | {"NO_COLOR": "1", "PYTHONUTF8": "1", "COLUMNS": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("command", "shown"), [each for session in SESSIONS for each in commands(session)]
)
def test_a_console_session_prints_what_the_readme_shows(command: str, shown: str) -> None:
    done = run(command)
    assert done.stderr == ""
    assert done.stdout == shown
    assert done.returncode in {0, 1}


def test_the_readme_opens_with_a_console_session() -> None:
    assert README.index("```console") < README.index("## ")


def test_the_record_in_the_readme_is_the_clean_example() -> None:
    record = AFTER.read_text(encoding="utf-8")
    assert ("markdown", record) in BLOCKS


def test_the_clean_example_is_clean_notes_included() -> None:
    done = run("decision-lint --fail-on note examples/after.decision.md")
    assert (done.returncode, done.stderr) == (0, "")


def test_linting_this_repository_finds_nothing() -> None:
    done = run("decision-lint --fail-on note .")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_configuration_in_the_readme_is_one(tmp_path: Path) -> None:
    shown = next(text for language, text in BLOCKS if language == "toml")
    assert tomllib.loads(shown)
    (tmp_path / "decision-lint.toml").write_text(shown, encoding="utf-8")
    record = AFTER.read_bytes()
    (tmp_path / "model_runtime_decision.md").write_bytes(record)
    done = run("decision-lint --exit-zero .", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_readme_names_every_rule() -> None:
    assert RULES
    assert [rule.code for rule in RULES if f"[{rule.name}]" not in README] == []


def test_every_link_to_a_file_leads_to_one() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
