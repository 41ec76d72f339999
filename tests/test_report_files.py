"""One run writes the report in several formats at once."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from program import LICENSES, NAME, PAIR, run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(PAIR / "bad", tmp_path / "bad")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_file_holds_what_a_run_in_its_format_would_print(folder: Path) -> None:
    formats = ("json", "sarif", "markdown", "github", "concise")
    words = [word for name in formats for word in ("--report", f"{name}=report.{name}")]
    done = run(*LICENSES, *words)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == run(*LICENSES).stdout
    for name in formats:
        written = (folder / f"report.{name}").read_text(encoding="utf-8")
        assert written == run(*LICENSES, "--output-format", name).stdout, name


def test_it_goes_along_with_an_output_file(folder: Path) -> None:
    words = ("--output-format", "concise", "-o", "all.txt", "--report", "json=all=1.json")
    done = run(*LICENSES, *words)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert (folder / "all.txt").read_text(encoding="utf-8").startswith(f"bad/{NAME}:15:15: LIC002 ")
    assert json.loads((folder / "all=1.json").read_text("utf-8"))["summary"]["error"] == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("report.json", "'report.json' names no file; write it as FORMAT=FILE"),
        ("json=", "'json=' names no file; write it as FORMAT=FILE"),
        ("yaml=report.yaml", "'yaml' is no format; there are full, concise, json, "),
    ],
)
def test_what_names_no_format_or_no_file_is_told(given: str, told: str) -> None:
    done = run("--report", given)
    assert done.returncode == 2
    assert f"argument --report: {told}" in done.stderr


@pytest.mark.parametrize("name", ["decision-lint.lock", "decision-lint.toml", "pyproject.toml"])
def test_no_report_takes_the_place_of_what_it_rests_on(folder: Path, name: str) -> None:
    for words in (("-o", name), ("--report", f"json={name}")):
        done = run(*LICENSES, *words)
        assert done.returncode == 2
        assert "write the report to another file" in done.stderr
    assert not (folder / name).exists()


def test_a_file_that_cannot_be_written_keeps_no_other_from_being_written(folder: Path) -> None:
    record = f"bad/{NAME}"
    before = Path(record).read_bytes()
    words = ("--report", f"json={record}", "--report", "json=no/such/file", "--report", "json=ok")
    done = run(*LICENSES, *words)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"decision-lint: {record}: is a record; write the report to another file",
        "decision-lint: no/such/file: cannot be written: no such file or directory",
    ]
    assert Path(record).read_bytes() == before
    assert (folder / "ok").exists()
    assert "LIC002" in done.stdout


@pytest.mark.parametrize("words", [("-o", "x"), ("--report", "sarif=x")])
def test_no_file_holds_two_reports(folder: Path, words: tuple[str, str]) -> None:
    done = run(*LICENSES, "--report", "json=x", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "decision-lint: x: is to hold two reports; name a file for each\n"
    assert not (folder / "x").exists()


@pytest.mark.parametrize("words", [("-o", "-"), ("--report", "json=-")])
def test_standard_output_is_no_file(folder: Path, words: tuple[str, str]) -> None:
    done = run(*LICENSES, *words)
    assert done.returncode == 2
    assert "name a file" in done.stderr
    assert not (folder / "-").exists()


def test_the_page_about_github_shows_commands_that_run(folder: Path) -> None:
    page = (ROOT / "docs" / "github-action.md").read_text(encoding="utf-8")
    shown = re.findall(r"^decision-lint (--.+)$", page, re.MULTILINE)
    assert len(shown) == 2
    for line in shown:
        done = run(*shlex.split(line))
        assert (done.returncode, done.stderr) == (1, "")
        assert "LIC002" in done.stdout
    assert (folder / "decision-lint.sarif").exists()
    assert (folder / "summary.md").exists()
