"""pre-commit itself runs our hooks in somebody's repository."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from installed import NAME, PAIR, ROOT, by_hand, commit, git, has_no_network, program, run, snapshot

PAGE = (ROOT / "docs" / "pre-commit.md").read_text(encoding="utf-8")
MIB = 1024 * 1024


@dataclass(frozen=True)
class Hooks:
    """Our repository at a commit, and what pre-commit has built of it."""

    source: Path
    commit: str
    home: Path
    mebibytes: float
    seconds: float


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    """Let pre-commit build the environment of our hooks once, from nothing."""
    folder = tmp_path_factory.mktemp("hooks")
    source = snapshot(folder / "decision-lint")
    found = Hooks(source, git("rev-parse", "HEAD", at=source), folder / "home", 0, 0)
    consumer = folder / "empty"
    consumer.mkdir()
    configure(consumer, found, "decision-lint")
    commit(consumer)
    start = time.monotonic()
    pre_commit("install-hooks", at=consumer, hooks=found)
    seconds = time.monotonic() - start
    (environment,) = found.home.glob("repo*/py_env-*")
    files = [path for path in environment.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / MIB
    return Hooks(found.source, found.commit, found.home, size, seconds)


@pytest.fixture
def consumer(hooks: Hooks, tmp_path: Path) -> Path:
    """Make a repository with a clean record and one whose license note is a to-do."""
    for name in ("good", "bad"):
        shutil.copytree(PAIR / name, tmp_path / "docs" / name)
        (tmp_path / "docs" / name / "expected.txt").unlink(missing_ok=True)
    (tmp_path / "README.md").write_text("# Nothing of ours\n", encoding="utf-8")
    configure(tmp_path, hooks, "decision-lint")
    commit(tmp_path)
    return tmp_path


def configure(folder: Path, hooks: Hooks, hook: str) -> None:
    """Write the configuration of the page, for our repository as it lies here."""
    shown = re.search(r"^```yaml\n(repos:\n.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert shown
    text = shown[1].replace("https://github.com/decision-lint/decision-lint", str(hooks.source))
    text = re.sub(r"rev: .*", f"rev: {hooks.commit}", text)
    text = re.sub(r"id: decision-lint\b", f"id: {hook}", text)
    (folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")


def pre_commit(
    *words: str, at: Path, hooks: Hooks, code: int = 0, before: Sequence[str] = ()
) -> str:
    """Run pre-commit in a repository; give what it prints."""
    where = {"PRE_COMMIT_HOME": str(hooks.home), "PRE_COMMIT_COLOR": "never", "NO_COLOR": "1"}
    return run(*before, program("pre-commit"), *words, at=at, code=code, **where).stdout


def mend(record: Path) -> None:
    """Take the license note of the clean record over."""
    record.write_bytes((PAIR / "good" / NAME).read_bytes())


def test_the_manifest_is_one(hooks: Hooks) -> None:
    pre_commit("validate-manifest", ".pre-commit-hooks.yaml", at=hooks.source, hooks=hooks)


def test_a_bad_record_of_two_fails_with_the_findings_of_a_run_by_hand(
    hooks: Hooks, consumer: Path
) -> None:
    alone = by_hand("check", at=consumer)
    assert alone.returncode == 1
    said = pre_commit("run", "--all-files", at=consumer, hooks=hooks, code=1)
    assert said.startswith("decision-lint....")
    assert "- exit code: 1\n" in said
    assert alone.stdout.strip() in said
    assert f"docs/bad/{NAME}:15:15: error LIC002 " in said
    assert "docs/good" not in said


def test_without_network_it_says_the_same_and_passes_after_the_mend(
    hooks: Hooks, consumer: Path
) -> None:
    alone = has_no_network()
    online = pre_commit("run", "--all-files", at=consumer, hooks=hooks, code=1)
    offline = pre_commit("run", "--all-files", at=consumer, hooks=hooks, code=1, before=alone)
    assert bare(offline) == bare(online)
    mend(consumer / "docs" / "bad" / NAME)
    said = pre_commit("run", "--all-files", at=consumer, hooks=hooks, before=alone)
    assert re.fullmatch(r"decision-lint\.+Passed\n", said)


def bare(said: str) -> str:
    """Leave out how long it took."""
    return re.sub(r"- duration: .*\n", "", said)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"docs/bad/{NAME}", 1),
        ("docs/bad/model_runtime_decision.json", 1),
        ("docs/bad/eval_cases.csv", 0),
        ("README.md", 0),
    ],
)
def test_only_what_belongs_to_a_record_starts_the_hook(
    hooks: Hooks, consumer: Path, path: str, code: int
) -> None:
    said = pre_commit("run", "--files", path, at=consumer, hooks=hooks, code=code)
    assert ("(no files to check)Skipped" in said) is (code == 0)


def test_the_lock_starts_the_hook_for_every_record_below_it(hooks: Hooks, consumer: Path) -> None:
    (consumer / "decision-lint.lock").write_text('{"version": 1, "models": {}}\n', "utf-8")
    said = pre_commit("run", "--files", "decision-lint.lock", at=consumer, hooks=hooks, code=1)
    assert "LIC002" in said


def test_what_the_configuration_excludes_is_left_alone(hooks: Hooks, consumer: Path) -> None:
    (consumer / "decision-lint.toml").write_text('exclude = ["docs/bad"]\n', encoding="utf-8")
    assert "Passed" in pre_commit("run", "--all-files", at=consumer, hooks=hooks)
    record = f"docs/bad/{NAME}"
    assert "Passed" in pre_commit("run", "--files", record, at=consumer, hooks=hooks)


def test_the_hook_of_the_whole_repository_sees_evidence_that_went(
    hooks: Hooks, consumer: Path
) -> None:
    configure(consumer, hooks, "decision-lint-repo")
    mend(consumer / "docs" / "bad" / NAME)
    assert "Passed" in pre_commit("run", "--files", "README.md", at=consumer, hooks=hooks)
    (consumer / "docs" / "good" / "eval_cases.csv").unlink()
    said = pre_commit("run", "--files", "README.md", at=consumer, hooks=hooks, code=1)
    assert "EVD010" in said


def test_the_online_hook_waits_to_be_asked(hooks: Hooks, consumer: Path) -> None:
    configure(consumer, hooks, "decision-lint-online")
    assert pre_commit("run", "--all-files", at=consumer, hooks=hooks) == ""
    words = ("run", "--all-files", "--hook-stage", "manual")
    said = pre_commit(*words, at=consumer, hooks=hooks, code=1, before=has_no_network())
    assert "LIC002" in said


def test_what_else_the_page_shows_is_understood(hooks: Hooks, consumer: Path) -> None:
    settings = consumer / ".pre-commit-config.yaml"
    plain = settings.read_text(encoding="utf-8")
    shown = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    fragments = [text for text in shown if not text.startswith("repos:")]
    assert len(fragments) == 4
    for text in fragments:
        if "language_version" in text:  # a Python that need not be here
            continue
        whole = f"{text}{plain}" if text.startswith("ci:") else f"{plain}{text}"
        settings.write_text(whole, encoding="utf-8")
        pre_commit("validate-config", at=consumer, hooks=hooks)
        said = pre_commit("run", "--all-files", at=consumer, hooks=hooks, code=1)
        assert "LIC002" in said


def test_pre_commit_can_try_the_repository(hooks: Hooks, consumer: Path) -> None:
    words = ("try-repo", str(hooks.source), "decision-lint", "--all-files")
    said = pre_commit(*words, at=consumer, hooks=hooks, code=1)
    assert "LIC002" in said


def test_the_environment_is_as_small_and_as_quick_to_build_as_the_page_says(hooks: Hooks) -> None:
    stated = re.search(r"\*\*(\d+) MiB\*\* and takes about \*\*(\d+) seconds\*\*", PAGE)
    assert stated
    mebibytes, seconds = map(int, stated.groups())
    assert hooks.mebibytes == pytest.approx(mebibytes, rel=0.2)
    assert hooks.seconds < 10 * seconds, "the network and the machine have their say, but this?"
