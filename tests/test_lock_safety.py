"""The lock under kills and under several runs at once, and the network that nobody asked for."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from decision_lint.facts.lock.entries import FILE_NAME, Lock
from decision_lint.facts.lock.reading import read_lock
from decision_lint.source import Source
from locking import LARGE, LOCK, SMALL, models, record, repository, two_models
from program import NAME
from standin import Hub

KILL_AT = """
import os, signal, sys
from decision_lint.__main__ import main
seen = 0
def hook(event, args):
    global seen
    if event.split(".")[0] in {"open", "os"} and "decision-lint.lock" in str(args):
        seen += 1
        if seen == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
raise SystemExit(main(["lock", "--upgrade"]))
"""
"""A run that kills itself at the n-th thing that it does to the lock or its draft."""

POSIX = pytest.mark.skipif(os.name != "posix", reason="has no SIGKILL")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with repository(tmp_path, monkeypatch) as root:
        yield root


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with two_models() as served:
        monkeypatch.setenv("HF_ENDPOINT", served.endpoint)
        yield served


def program(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "decision_lint", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(run: subprocess.Popen[bytes]) -> int:
    run.communicate(timeout=60)
    return run.returncode


def sound() -> Lock:
    lock = read_lock(Source(FILE_NAME, LOCK.read_text("utf-8")))
    assert isinstance(lock, Lock), lock
    return lock


def drafts() -> list[str]:
    return [path.name for path in Path().iterdir() if path.name.startswith(f"{FILE_NAME}.")]


@POSIX
def test_a_run_that_is_killed_anywhere_leaves_the_old_lock_or_the_new_one(hub: Hub) -> None:
    record(SMALL, LARGE)
    assert finish(program("lock")) == 0
    old = LOCK.read_bytes()
    hub.models[SMALL]["gated"] = "auto"
    states, point = [], 0
    while True:
        point += 1
        done = subprocess.run(
            [sys.executable, "-c", KILL_AT, str(point)], capture_output=True, check=False
        )
        sound()
        states.append(LOCK.read_bytes() == old)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        if not states[-1]:
            LOCK.write_bytes(old)
    # It was killed while it read, before the draft, before the draft took the lock's name.
    assert len(states) >= 4
    assert states[-1] is False
    assert finish(program("lock")) == 0


@POSIX
def test_a_run_that_is_killed_at_any_time_leaves_the_old_lock_or_the_new_one(hub: Hub) -> None:
    record(SMALL, LARGE)
    assert finish(program("lock")) == 0
    chance = random.Random(7)  # noqa: S311  (the same moments each time)
    for round_ in range(6):
        hub.models[SMALL]["gated"] = ("auto", "manual")[round_ % 2]
        before = LOCK.read_bytes()
        run = program("lock", "--upgrade")
        time.sleep(chance.uniform(0.05, 0.9))
        run.kill()
        finish(run)
        assert sound().entries.keys() == {f"{SMALL}@main", f"{LARGE}@main"}
        assert LOCK.read_bytes() == before or models()[f"{SMALL}@main"]["facts"]["gate"] != "open"


def test_drafts_that_a_killed_run_left_are_cleared_away(hub: Hub) -> None:
    record(SMALL)
    old, new, mine = (Path(f"{FILE_NAME}.{word}.tmp") for word in ("a1" * 6, "b2" * 6, "notes"))
    for path in (old, new, mine):
        path.write_text("half")
    for path in (old, mine):
        os.utime(path, (time.time() - 7200,) * 2)
    assert finish(program("lock")) == 0
    assert sorted(drafts()) == sorted([new.name, mine.name])


def test_runs_at_the_same_time_lose_nothing_of_each_other(hub: Hub) -> None:
    names = [f"o/model-{number}" for number in range(5)]
    for name in names:
        hub.add(name)
        record(name, path=f"{name}/{NAME}")
    hub.latency_s = 0.1
    runs = [program("lock", name) for name in names]
    assert [finish(run) for run in runs] == [0] * 5
    assert sorted(sound().entries) == sorted(f"{name}@main" for name in names)
    assert drafts() == []


def test_a_run_of_its_own_asks_for_the_models_and_for_nothing_else(hub: Hub, folder: Path) -> None:
    record(SMALL, LARGE)
    assert finish(program("lock")) == 0
    assert len(hub.asked) == 4
    assert all("/Qwen/Qwen2.5" in path for path in hub.paths)
    assert not (folder.parent / "home").exists()


def traced(words: Sequence[str]) -> list[str]:
    """Run a command under strace, and give every address family that it opened a socket of."""
    trace = Path("trace.txt")
    command = ["strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", str(trace)]
    done = subprocess.run(
        [*command, sys.executable, "-m", "decision_lint", *words], capture_output=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return trace.read_text("utf-8").splitlines()


def can(*words: str) -> bool:
    if not shutil.which(words[0]):
        return False
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def test_check_opens_no_socket_and_lock_check_does(hub: Hub) -> None:
    if not can("strace", "-f", "-e", "trace=socket", "true"):
        pytest.skip("strace is not there, or may not trace")
    record(SMALL, LARGE)
    assert traced(("check",)) == []
    assert finish(program("lock")) == 0
    for words in (("check",), ("check", "--offline"), ("lock",), ("lock", "--offline")):
        assert traced(words) == []
    assert any("AF_INET" in line for line in traced(("lock", "--check")))


def test_check_needs_no_network_to_be_there(hub: Hub) -> None:
    if not can("unshare", "-rn", "true"):
        pytest.skip("unshare is not there, or may not make a network of its own")
    record(SMALL, LARGE)
    assert finish(program("lock")) == 0
    command = [sys.executable, "-m", "decision_lint"]
    alone = ["unshare", "-rn", *command]
    here, cut_off = (
        subprocess.run([*words, "check"], capture_output=True, check=False)
        for words in (command, alone)
    )
    assert (cut_off.returncode, cut_off.stdout, cut_off.stderr) == (
        here.returncode,
        here.stdout,
        here.stderr,
    )
    asking = subprocess.run([*alone, "lock", "--check"], capture_output=True, check=False)
    assert asking.returncode == 3
    assert b"cannot be reached" in asking.stderr


@pytest.mark.parametrize("words", [("check",), ("lock",), ("lock", "--offline")])
def test_offline_nothing_heavy_is_imported(hub: Hub, words: tuple[str, ...]) -> None:
    record(SMALL, LARGE)
    assert finish(program("lock")) == 0
    watch = (
        "import sys; from decision_lint.__main__ import main; main(sys.argv[1:]);"
        "heavy = {'huggingface_hub', 'httpx', 'httpx2', 'requests', 'pydantic'};"
        "print(sorted(heavy & {*sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch, *words], capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]"
