"""What stands in `hooks/` is short, and does what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from decision_lint import __version__
from program import LICENSES, NAME, PAIR, run

HOOKS = ROOT / "hooks"
FILES = sorted(HOOKS.iterdir())
GIT = ("git", "-c", "user.name=A B", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")

needs_git = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("git"), reason="needs git and a POSIX shell"
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository whose commits run our hook, with decision-lint on the path."""
    folder = tmp_path / "its folder"
    folder.mkdir()
    git(folder, "init", "--quiet")
    shutil.copy(HOOKS / "pre-commit", folder / ".git" / "hooks" / "pre-commit")
    program = tmp_path / "bin" / "decision-lint"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m decision_lint "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return folder


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
    environment["PATH"] = f"{folder.parent / 'bin'}{os.pathsep}{environment['PATH']}"
    command = [*GIT, *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def commits(folder: Path) -> tuple[bool, str]:
    """Commit all there is; say whether it went through, and what was said."""
    git(folder, "add", "--all")
    done = git(folder, "commit", "--message", "as it is")
    return done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_hook_holds_no_logic(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 25


@pytest.mark.parametrize("page", ["pre-commit.md", "github-action.md"])
def test_the_pages_name_the_release_that_they_come_with(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"(?:rev: |decision-lint/decision-lint@)v(\S+)", text)
    assert set(named) == {__version__}


@needs_git
def test_a_commit_of_a_bad_record_is_held_up_until_it_is_mended(repository: Path) -> None:
    record = repository / "the docs" / NAME
    shutil.copytree(PAIR / "bad", record.parent)
    went, said = commits(repository)
    assert not went
    assert f"the docs/{NAME}:15:15: error LIC002 " in said
    record.write_bytes((PAIR / "good" / NAME).read_bytes())
    assert commits(repository)[0]


@needs_git
@pytest.mark.parametrize(
    "name", ["-x.decision.md", "--exit-zero/a.decision.md", "记 录\n.decision.md"]
)
def test_a_staged_record_is_never_taken_for_an_option(repository: Path, name: str) -> None:
    record = repository / name
    record.parent.mkdir(exist_ok=True)
    record.write_bytes((PAIR / "bad" / NAME).read_bytes())
    went, said = commits(repository)
    assert not went
    assert ".decision.md:15:15: error LIC002 " in said


@needs_git
def test_a_commit_without_a_record_is_let_through(repository: Path) -> None:
    (repository / "README.md").write_text("# Nothing of ours\n", encoding="utf-8")
    assert commits(repository)[0]


@needs_git
def test_a_commit_that_takes_a_record_away_is_let_through(repository: Path) -> None:
    shutil.copytree(PAIR / "good", repository / "docs")
    assert commits(repository)[0]
    shutil.rmtree(repository / "docs")
    (repository / "README.md").write_text("# Nothing of ours\n", encoding="utf-8")
    assert commits(repository)[0]


def test_the_problem_matcher_reads_every_line_of_the_concise_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matchers = json.loads((HOOKS / "problem-matcher.json").read_text(encoding="utf-8"))
    ours, notes = matchers["problemMatcher"]
    shutil.copytree(PAIR / "bad", tmp_path / "a [note] b: c:1:2")
    monkeypatch.chdir(tmp_path)
    line = run(*LICENSES, "--output-format", "concise").stdout.rstrip("\n")
    (pattern,) = ours["pattern"]
    read = re.search(pattern["regexp"], line)
    assert read
    names = ("file", "line", "column", "code", "severity")
    path = f"a [note] b: c:1:2/{NAME}"
    assert [read[pattern[name]] for name in names] == [path, "15", "15", "LIC002", "error"]
    assert read[pattern["message"]].endswith("is a to-do, not a license")
    assert not re.search(notes["pattern"][0]["regexp"], line)
    (note,) = notes["pattern"]
    read = re.search(note["regexp"], "a.md:1:2: HW013 [note] it is so")
    assert read
    assert read[note["message"]] == "it is so"
    assert {each["owner"] for each in (ours, notes)} == {"decision-lint", "decision-lint-notes"}
    assert notes["severity"] == "notice"
