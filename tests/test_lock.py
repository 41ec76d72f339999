"""`lock` as its users run it, against a stand-in Hub: what is written, kept, dropped and said."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from decision_lint.facts.lock.entries import FILE_NAME
from program import NAME, run
from standin import COMMIT, Hub, answer, serve

SMALL, LARGE = "Qwen/Qwen2.5-0.5B-Instruct", "Qwen/Qwen2.5-3B-Instruct"
LOCK = Path(FILE_NAME)
ALONE: dict[str, Any] = {
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_OFFLINE": "0",
    "HF_TOKEN": "",
}
"""Nobody's environment."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository of its own, with an empty cache."""
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    return tmp_path / "repository"


@pytest.fixture
def hub() -> Iterator[Hub]:
    """Give a stand-in with two models."""
    with serve(Hub()) as served:
        served.add(SMALL)
        served.add(
            LARGE,
            cardData={"license": "other", "license_name": "qwen-research"},
            tags=["license:other"],
        )
        yield served


def record(*models: str, path: str = NAME, note: str = "Apache-2.0, commercial use fine") -> None:
    """Write a record that names models."""
    lines = ["# Model runtime decision", "", "project_goal: answer questions on the leave policy"]
    for number, model in enumerate(models, 1):
        lines += ["", f"candidate_{number}: {model}", f"license_note: {note}"]
        lines += ["runtime: Transformers", "hardware_note: laptop, 16 GB RAM"]
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def lock(hub: Hub, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `lock` against a stand-in."""
    return run("lock", *words, **ALONE | {"HF_ENDPOINT": hub.endpoint} | environment)


def models() -> dict[str, Any]:
    """Read the entries of the lock."""
    found: dict[str, Any] = json.loads(LOCK.read_text("utf-8"))["models"]
    return found


def test_lock_writes_what_check_then_uses_without_the_hub(hub: Hub) -> None:
    record(LARGE)
    done = lock(hub)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"+ {LARGE}@main: qwen-research, commit {COMMIT[:12]}",
        "decision-lint.lock: 1 model locked, 1 added",
    ]
    entry = models()[f"{LARGE}@main"]
    assert (entry["status"], entry["commit"]) == ("ok", COMMIT)
    asked = len(hub.asked)
    shown = json.loads(run("--output-format", "json", **ALONE).stdout)
    assert len(hub.asked) == asked
    facts = [one["facts"] for one in shown["findings"] if one["facts"]]
    assert all(one["source"] == "lock" for one in facts)


def test_a_second_run_touches_nothing_and_asks_nobody(hub: Hub) -> None:
    record(SMALL, LARGE)
    lock(hub)
    before, at, asked = LOCK.read_bytes(), LOCK.stat().st_mtime_ns, len(hub.asked)
    done = lock(hub)
    assert done.returncode == 0
    assert done.stdout == "decision-lint.lock: 2 models locked, nothing changed\n"
    assert (LOCK.read_bytes(), LOCK.stat().st_mtime_ns, len(hub.asked)) == (before, at, asked)


def test_what_the_hub_does_not_answer_is_reported_and_not_locked(hub: Hub) -> None:
    record(SMALL, LARGE)
    hub.go_wrong(f"/api/models/{LARGE}", answer(418))
    done = lock(hub)
    assert done.returncode == 3
    assert done.stderr == (
        f"decision-lint: {LARGE}@main: localhost answers 418 I'm a Teapot; it is not locked\n"
    )
    assert list(models()) == [f"{SMALL}@main"]
