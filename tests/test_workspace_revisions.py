"""Records as a revision has them: read from git, which starts nothing for it."""

from __future__ import annotations

import subprocess
from contextlib import chdir
from pathlib import Path
from shutil import which

import pytest

from decision_lint.rule import Absent
from decision_lint.source import LIMIT_BYTES, Source
from decision_lint.workspace.revisions import NoRevision, sources_at
from program import run

pytestmark = pytest.mark.skipif(which("git") is None, reason="there is no git here")

OLD = "status: draft\r\n项目目标：回答问题\n"


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    command = ["git", *who, *words]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository with a commit, and other text in the working tree."""
    folder = tmp_path / "r"
    (folder / "dir with a space").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "a.decision.md").write_bytes(OLD.encode())
    (folder / "dir with a space" / "决定 blob 7.md").write_text("second\n", encoding="utf-8")
    (folder / "big.md").write_text("x" * (LIMIT_BYTES + 1), encoding="utf-8")
    (folder / "empty.md").write_text("", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    for path in folder.rglob("*.md"):
        path.write_text("now", encoding="utf-8")
    (folder / "new blob 5.md").write_text("now", encoding="utf-8")
    return folder


def test_the_text_is_that_of_the_revision(repository: Path) -> None:
    names = ["a.decision.md", "dir with a space/决定 blob 7.md", "empty.md", "new blob 5.md"]
    with chdir(repository):
        found = sources_at("main", names)
    assert found["a.decision.md"] == Source("a.decision.md", OLD)
    assert found[names[1]] == Source(names[1], "second\n")
    assert found["empty.md"] == Source("empty.md", "")
    new = found["new blob 5.md"]
    assert new == Absent("the record is new: main does not have it")


def test_a_large_blob_is_not_read(repository: Path) -> None:
    with chdir(repository):
        big = sources_at("HEAD", ["big.md", "a.decision.md"])
    assert isinstance(big["big.md"], Source)
    assert big["big.md"].unreadable == f"{LIMIT_BYTES + 1} bytes, more than {LIMIT_BYTES}"
    assert big["a.decision.md"] == Source("a.decision.md", OLD)


def test_a_path_is_found_from_any_folder(repository: Path) -> None:
    with chdir(repository / "dir with a space"):
        found = sources_at("HEAD", ["../a.decision.md", "决定 blob 7.md"])
    assert [isinstance(each, Source) for each in found.values()] == [True, True]


def test_neither_filters_nor_textconv_nor_monitors_run(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.md filter=evil diff=evil\n", encoding="utf-8")
    git(repository, "add", ".gitattributes")
    git(repository, "commit", "-qm", "two")
    witness = repository.parent / "ran"
    for key in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor"):
        git(repository, "config", key, f"touch '{witness}'; cat")
    with chdir(repository):
        found = sources_at("main", ["a.decision.md"])
    assert found["a.decision.md"] == Source("a.decision.md", OLD)
    assert not witness.exists()


@pytest.mark.parametrize(
    "revision", ["nowhere", "--version", "", "main\nmain", "main:big.md", "-h"]
)
def test_an_unknown_revision_is_said(repository: Path, revision: str) -> None:
    with chdir(repository), pytest.raises(NoRevision, match="is no revision of the repository"):
        sources_at(revision, ["a.decision.md"])


def test_what_lies_in_no_repository_is_not_asked_for(tmp_path: Path) -> None:
    with chdir(tmp_path):
        assert sources_at("main", ["a.md"]) == {
            "a.md": Absent("the record lies in no git repository")
        }


def test_a_hook_of_another_repository_does_not_mislead(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "index")
    with chdir(repository):
        assert isinstance(sources_at("main", ["a.decision.md"])["a.decision.md"], Source)


def test_a_git_that_the_repository_brings_along_is_not_run(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "git").write_text("#!/bin/sh\ntouch ran\n", encoding="utf-8")
    (repository / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(repository))
    with chdir(repository), pytest.raises(NoRevision, match="no git"):
        sources_at("main", ["a.decision.md"])
    assert not (repository / "ran").exists()


def test_the_program_tells_what_changed(repository: Path) -> None:
    record = repository / "a.decision.md"
    record.write_text(OLD.replace("draft", "accepted"), encoding="utf-8")
    words = ("--isolated", "--output-format", "markdown", "--exit-zero", str(record))
    done = run("--base", "main", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "| status | draft | accepted |" in done.stdout
    done = run("--base", "nowhere", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("decision-lint: --base: 'nowhere' is no revision")
