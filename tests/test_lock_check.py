"""`lock --check` against a stand-in Hub: what drifted, at the lines of the lock."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from decision_lint.cli.values import FORMATS
from locking import LARGE, LOCK, SMALL, Done, Start, record, repository, starter, two_models
from standin import COMMIT, Hub, answer, refuse

OTHER = "f" * 40
TODAY = datetime.now(UTC).date().isoformat()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with repository(tmp_path, monkeypatch) as root:
        yield root


@pytest.fixture
def hub() -> Iterator[Hub]:
    with two_models() as served:
        yield served


@pytest.fixture
def start(hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    return starter(hub, monkeypatch, capsys)


@pytest.fixture
def locked(hub: Hub, start: Start) -> Start:
    """Lock two models."""
    record(SMALL, LARGE)
    assert start("lock").code == 0
    hub.asked.clear()
    return start


def line_of(model: str) -> int:
    lines = LOCK.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if f'"{model}@main": {{' in line)


def concise(start: Start, *words: str) -> Done:
    return start("lock", "--check", "--output-format", "concise", *words)


def test_what_did_not_drift_is_clean(hub: Hub, locked: Start) -> None:
    before = LOCK.read_bytes(), LOCK.stat().st_mtime_ns
    done = locked("lock", "--check")
    assert (done.code, done.err) == (0, "")
    assert done.out == "1 record checked: nothing found\n"
    assert (LOCK.read_bytes(), LOCK.stat().st_mtime_ns) == before
    assert len(hub.asked) == 4


def renamed(hub: Hub) -> None:
    hub.add("Qwen/New")
    hub.moved[SMALL] = "Qwen/New"


DRIFTS: dict[str, tuple[Callable[[Hub], object], str]] = {
    "license": (
        lambda hub: hub.add(SMALL, cardData={"license": "other", "license_name": "x-research"}),
        "license changed: was apache-2.0 on {day}, is other (x-research)",
    ),
    "gate": (
        lambda hub: hub.add(SMALL, gated="auto"),
        "gated now: was open on {day}, is gated (auto)",
    ),
    "revision": (
        lambda hub: hub.add(SMALL, sha=OTHER),
        f"revision moved: was {COMMIT} on {{day}}, is {OTHER}",
    ),
    "renamed": (renamed, f"renamed: was {SMALL} on {{day}}, is Qwen/New"),
    "gone": (lambda hub: hub.models.pop(SMALL), "gone: was there on {day}, is not found"),
    "disabled": (
        lambda hub: hub.go_wrong(
            f"/api/models/{SMALL}", refuse(403, "Access to this resource is disabled.")
        ),
        "disabled now: was there on {day}, is disabled",
    ),
    "weights": (
        lambda hub: hub.add(SMALL, siblings=[{"rfilename": "model.safetensors", "size": 5}]),
        "weights changed: was 1 file, 988097824 bytes on {day}, is 1 file, 5 bytes",
    ),
}


@pytest.mark.parametrize("kind", DRIFTS)
def test_what_drifted_is_an_error_at_the_line_of_its_entry(
    hub: Hub, locked: Start, kind: str
) -> None:
    drift, says = DRIFTS[kind]
    drift(hub)
    done = concise(locked, "--quiet")
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        f"decision-lint.lock:{line_of(SMALL)}:6: HUB007 [error] '{SMALL}@main': "
        f"{says.format(day=TODAY)} ({TODAY}, the Hub)\n"
    )


def test_several_drifts_of_a_model_are_several_findings(hub: Hub, locked: Start) -> None:
    hub.add(SMALL, sha=OTHER, gated="manual", config=None)
    lines = concise(locked, "--quiet").out.splitlines()
    assert [line.split("'")[2].split(":")[1].strip() for line in lines] == [
        "gated now",
        "revision moved",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_shows_a_drift_at_its_line(hub: Hub, locked: Start, form: str) -> None:
    hub.add(SMALL, sha=OTHER)
    done = locked("lock", "--check", "--output-format", form)
    assert (done.code, done.err) == (1, "")
    for part in ("decision-lint.lock", str(line_of(SMALL)), "HUB007", "revision moved"):
        assert part in done.out
    hub.add(SMALL)
    clean = locked("lock", "--check", "--output-format", form)
    assert (clean.code, "HUB007" in clean.out) == (0, False) or form == "sarif"


def test_the_json_report_says_what_it_rests_on(hub: Hub, locked: Start) -> None:
    hub.add(SMALL, sha=OTHER)
    report = json.loads(locked("lock", "--check", "--output-format", "json").out)
    (finding,) = report["findings"]
    assert finding["facts"] == {"source": "hub", "as_of": TODAY}
    assert finding["where"] == ["lock", "models", f"{SMALL}@main"]
    assert finding["candidate"] == f"{SMALL}@main"
    assert [one["path"] for one in report["records"]] == ["model_runtime_decision.md"]


def test_what_was_not_answered_is_not_checked_and_exit_3(hub: Hub, locked: Start) -> None:
    hub.models[LARGE]["sha"] = OTHER
    hub.go_wrong(f"/api/models/{SMALL}", answer(418))
    done = locked("lock", "--check", "--output-format", "json")
    assert done.code == 3
    assert done.err == (
        f"decision-lint: {SMALL}@main: localhost answers 418 I'm a Teapot; it is not compared\n"
    )
    report = json.loads(done.out)
    assert [one["candidate"] for one in report["findings"]] == [f"{LARGE}@main"]
    assert [(one["code"], one["candidate"]) for one in report["not_checked"]] == [
        ("HUB007", f"{SMALL}@main")
    ]


def test_what_is_not_locked_is_a_finding(hub: Hub, locked: Start) -> None:
    hub.add("o/new")
    record(SMALL, LARGE, "o/new")
    done = concise(locked, "--quiet")
    assert done.code == 1
    assert done.out.startswith("decision-lint.lock:2:4: HUB007 [error] 'o/new@main': not locked: ")


def test_what_no_record_names_is_not_asked_for(hub: Hub, locked: Start) -> None:
    record(LARGE)
    hub.models.pop(SMALL)
    assert concise(locked).code == 0
    assert all(LARGE in path for path in hub.paths)


def test_without_a_lock_there_is_nothing_to_check(hub: Hub, start: Start) -> None:
    record(SMALL)
    done = start("lock", "--check")
    assert done == (
        2,
        "",
        "decision-lint: decision-lint.lock: is not there; run `decision-lint lock`\n",
    )
    record("7B instruct model")
    assert start("lock", "--check").code == 0
    assert hub.asked == []


def test_a_configuration_may_ignore_drift(hub: Hub, locked: Start) -> None:
    hub.add(SMALL, sha=OTHER)
    Path("decision-lint.toml").write_text('ignore = ["HUB007"]\n')
    assert concise(locked) == (0, "", "")
    Path("decision-lint.toml").write_text('[per-file-ignores]\n"*.lock" = ["drifted-lock"]\n')
    assert concise(locked) == (0, "", "")


def test_a_report_is_not_written_over_the_lock(hub: Hub, locked: Start) -> None:
    hub.add(SMALL, sha=OTHER)
    before = LOCK.read_bytes()
    done = locked("lock", "--check", "--output-file", "decision-lint.lock")
    assert done.code == 2
    assert "is a lock; write the report to another file" in done.err
    assert LOCK.read_bytes() == before


def test_an_ordinary_check_neither_looks_for_drift_nor_says_so(hub: Hub, locked: Start) -> None:
    hub.add(SMALL, sha=OTHER)
    report = json.loads(locked("check", "--output-format", "json").out)
    spoken = [*report["findings"], *report["not_checked"]]
    assert "HUB007" not in {one["code"] for one in spoken}
    assert hub.asked == []
