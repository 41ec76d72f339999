"""The real program and its streams: what goes in, what comes out, and what is loaded for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from decision_lint import __version__
from program import LICENSES, NAME, PAIR, run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository with a clean record and one whose license note is a to-do."""
    for name in ("good", "bad"):
        shutil.copytree(PAIR / name, tmp_path / name)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_standard_input_is_a_record() -> None:
    text = Path(f"bad/{NAME}").read_bytes()
    done = run("-", "--output-format", "concise", *LICENSES, given=text)
    assert done.returncode == 1
    assert done.stdout.startswith("-:15:15: LIC002 ")


def test_standard_input_may_have_a_name_with_all_that_stands_beside_it() -> None:
    text = Path(f"bad/{NAME}").read_bytes()
    Path("good/decision-lint.toml").write_text('select = ["LIC", "RTE009"]\n')
    words = ("-", "--stdin-filename", f"good/{NAME}", "--fail-on", "note")
    done = run(*words, "--output-format", "concise", given=text)
    assert done.stdout.startswith(f"good/{NAME}:15:15: LIC002 ")
    assert "RTE009" not in done.stdout


def test_standard_input_in_a_folder_with_a_broken_configuration_is_exit_2() -> None:
    Path("good/decision-lint.toml").write_text("broken")
    done = run("-", "--stdin-filename", f"good/{NAME}", given=b"project_goal: x\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("decision-lint: good/decision-lint.toml:1:")


def test_standard_input_may_be_closed() -> None:
    command = f'"{sys.executable}" -m decision_lint --select LIC - <&-'
    if os.name == "nt":
        pytest.skip("cmd closes no streams")
    assert subprocess.run(command, shell=True, capture_output=True, check=False).returncode < 3  # noqa: S602


def test_a_twin_and_its_record_are_one() -> None:
    twin = f"bad/{NAME[:-3]}.json"
    done = run(twin, f"bad/{NAME}", *LICENSES, "--output-format", "concise")
    assert done.stdout.count("LIC002") == 1


def test_a_report_may_go_to_a_file() -> None:
    done = run(*LICENSES, "--output-format", "json", "--output-file", "out.json", FORCE_COLOR="1")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["summary"]["error"] == 1


def test_a_file_that_cannot_be_written_is_exit_2() -> None:
    done = run(*LICENSES, "--output-file", "missing/out.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "decision-lint: missing/out.txt: cannot be written: no such file or directory\n"
    )
    done = run(*LICENSES, "--output-file", "good")
    assert done.returncode == 2
    assert done.stderr.startswith("decision-lint: good: cannot be written: ")


def test_json_is_there_even_when_nothing_was_checked() -> None:
    done = run("missing.md", "--output-format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["records"] == []


def test_json_shows_the_fields_that_show_shows() -> None:
    report = json.loads(run("good", "--output-format", "json", "--show-fields").stdout)
    assert report["records"][0]["fields"] == json.loads(run("show", f"good/{NAME}").stdout)


def test_statistics_stand_in_place_of_the_findings() -> None:
    assert run(*LICENSES, "--statistics").stdout == (
        "    1  LIC002  error   license-note-is-a-todo\n"
    )


def test_dates_are_judged_as_of_a_day() -> None:
    text = Path(f"bad/{NAME}").read_text(encoding="utf-8")
    comment = "<!-- decision-lint: ignore[LIC002] until 2026-12-31: asked the lawyers -->\n"
    Path(f"bad/{NAME}").write_text(text.replace("license_note", f"{comment}license_note"))
    assert run("bad", *LICENSES, "--as-of", "2026-12-31").returncode == 0
    assert run("bad", *LICENSES, "--as-of", "2027-01-01").returncode == 1


def test_offline_is_how_it_is() -> None:
    assert run("good", *LICENSES, "--offline").stdout == run("good", *LICENSES).stdout


def test_two_runs_say_the_same() -> None:
    assert run().stdout == run(PYTHONHASHSEED="7").stdout


@pytest.mark.parametrize("words", [("--version",), ("check", "--version"), (".", "--version")])
def test_the_version_is_told_at_once(words: Sequence[str]) -> None:
    code = (
        "import sys; from decision_lint.__main__ import main; code = main(sys.argv[1:]);"
        "print(sorted(set(sys.modules) & {'argparse', 'markdown_it', 'jsonschema', 'pydantic',"
        "'ruamel.yaml', 'huggingface_hub'}), code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"decision-lint {__version__}\n[] 0\n"


def test_a_clean_check_loads_nothing_slow() -> None:
    slow = "{'jsonschema', 'pydantic', 'ruamel.yaml', 'huggingface_hub', 'difflib', 'tomllib'}"
    code = (
        "import sys; before = set(sys.modules); from decision_lint.cli import main;"
        f"main(sys.argv[1:]); print(sorted((set(sys.modules) - before) & {slow}))"
    )
    record = PAIR / "good"
    done = subprocess.run(
        [sys.executable, "-c", code, str(record), "--isolated", "--quiet", "--select", "LIC"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_reader_that_goes_away_is_no_fault() -> None:
    Path(f"good/{NAME}").write_text("- license_note: TBD\n" * 20_000)
    with subprocess.Popen(
        [sys.executable, "-m", "decision_lint"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_an_output_that_is_full_is_exit_2() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "decision_lint"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == (
        b"decision-lint: the output cannot be written: no space left on device\n"
    )


def test_a_terminal_that_is_not_utf8_shows_escapes() -> None:
    Path("good/x.decision.md").write_text("项目目标：助手\n", encoding="utf-8")
    done = run("good/x.decision.md", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert "\\u9879\\u76ee\\u76ee\\u6807" in done.stdout
    done = run("show", "good/x.decision.md", "--spans", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["spans"][0]["key"]["text"] == "项目目标"
