"""The real program: what it checks, what it says of it, and with which exit code."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from program import LICENSES, NAME, PAIR, run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository with a clean record and one whose license note is a to-do."""
    for name in ("good", "bad"):
        shutil.copytree(PAIR / name, tmp_path / name)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def complaints(*words: str) -> Sequence[str]:
    """Give what a run complains of, and hold that it does so line by line."""
    done = run(*words)
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert all(line.startswith("decision-lint: ") for line in lines)
    return [line.removeprefix("decision-lint: ") for line in lines]


def test_a_clean_record_is_exit_0() -> None:
    done = run(*LICENSES, "good")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 record checked: nothing found\n")


def test_findings_are_exit_1_and_go_to_stdout() -> None:
    done = run(*LICENSES, "--output-format", "concise")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"bad/{NAME}:15:15: LIC002 [error] ")
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("output_format", ["full", "concise", "json"])
def test_the_exit_code_is_the_same_in_every_format(output_format: str) -> None:
    assert run(*LICENSES, "--output-format", output_format).returncode == 1
    assert run(*LICENSES, "--output-format", output_format, "good").returncode == 0


def test_nothing_but_what_is_excluded_is_no_fault_by_force(folder: Path) -> None:
    (folder / "decision-lint.toml").write_text('exclude = ["bad"]\n', encoding="utf-8")
    assert run(*LICENSES, "bad").returncode == 1
    done = run(*LICENSES, "--force-exclude", "bad")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert run(*LICENSES, "--force-exclude", ".").returncode == 0


def test_check_may_be_named() -> None:
    assert run("check", *LICENSES).stdout == run(*LICENSES).stdout


def test_words_and_options_may_be_mixed() -> None:
    done = run("good", "--select", "LIC", "bad", "--quiet", "--color", "never")
    assert done.returncode == 1
    assert done.stdout.startswith("bad/")


def test_exit_zero_is_for_findings_alone() -> None:
    assert run(*LICENSES, "--exit-zero").returncode == 0
    assert run(*LICENSES, "--exit-zero", "missing.md").returncode == 2


def test_a_lighter_finding_fails_a_run_that_asks_for_it() -> None:
    Path(f"good/{NAME[:-3]}.json").unlink()
    words = ("good", "--select", "missing-twin")
    assert run(*words).returncode == 0
    assert run(*words, "--fail-on", "warning").returncode == 0
    assert run(*words, "--fail-on", "note").returncode == 1


def test_a_missing_path_is_told_and_the_rest_is_checked() -> None:
    done = run(*LICENSES, "missing.md", "good")
    assert done.returncode == 2
    assert done.stderr == (
        "decision-lint: 'missing.md': no such file or folder; check the spelling\n"
    )
    assert "1 record checked" in done.stdout


def test_a_folder_without_records_is_told() -> None:
    Path("empty").mkdir()
    (complaint,) = complaints("empty")
    assert complaint == (f"no record found below empty; looked for {NAME}, *.decision.md")


def test_a_folder_named_like_a_record_is_told() -> None:
    Path("x.decision.md").mkdir()
    (complaint,) = complaints(*LICENSES)
    assert complaint == "x.decision.md: is a folder, not a file"


def test_a_twin_that_cannot_be_read_is_told_and_its_record_is_checked() -> None:
    Path("bad/x.decision.json").mkdir()
    Path(f"bad/{NAME}").rename("bad/x.decision.md")
    done = run(*LICENSES, "bad", "--output-format", "concise")
    assert done.returncode == 2
    assert done.stderr.startswith("decision-lint: bad/x.decision.json: is a folder")
    assert done.stdout.startswith("bad/x.decision.md:15:15: LIC002 ")


def test_a_command_that_is_misspelt_is_told() -> None:
    assert complaints("chekc") == ["'chekc' is no command and no path; did you mean 'check'?"]


@pytest.mark.parametrize(
    "words",
    [
        ("--no-such-option",),
        ("--fail-on", "never"),
        ("--output-format", "xml"),
        ("--as-of", "2026-02-30"),
        ("--as-of", "2026-W01-1"),
        ("--config", "a.toml", "--isolated"),
        ("--stdin-filename", "a.md"),
        ("--online", "--offline"),
        ("--fix",),
        ("--selec", "LIC"),
        ("show",),
        ("explain",),
        ("rules", "more"),
    ],
)
def test_wrong_usage_is_exit_2(words: Sequence[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr


def test_a_rule_that_nobody_knows_is_told_with_what_was_meant() -> None:
    assert complaints("--select", "LIC,licens-note-is-a-todo") == [
        "unknown rule 'licens-note-is-a-todo'; did you mean 'license-note-is-a-todo'?"
    ]
    assert "'decision-lint rules' lists them" in complaints("--ignore", "zzz")[0]


def test_a_selection_may_be_given_in_parts() -> None:
    words = ("bad", "--output-format", "concise", "--ignore", "REC, EVD,TSK", "--ignore", "LIC002")
    done = run(*words)
    assert "LIC002" not in done.stdout


def test_a_configuration_is_found_and_beaten_by_the_command_line() -> None:
    Path("decision-lint.toml").write_text('ignore = ["LIC002"]\nfail-on = "note"\n')
    assert run("bad", "--ignore", "ALL").returncode == 0
    assert "LIC002" not in run("bad").stdout
    assert "LIC002" in run("bad", "--isolated").stdout
    assert "LIC002" in run("bad", "--select", "LIC002").stdout


def test_a_configuration_may_be_named() -> None:
    Path("strict.toml").write_text('select = ["LIC002"]\n[per-file-ignores]\n"bad/*" = ["ALL"]\n')
    assert run("--config", "strict.toml").returncode == 0
    Path("other.toml").write_text('select = ["LIC002"]\n')
    assert run("--config", "other.toml").returncode == 1
    assert complaints("--config", "none.toml") == [
        "none.toml: no such file or folder; check the spelling"
    ]


def test_a_broken_configuration_is_one_line() -> None:
    Path("bad/decision-lint.toml").write_text("slect = []\n")
    assert complaints(*LICENSES) == [
        "bad/decision-lint.toml:1: unknown key 'slect'; did you mean 'select'?"
    ]


def test_a_report_is_never_written_over_a_record() -> None:
    before = Path(f"bad/{NAME}").read_text()
    (complaint,) = complaints(*LICENSES, "--output-file", f"good/../bad/{NAME}", "bad")
    assert complaint == f"good/../bad/{NAME}: is a record; write the report to another file"
    assert Path(f"bad/{NAME}").read_text() == before


@pytest.mark.parametrize(
    ("word", "complaint"),
    [
        ("--output-file=", "argument -o/--output-file: an empty name"),
        ("--select=", "--select names no rule; 'decision-lint rules' lists them"),
    ],
)
def test_an_option_that_says_nothing_is_told(word: str, complaint: str) -> None:
    done = run(word)
    assert done.returncode == 2
    assert done.stderr.endswith(f"decision-lint: error: {complaint}\n")
