"""Which records a change touches, with a real git."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import which

import pytest

from decision_lint.workspace.revisions import NoRevision
from decision_lint.workspace.search import find
from decision_lint.workspace.settings import Configurations
from decision_lint.workspace.touched import touched_since
from program import NAME, PAIR, run

pytestmark = pytest.mark.skipif(which("git") is None, reason="there is no git here")

ONE, OTHER = f"one/{NAME}", f"other/{NAME}"
Change = Callable[[], object]


def git(*words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *words], check=True, capture_output=True, text=True)  # noqa: S607
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository with two records that are committed."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "its folder"
    for name in ("one", "other"):
        shutil.copytree(PAIR / "good", folder / name)
    monkeypatch.chdir(folder)
    Path("pyproject.toml").write_text("[project]\n", encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", "--all")
    git("commit", "-qm", "one")
    return folder


def touched(config: str | None = None) -> Sequence[str]:
    places = find(["."], Configurations(("LIC",))).places
    return [place.shown for place in touched_since("HEAD", places, config)]


def add(path: str, text: str = "more\n") -> Change:
    def change() -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def test_without_a_change_none_is_touched_whatever_the_clock_says() -> None:
    assert touched() == []
    for path in Path("one").iterdir():
        os.utime(path, (1, 1))
    assert touched() == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (add(ONE), [ONE]),
        (add("one/model_runtime_decision.json"), [ONE]),
        (Path("one/model_runtime_decision.json").unlink, [ONE]),
        (add("one/eval_cases.csv"), [ONE]),
        (Path("one/eval_cases.csv").unlink, [ONE]),
        (add("one/README.md"), []),
        (add("pyproject.toml"), []),
        (add("pyproject.toml", "[tool.decision-lint]\n"), [ONE, OTHER]),
        (add("decision-lint.lock"), [ONE, OTHER]),
        (add("one/decision-lint.toml", "ignore = []\n"), [ONE]),
        (add("three.decision.md", "must_have: x\n"), ["three.decision.md"]),
    ],
)
def test_a_record_is_touched_where_it_or_what_it_is_judged_by_changed(
    change: Change, expected: Sequence[str]
) -> None:
    change()
    assert touched() == expected
    git("add", "--all")
    assert touched() == expected


def test_a_configuration_that_went_touches_what_lies_below() -> None:
    add("other/decision-lint.toml", "ignore = []\n")()
    git("add", "--all")
    git("commit", "-qm", "two")
    assert touched() == []
    Path("other/decision-lint.toml").unlink()
    assert touched() == [OTHER]


def test_the_configuration_that_is_named_touches_all() -> None:
    add("strict.toml", "")()
    assert touched("strict.toml") == [ONE, OTHER]


def test_a_revision_that_is_not_there_is_told() -> None:
    places = find(["."], Configurations(("LIC",))).places
    with pytest.raises(NoRevision, match="'v9' is no revision"):
        touched_since("v9", places, None)


def test_a_record_outside_any_repository_is_told(repository: Path) -> None:
    shutil.rmtree(repository / ".git")
    places = find(["."], Configurations(("LIC",))).places
    with pytest.raises(NoRevision, match="lies in no git repository"):
        touched_since("HEAD", places, None)


@pytest.mark.parametrize("gone", [(), ("one", "other")])
def test_a_record_of_a_repository_within_is_checked_where_it_cannot_be_compared(
    repository: Path, gone: Sequence[str]
) -> None:
    git("rm", "-qr", "--ignore-unmatch", "none", *gone)
    git("commit", "-qm", "two", "--allow-empty")
    base = git("rev-parse", "HEAD")
    inner = repository / "vendor"
    shutil.copytree(PAIR / "bad", inner / "docs")
    git("-C", "vendor", "init", "-q")
    words = ("--base", base, "--output-format", "markdown")
    done = run(*words, "--only-changed")
    assert (done.returncode, done.stderr) == (1, "")
    assert "1 record checked" in done.stdout
    assert "Not compared: '" in done.stdout
    done = run(*words)
    assert (done.returncode, done.stderr) == (1, "")
    shutil.rmtree(".git")
    assert run(*words).returncode == 2


def test_only_what_changed_is_checked_and_nothing_is_a_success() -> None:
    words = ("--base", "HEAD", "--only-changed", "--output-format", "concise")
    assert (run(*words).returncode, run(*words).stdout) == (0, "")
    bad = (PAIR / "bad" / NAME).read_bytes()
    Path(OTHER).write_bytes(bad)
    done = run(*words)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{OTHER}:15:15: LIC002 ")
    assert done.stdout.count("\n") == 1


def test_only_changed_needs_something_to_compare_with() -> None:
    done = run("--only-changed")
    assert done.returncode == 2
    assert done.stderr.endswith("--only-changed needs --base, the revision to compare with\n")


def test_a_base_that_is_not_there_is_a_usage_error() -> None:
    done = run("--base", "v9", "--only-changed")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("decision-lint: --base: 'v9' is no revision")
