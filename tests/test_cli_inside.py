"""The command line from the inside: colours, bugs, and the small commands."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from conftest import FIXTURES
from decision_lint.__main__ import main
from decision_lint.cli import check
from decision_lint.cli.console import has_color, width
from decision_lint.document.markdown import parse
from decision_lint.lint import lint as true_lint
from decision_lint.report import Report
from decision_lint.rules import RULES
from decision_lint.source import Source, Span

RECORD = FIXTURES / "rules" / "license-note-is-a-todo" / "bad" / "model_runtime_decision.md"
TODO = next(rule for rule in RULES if rule.code == "LIC002")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Run a command that complains of nothing, and give what it prints."""
    assert main(words) == code
    out, complained = capsys.readouterr()
    assert complained == ""
    return out


@pytest.mark.parametrize(
    ("wish", "environment", "expected"),
    [
        ("auto", {}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("auto", {"TERM": "dumb", "CLICOLOR_FORCE": "1"}, True),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "0"}, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": ""}, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_a_question_of_wish_environment_and_terminal(
    wish: str,
    environment: Mapping[str, str],
    expected: bool,  # noqa: FBT001
) -> None:
    assert has_color(wish, Terminal(), environment) is expected


def test_a_file_gets_no_colour_unless_it_is_forced() -> None:
    assert not has_color("auto", io.StringIO(), {})
    assert not has_color("auto", None, {})
    assert has_color("auto", io.StringIO(), {"FORCE_COLOR": "1"})


def test_colour_is_all_that_the_option_adds(capsys: pytest.CaptureFixture[str]) -> None:
    words = (str(RECORD), "--isolated", "--exit-zero")
    plain = said(capsys, *words, "--color", "never")
    coloured = said(capsys, *words, "--color", "always")
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_columns_is_the_width() -> None:
    assert width({"COLUMNS": "72"}) == 72
    assert width({"COLUMNS": "wide"}) == width({})
    assert width({"COLUMNS": "0"}) == width({})


def test_a_bug_in_one_record_is_one_line_and_the_others_are_linted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.decision.md").write_text(RECORD.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)

    def lint(source: Source, **given: Any) -> Report:
        if source.path == "b.decision.md":
            raise KeyError("a bug\x1b")
        return true_lint(source, **given)

    monkeypatch.setattr(check, "lint", lint)
    words = ("--select", "LIC002", "--output-format", "concise")
    assert main(words) == 3
    out, complained = capsys.readouterr()
    assert re.findall(r"^\w", out, re.MULTILINE) == ["a", "c"]
    assert complained.startswith("decision-lint: b.decision.md: internal error (KeyError: ")
    assert "please report it" in complained
    assert complained.count("\n") == 1
    assert "\x1b" not in complained
    monkeypatch.setenv("DECISION_LINT_DEBUG", "1")
    assert main((*words, "--exit-zero")) == 3
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_a_bug_elsewhere_is_told_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "put_out", lambda *_: 1 / 0)
    assert main((str(RECORD),)) == 3
    complained = capsys.readouterr().err
    assert complained.startswith("decision-lint: internal error (ZeroDivisionError: ")


def test_an_interrupted_run_is_exit_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "lint", interrupt)
    assert main((str(RECORD),)) == 130
    assert capsys.readouterr() == ("", "decision-lint: interrupted\n")


def test_the_arguments_are_those_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["decision-lint", "explain", "LIC002"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("# LIC002")


@pytest.mark.parametrize("words", [("--help",), ("show", "-h"), ("explain", "-h"), ("rules", "-h")])
def test_help_is_exit_0(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert said(capsys, *words).startswith("usage: decision-lint ")


@pytest.mark.parametrize("word", ["LIC002", "lic002", "license-note-is-a-todo"])
def test_a_rule_is_explained_by_code_and_by_name(
    capsys: pytest.CaptureFixture[str], word: str
) -> None:
    page = said(capsys, "explain", word)
    assert page.startswith("# LIC002 license-note-is-a-todo (error)\n\n")
    assert TODO.page in page
    assert page.endswith("/docs/rules/license-note-is-a-todo.md\n")


def test_a_rule_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "license-note-is-todo"]) == 2
    assert capsys.readouterr().err == (
        "decision-lint: unknown rule 'license-note-is-todo';"
        " did you mean 'license-note-is-a-todo'?\n"
    )


