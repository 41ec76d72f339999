"""Many records are linted in several processes, and nobody can tell."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import FIXTURES
from decision_lint.cli import processes
from decision_lint.cli.processes import MANY, shared

ALONE = "import os, sys; os.sched_setaffinity(0, {next(iter(os.sched_getaffinity(0)))});"
RUN = "from decision_lint.cli import main; raise SystemExit(main(sys.argv[1:]))"
BROKEN = '{"version": 1, "models": {'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of more records than one process takes, each in a folder of its own."""
    records = sorted((FIXTURES / "rules").glob("*/bad/model_runtime_decision.md"))
    for number in range(MANY):
        place = tmp_path / f"r{number:03}"
        place.mkdir()
        text = records[number % len(records)].read_bytes()
        (place / "model_runtime_decision.md").write_bytes(text)
    (tmp_path / ".git").mkdir()
    return tmp_path


def run(folder: Path, start: str) -> subprocess.CompletedProcess[str]:
    """Check a folder, as JSON."""
    words = [sys.executable, "-c", start + RUN, ".", "--output-format", "json", "--show-fields"]
    return subprocess.run(
        words, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


@pytest.mark.skipif(sys.platform != "linux", reason="records are shared out on Linux only")
def test_several_processes_say_what_one_says(folder: Path) -> None:
    (folder / "decision-lint.lock").write_text(BROKEN, encoding="utf-8")
    several, alone = run(folder, "import sys;"), run(folder, ALONE)
    assert several.stdout == alone.stdout
    assert several.stderr == alone.stderr
    assert several.stderr.count("decision-lint.lock") == 1
    assert several.returncode == alone.returncode == 2


@pytest.mark.skipif(sys.platform != "linux", reason="records are shared out on Linux only")
def test_a_broken_configuration_that_only_piped_text_has_is_told(folder: Path) -> None:
    (folder / "r000").rename(folder.parent / "elsewhere")
    (folder.parent / "elsewhere" / "decision-lint.toml").write_text("ignroe = 1", encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "decision_lint",
            "--quiet",
            *(path.name for path in sorted(folder.glob("r*"))),
            "r001",
            "-",
            "--stdin-filename",
            "../elsewhere/x.decision.md",
        ],
        cwd=folder,
        input="status: draft",
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert "unknown key 'ignroe'" in done.stderr
    assert done.returncode == 2


@pytest.mark.skipif(sys.platform != "linux", reason="records are shared out on Linux only")
def test_whoever_interrupts_need_not_wait_for_the_rest(folder: Path) -> None:
    code = (
        "import os, signal, threading, time; from decision_lint.cli import processes;"
        "processes._processors = lambda: 2;"
        "threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start();"
        "processes.shared(lambda numbers: time.sleep(60), processes.MANY)"
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=50,
    )
    assert "KeyboardInterrupt" in done.stderr
    assert time.monotonic() - began < 30


@pytest.mark.skipif(sys.platform != "linux", reason="records are shared out on Linux only")
@pytest.mark.parametrize("count", [0, 1, MANY - 1, MANY, MANY + 1])
def test_each_number_is_worked_on_once(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 2)
    parts = shared(lambda numbers: [(number, os.getpid()) for number in numbers], count)
    assert sorted(number for part in parts for number, _ in part) == list(range(count))
    assert len({pid for part in parts for _, pid in part}) <= 2
    assert len(parts) == (2 if count >= MANY else 1)


@pytest.mark.skipif(sys.platform != "linux", reason="records are shared out on Linux only")
def test_a_process_that_is_killed_costs_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 2)
    first = os.getpid()

    def work(numbers: range) -> list[int]:
        if os.getpid() != first:
            os._exit(9)
        return list(numbers)

    assert shared(work, MANY) == [list(range(MANY))]
