"""`lock` against a stand-in Hub: what is asked for, written, kept, dropped and said."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from decision_lint.facts.lock.entries import FILE_NAME
from decision_lint.facts.lock.reading import read_lock
from decision_lint.source import Source
from locking import LARGE, LOCK, SMALL, Start, models, record, repository, starter, two_models
from program import NAME
from standin import COMMIT, Hub, answer

TOKEN = "hf_ThisIsNobodysToken"  # noqa: S105  (it is nobody's)


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


def state(hub: Hub) -> tuple[bytes, int, int]:
    """Give what must not change where nothing is to be done."""
    return LOCK.read_bytes(), LOCK.stat().st_mtime_ns, len(hub.asked)


def test_lock_writes_what_check_then_uses_without_the_hub(hub: Hub, start: Start) -> None:
    record(LARGE)
    done = start("lock")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"+ {LARGE}@main: qwen-research, commit {COMMIT[:12]}",
        "decision-lint.lock: 1 model locked, 1 added",
    ]
    entry = models()[f"{LARGE}@main"]
    assert (entry["status"], entry["commit"]) == ("ok", COMMIT)
    asked = len(hub.asked)
    shown = json.loads(start("check", "--output-format", "json").out)
    assert len(hub.asked) == asked
    facts = [one["facts"] for one in shown["findings"] if one["facts"]]
    assert all(one["source"] == "lock" for one in facts)


def test_a_second_run_touches_nothing_and_asks_nobody(hub: Hub, start: Start) -> None:
    record(SMALL, LARGE)
    start("lock")
    before = state(hub)
    done = start("lock")
    assert done == (0, "decision-lint.lock: 2 models locked, nothing changed\n", "")
    assert state(hub) == before


def test_only_what_is_not_locked_is_asked_for(hub: Hub, start: Start) -> None:
    record(SMALL)
    start("lock")
    hub.asked.clear()
    record(SMALL, LARGE)
    assert start("lock").code == 0
    assert all(LARGE in path for path in hub.paths)
    assert list(models()) == [f"{SMALL}@main", f"{LARGE}@main"]


def test_a_lock_that_git_gave_other_line_ends_is_not_touched(hub: Hub, start: Start) -> None:
    record(SMALL)
    start("lock")
    LOCK.write_bytes(LOCK.read_bytes().replace(b"\n", b"\r\n"))
    before = state(hub)
    assert start("lock").code == 0
    assert state(hub) == before


def test_a_revision_is_locked_as_the_record_writes_it(start: Start) -> None:
    record(f"{SMALL}@{COMMIT}")
    start("lock")
    assert list(models()) == [f"{SMALL}@{COMMIT}"]


def test_one_model_in_two_spellings_is_locked_once(hub: Hub, start: Start) -> None:
    hub.add("o/Some-Model")
    record("o/Some-Model")
    record("O/some-model", path="z.decision.md")
    start("lock")
    assert list(models()) == ["o/Some-Model@main"]
    before = state(hub)
    assert start("lock").code == 0
    assert state(hub) == before


def test_a_new_repository_of_records_without_models_has_no_lock(hub: Hub, start: Start) -> None:
    record("7B instruct model")
    assert start("lock") == (0, "decision-lint.lock: 0 models locked, nothing changed\n", "")
    assert not LOCK.exists()
    assert hub.asked == []


def test_what_the_hub_says_is_not_there_is_locked_as_such(hub: Hub, start: Start) -> None:
    record("nobody/nothing")
    done = start("lock")
    assert done.code == 0
    assert "+ nobody/nothing@main: not found (it may be private or gated" in done.out
    assert models()["nobody/nothing@main"]["status"] == "not found"
    before = state(hub)
    # It may be there by now, or may be seen with a token: it is asked for again.
    assert start("lock").code == 0
    assert state(hub)[:2] == before[:2]
    hub.add("nobody/nothing")
    assert "~ nobody/nothing@main: back again" in start("lock").out
    assert models()["nobody/nothing@main"]["status"] == "ok"


@pytest.mark.parametrize("words", [("--upgrade",), ("--upgrade", "."), (".", "--upgrade")])
def test_upgrade_asks_for_all_of_it_again(hub: Hub, start: Start, words: tuple[str, ...]) -> None:
    record(SMALL, LARGE)
    start("lock")
    hub.add(SMALL, gated="manual", config=None)
    done = start("lock", *words)
    assert done.code == 0
    assert f"~ {SMALL}@main: gated now: open -> gated (manual)" in done.out
    assert models()[f"{SMALL}@main"]["facts"]["gate"] == "manual"
    before = state(hub)
    start("lock", *words)
    assert state(hub)[:2] == before[:2]


@pytest.mark.parametrize("model", [SMALL, SMALL.lower(), f"{SMALL}@main"])
def test_upgrade_of_one_model_leaves_the_others(hub: Hub, start: Start, model: str) -> None:
    record(SMALL, LARGE)
    start("lock")
    hub.asked.clear()
    hub.add(SMALL, gated="auto", config=None)
    hub.add(LARGE, gated="auto", config=None)
    assert start("lock", "--upgrade", model).code == 0
    assert [SMALL in path for path in hub.paths] == [True]
    gates = {name: entry["facts"]["gate"] for name, entry in models().items()}
    assert gates == {f"{SMALL}@main": "auto", f"{LARGE}@main": "open"}


def test_an_upgrade_of_a_model_that_no_record_names_is_wrong_usage(hub: Hub, start: Start) -> None:
    record(SMALL)
    done = start("lock", "--upgrade", "Qwen/Qwen2.5-0.5B-Instrcut")
    assert (done.code, done.out) == (2, "")
    assert f"did you mean '{SMALL}'?" in done.err
    assert hub.asked == []


def test_what_the_hub_does_not_answer_is_reported_and_not_locked(hub: Hub, start: Start) -> None:
    record(SMALL, LARGE)
    hub.go_wrong(f"/api/models/{LARGE}", answer(418))
    done = start("lock")
    assert done.code == 3
    assert done.err == (
        f"decision-lint: {LARGE}@main: localhost answers 418 I'm a Teapot; it is not locked\n"
    )
    assert list(models()) == [f"{SMALL}@main"]


def test_what_the_hub_does_not_answer_keeps_its_entry(hub: Hub, start: Start) -> None:
    record(SMALL, LARGE)
    start("lock")
    before = models()
    hub.go_wrong("/", answer(503, Retry_After="120"))
    done = start("lock", "--upgrade")
    assert done.code == 3
    assert len(done.err.splitlines()) == 2
    assert f"; its entry of {before[f'{SMALL}@main']['as_of']} is kept" in done.err
    assert models() == before


def test_what_no_record_names_is_dropped_when_all_were_looked_at(start: Start) -> None:
    record(SMALL, path=f"a/{NAME}")
    record(LARGE, path=f"b/{NAME}")
    start("lock")
    record("7B instruct model", path=f"b/{NAME}")
    for words in (("a",), (f"b/{NAME}",), ("a", "b")):
        assert start("lock", *words).code == 0
        assert len(models()) == 2
    done = start("lock", FILE_NAME)
    assert done.out == (
        f"- {LARGE}@main: no record names it any more\n"
        "decision-lint.lock: 1 model locked, 1 dropped\n"
    )


@pytest.mark.parametrize("spoil", ["bytes", "folder", "configuration"])
def test_nothing_is_dropped_while_a_record_cannot_be_read(start: Start, spoil: str) -> None:
    record(SMALL, path=f"a/{NAME}")
    record(LARGE, path=f"b/{NAME}")
    start("lock")
    Path(f"b/{NAME}").unlink()
    match spoil:
        case "bytes":
            Path(f"b/{NAME}").write_bytes(b"\xff\xfe")
        case "folder":
            Path(f"b/{NAME}").mkdir()
        case _:
            Path("b/decision-lint.toml").write_text("inclde = []\n")
    done = start("lock")
    assert done.code == 2
    assert f"b/{NAME}: " in done.err or "b/decision-lint.toml:1: " in done.err
    assert len(models()) == 2


def test_each_configuration_has_its_own_lock(start: Start) -> None:
    record(SMALL)
    record(LARGE, path=f"team/{NAME}")
    Path("team/decision-lint.toml").write_text("")
    done = start("lock")
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line[0] != "+"] == [
        "decision-lint.lock: 1 model locked, 1 added",
        "team/decision-lint.lock: 1 model locked, 1 added",
    ]
    assert list(models()) == [f"{SMALL}@main"]


def test_without_records_there_is_nothing_to_lock(hub: Hub, start: Start) -> None:
    done = start("lock")
    assert (done.code, done.out) == (2, "")
    assert "no record found below ." in done.err
    done = start("lock", "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "'nowhere': no such file or folder" in done.err
    assert hub.asked == []


def test_a_broken_configuration_is_told(start: Start) -> None:
    record(SMALL)
    assert start("lock", "--config", "nowhere.toml").code == 2
    assert start("lock", "--isolated", "--quiet") == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
@pytest.mark.skipif(not hasattr(os, "geteuid") or not os.geteuid(), reason="root may write")
def test_a_lock_that_may_not_be_written_is_told(folder: Path, start: Start) -> None:
    record(SMALL)
    folder.chmod(0o555)
    try:
        done = start("lock")
    finally:
        folder.chmod(0o755)
    assert (done.code, done.out) == (2, "")
    assert done.err == "decision-lint: decision-lint.lock: cannot be written: permission denied\n"


def test_a_folder_in_the_place_of_the_lock_is_told(start: Start) -> None:
    record(SMALL)
    LOCK.mkdir()
    for command in ("lock", "check"):
        done = start(command)
        assert done.code == 2
        assert "decision-lint.lock: is a folder, not a file" in done.err


def conflicted(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:2], "<<<<<<< HEAD\n", *lines[2:4], "=======\n", *lines[4:]])


BREAKS: Mapping[str, tuple[Callable[[str], str], int, str]] = {
    "edited": (lambda text: text.replace("qwen-research", "apache-2.0"), 4, "changed by hand"),
    "digest": (lambda text: text.replace("sha256:", "sha256:0"), 5, "changed by hand"),
    "truncated": (lambda text: text[: len(text) // 2], 1, "no JSON, or not all of it"),
    "conflicted": (conflicted, 3, "a merge left its marks here"),
    "empty": (lambda _: "", 1, "no JSON, or not all of it"),
    "binary": (lambda _: "\udcff", 1, "not UTF-8"),
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_lock_is_one_clear_line_and_exit_2(hub: Hub, start: Start, how: str) -> None:
    record(LARGE)
    start("lock")
    spoil, line, says = BREAKS[how]
    LOCK.write_bytes(spoil(LOCK.read_text("utf-8")).encode("utf-8", "surrogateescape"))
    before = state(hub)
    for words in (("check",), ("lock",), ("lock", "--check"), ("lock", "--upgrade", LARGE)):
        done = start(*words)
        assert done.code == 2, words
        (told,) = done.err.splitlines()
        place, _, matter = told.removeprefix("decision-lint: ").partition(": ")
        assert place.startswith("decision-lint.lock:")
        assert int(place.split(":")[1]) >= line
        assert says in matter
        assert "decision-lint lock --upgrade" in matter
        assert state(hub) == before


@pytest.mark.parametrize("how", BREAKS)
def test_upgrade_mends_a_broken_lock(hub: Hub, start: Start, how: str) -> None:
    record(LARGE, path=f"a/{NAME}")
    start("lock")
    LOCK.write_bytes(BREAKS[how][0](LOCK.read_text("utf-8")).encode("utf-8", "surrogateescape"))
    before = LOCK.read_bytes()
    part = start("lock", "--upgrade", "a")
    assert (part.code, "these are not all its records" in part.err) == (2, True)
    hub.go_wrong("/", answer(503, Retry_After="120"))
    lost = start("lock", "--upgrade")
    assert (lost.code, "stays broken" in lost.err) == (3, True)
    assert LOCK.read_bytes() == before
    hub.troubles.clear()
    assert start("lock", "--upgrade").code == 0
    assert list(models()) == [f"{LARGE}@main"]
    assert start("lock").out == "decision-lint.lock: 1 model locked, nothing changed\n"


def test_one_model_more_leaves_the_lines_of_the_others(start: Start) -> None:
    record(LARGE)
    start("lock")
    few = LOCK.read_text("utf-8").splitlines()
    record(SMALL, LARGE)
    start("lock")
    more = LOCK.read_text("utf-8").splitlines()
    assert [line for line in few if line not in more] == []
    assert read_lock(Source(FILE_NAME, LOCK.read_text("utf-8")))


@pytest.mark.parametrize(
    "words",
    [
        ("--timeout", "0"),
        ("--timeout", "soon"),
        ("--timeout", "nan"),
        ("--check", "--upgrade"),
        ("--check", "--statistics", "--output-format", "sarif"),
        ("--offline", "--check"),
        ("--offline", "--upgrade"),
    ],
)
def test_wrong_usage_of_lock_is_exit_2(start: Start, words: tuple[str, ...]) -> None:
    record(SMALL)
    done = start("lock", *words)
    assert (done.code, done.out) == (2, "")
    assert "usage: decision-lint lock" in done.err


CARD = (
    "---\nlicense: other\nlicense_name: garden-research\nbase_model: o/base\nlanguage: [en]\n---\n"
)


def download(home: Path, repo_id: str, **files: str) -> None:
    """Put a model in the local cache, as its clients do."""
    model = home / "hub" / f"models--{repo_id.replace('/', '--')}"
    for name, text in files.items():
        path = model / "snapshots" / COMMIT / name.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (model / "refs").mkdir(exist_ok=True)
    (model / "refs" / "main").write_text(COMMIT, encoding="utf-8")


@pytest.mark.parametrize("way", ["--offline", "HF_HUB_OFFLINE"])
def test_offline_takes_a_downloaded_model_whose_card_names_the_license(
    hub: Hub, start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    config = '{"num_hidden_layers": 4, "model_type": "llama"}'
    download(folder.parent / "home", SMALL, README_md=CARD, config_json=config)
    download(folder.parent / "home", LARGE, config_json=config)
    record(SMALL, LARGE)
    words = ["--offline"] if way == "--offline" else []
    monkeypatch.setenv("HF_HUB_OFFLINE", "0" if words else "1")
    done = start("lock", *words)
    assert done.code == 3
    assert done.err == (
        f"decision-lint: {LARGE}@main: the local cache lacks its README.md, which names the "
        "license; it is not locked\n"
    )
    assert hub.asked == []
    facts = models()[f"{SMALL}@main"]["facts"]
    assert (facts["license"], facts["license_name"]) == ("other", "garden-research")
    assert facts["config"] == {"model_type": "llama", "num_hidden_layers": 4}
    assert (facts["base_models"], facts["languages"]) == (["o/base"], ["en"])
    # Nobody knows what else there is, nor whether a gate stands before it.
    assert facts.keys() & {"files", "gate", "base_licenses"} == set()
    before = state(hub)
    assert start("lock", *words).code == 3
    assert state(hub) == before


def test_the_cache_adds_a_config_that_the_hub_keeps_behind_a_gate(
    hub: Hub, start: Start, folder: Path
) -> None:
    hub.add("o/gated", gated="manual")
    hub.add("o/moved-on", gated="manual", sha="f" * 40)
    for name in ("o/gated", "o/moved-on"):
        download(folder.parent / "home", name, config_json='{"num_hidden_layers": 4}')
    record("o/gated", "o/moved-on")
    assert start("lock").code == 0
    assert models()["o/gated@main"]["facts"]["config"]["num_hidden_layers"] == 4
    assert "num_hidden_layers" not in models()["o/moved-on@main"]["facts"]["config"]


def test_the_token_is_shown_to_the_hub_alone(
    hub: Hub, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.token = TOKEN
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    monkeypatch.setenv("DECISION_LINT_DEBUG", "1")
    hub.add("o/gated", gated="manual")
    hub.go_wrong(f"/api/models/{LARGE}", answer(401, {"error": f"Invalid credentials {TOKEN}"}))
    record("o/gated", LARGE, "no/such")
    done = start("lock")
    assert done.code == 3
    assert set(hub.authorizations) == {f"Bearer {TOKEN}"}
    assert models()["o/gated@main"]["facts"]["config"]["hidden_size"] == 896
    told = [*done, *start("lock", "--check"), *start("check", "--online"), LOCK.read_text("utf-8")]
    assert TOKEN not in "".join(map(str, told))


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_on_a_terminal_a_bar_shows_how_far_it_has_come(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(SMALL, LARGE)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    done = start("lock")
    assert (done.code, "asking" in done.out) == (0, False)
    shown = terminal.getvalue().split("\r")
    assert shown[-2] == f"asking the Hub [{'#' * 24}] 2/2"
    assert shown[-1] == "\x1b[K"