def test_rules_are_listed_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, "rules").splitlines()
    assert len(lines) == len(RULES)
    assert any(line.split()[:3] == ["LIC002", "error", TODO.name] for line in lines)


def test_rules_are_listed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    entries = json.loads(said(capsys, "rules", "--output-format", "json"))
    assert [entry["code"] for entry in entries] == [rule.code for rule in RULES]
    (entry,) = (entry for entry in entries if entry["code"] == "HW001")
    assert entry["family"] == "HW"
    assert entry["name"] == "missing-hardware-note"


def test_show_prints_what_the_record_says(capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(said(capsys, "show", str(RECORD)))
    assert shown["candidates"][0]["license_note"] == "check the model card before deployment"
    assert "spans" not in shown
    assert "nice_to_have" not in shown


def test_show_says_where_every_value_and_key_stands(capsys: pytest.CaptureFixture[str]) -> None:
    source = Source("a.md", RECORD.read_text(encoding="utf-8"))
    spans = json.loads(said(capsys, "show", str(RECORD), "--spans"))["spans"]
    places = [(span["line"], span["column"]) for span in spans]
    assert places == sorted(places)
    note = next(span for span in spans if span["where"] == ["candidates", 0, "license_note"])
    assert note == {
        "where": ["candidates", 0, "license_note"],
        "value": "check the model card before deployment",
        "line": 15,
        "column": 15,
        "end_line": 15,
        "end_column": 53,
        "key": {"text": "license_note", "line": 15, "column": 1, "end_line": 15, "end_column": 13},
    }
    ends = ("line", "column", "end_line", "end_column")
    for span in spans:
        assert span["key"] is not None
        assert source.cut(Span(*(span["key"][end] for end in ends))) == span["key"]["text"]
        assert source.cut(Span(*(span[end] for end in ends))).startswith(span["value"][:3])


def test_show_gives_a_list_item_by_item(capsys: pytest.CaptureFixture[str]) -> None:
    spans = json.loads(said(capsys, "show", str(RECORD), "--spans"))["spans"]
    document = parse(Source("a.md", RECORD.read_text(encoding="utf-8")))
    items = [span["value"] for span in spans if span["where"][0] == "must_have"]
    assert tuple(items) == document.values["must_have",]


def test_show_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "project_goal: 目的\x9b\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    out = said(capsys, "show", "-")
    assert "目的" in out
    assert "\x9b" not in out


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(None, "no such file"), (b"\xff\xfe", "is no record: not UTF-8"), (b"x" * 1_000_001, "bytes")],
)
def test_show_tells_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, complaint: str
) -> None:
    path = tmp_path / "a.md"
    if content is not None:
        path.write_bytes(content)
    assert main(["show", str(path)]) == 2
    out, complained = capsys.readouterr()
    assert out == ""
    assert complaint in complained
    assert complained.count("\n") == 1


def test_a_record_that_is_not_utf8_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.decision.md").write_bytes(b"project_goal: \xff\n")
    monkeypatch.chdir(tmp_path)
    out = said(capsys, "--output-format", "concise", code=1)
    assert out.startswith("a.decision.md:1:1: REC001 [error] ")


def test_a_twin_is_not_shown_as_a_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = tmp_path / "x.decision.json"
    twin.write_text("{}", encoding="utf-8")
    assert main(["show", str(twin)]) == 2
    assert "name the record beside it" in capsys.readouterr().err
