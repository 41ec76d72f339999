"""A report as people, editors and programs see it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from textwrap import dedent

import pytest
from jsonschema import Draft202012Validator

from conftest import ROOT
from decision_lint.quoting import ESCAPES, visible
from decision_lint.render import RENDERERS, STATISTICS
from decision_lint.render.look import Look
from decision_lint.render.mend import mend
from decision_lint.report import Checked, Report, Unchecked, merge
from decision_lint.rule import Level
from decision_lint.source import Source, Span
from reports import PLAIN, found, report


def test_a_finding_is_shown_with_its_line_and_its_mend() -> None:
    assert RENDERERS["full"](report(found(Span(3, 16, 3, 21))), PLAIN) == dedent("""\
        a.md:3:16: error LIC002 license-note-is-a-todo: 'check' is a to-do
          |
        3 |     license_note: check
          |                   ^^^^^
          = help: Read the model card, e.g. on the Hub, and write the license down.
          = help: https://github.com/decision-lint/decision-lint/blob/main/docs/rules/license-note-is-a-todo.md

        1 record checked: 1 error
        3 rules not checked:
          the record states no route: RTE002, RTE005
          nobody asked: HUB001
        """)


ESCAPE = "\x1b[31mred\x07\x9b2J\u202eabc\r\x00"


@pytest.mark.parametrize("name", RENDERERS)
def test_nothing_of_a_record_steers_the_terminal(name: str) -> None:
    line = f"note: {ESCAPE} x"
    seen = found(Span(1, 1, 1, 4), message=f"{ESCAPE}\nnext")._replace(path=f"{ESCAPE}.md")
    record = Checked(Source(seen.path, line), ESCAPE, "draft", {"project_goal": ESCAPE})
    lack = Unchecked("RTE002", "chooser-disagrees", seen.path, ESCAPE, ESCAPE)
    whole = Report("1", (record,), (seen,), (), (lack,))
    text = RENDERERS[name](whole, Look(show_fields=True))
    assert not {character for character in text if ord(character) in ESCAPES} - {"\n"}
    shown = text.replace("\\\\", "\\").replace("\\[", "[")  # JSON and Markdown escape escapes
    assert "\\u001b[31mred\\u0007\\u009b2J\\u202eabc" in shown


def test_what_is_harmless_is_shown_as_it_is() -> None:
    assert visible("许可证 ライセンス é 😀") == "许可证 ライセンス é 😀"
    assert visible("a\u061cb\u2062c\U000e0041d") == "a\\u061cb\\u2062c\\udb40\\udc41d"
    assert visible("a\tb\nc\udcff") == "a\\u0009b\\u000ac\\udcff"


@pytest.mark.parametrize("name", ["full", "concise"])
def test_colour_adds_escapes_and_nothing_else(name: str) -> None:
    levels = [found(Span(2, 3, 2, 5), level=level) for level in Level]
    plain = RENDERERS[name](report(*levels), PLAIN)
    coloured = RENDERERS[name](report(*levels), Look(color=True))
    assert coloured != plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_a_concise_finding_is_one_line() -> None:
    findings = [found(Span(3, 16, 3, 21)), found(Span(1, 1, 1, 2), level=Level.WARNING)]
    assert RENDERERS["concise"](report(*findings), PLAIN) == (
        "a.md:3:16: LIC002 [error] 'check' is a to-do\n"
        "a.md:1:1: LIC002 [warning] 'check' is a to-do\n"
    )


def test_json_holds_what_the_schema_says() -> None:
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema)
    for look in (PLAIN, Look(show_fields=True)):
        text = RENDERERS["json"](report(found(Span(3, 16, 3, 21))), look)
        checker.validate(json.loads(text))
        assert text.endswith("}\n")
    checker.validate(json.loads(RENDERERS["json"](Report("1.2.3"), PLAIN)))
    assert not checker.is_valid(json.loads(text) | {"more": 1})


def test_json_is_the_contract() -> None:
    said = json.loads(RENDERERS["json"](report(found(Span(3, 16, 3, 21))), PLAIN))
    assert said["version"] == "1.2.3"
    assert said["summary"] == {
        "records": 1,
        "error": 1,
        "warning": 0,
        "note": 0,
        "not_checked": 3,
    }
    assert said["records"] == [{"path": "a.md", "title": "A title", "status": "draft"}]
    assert said["findings"] == [
        {
            "code": "LIC002",
            "name": "license-note-is-a-todo",
            "level": "error",
            "message": "'check' is a to-do",
            "path": "a.md",
            "line": 3,
            "column": 16,
            "end_line": 3,
            "end_column": 21,
            "where": ["candidates", 0, "license_note"],
            "candidate": "org/name",
            "facts": None,
            "fix": None,
            "url": found(Span(1, 1, 1, 1)).url,
        }
    ]
    assert said["not_checked"][2] == {
        "code": "HUB001",
        "name": "unknown-model",
        "path": "a.md",
        "candidate": "org/name",
        "why": "nobody asked",
    }


def test_json_carries_the_fields_when_asked() -> None:
    said = json.loads(RENDERERS["json"](report(), Look(show_fields=True)))
    assert said["records"][0]["fields"] == {"project_goal": "目的"}


def test_json_is_ascii_where_the_output_is() -> None:
    look = Look(show_fields=True, ascii_only=True)
    text = RENDERERS["json"](report(found(Span(1, 1, 1, 2), message="许 😀")), look)
    assert text.isascii()
    assert json.loads(text)["findings"][0]["message"] == "许 😀"


def test_statistics_count_each_rule() -> None:
    other = found(Span(1, 1, 1, 2), level=Level.NOTE)._replace(code="RTE009", name="missing-twin")
    whole = report(other, found(Span(1, 1, 1, 2)), found(Span(2, 1, 2, 2)))
    assert STATISTICS["full"](whole, PLAIN) == (
        "    2  LIC002  error   license-note-is-a-todo\n    1  RTE009  note    missing-twin\n"
    )
    assert json.loads(STATISTICS["json"](whole, PLAIN))[0] == {
        "code": "LIC002",
        "name": "license-note-is-a-todo",
        "level": "error",
        "count": 2,
    }


def test_the_summary_counts_in_words() -> None:
    levels = [found(Span(2, 3, 2, 5), level=level) for level in (Level.NOTE, *Level)]
    hidden = replace(report(*levels), suppressed=(levels[0],))
    text = RENDERERS["full"](merge("1", [hidden, report()]), PLAIN)
    assert "\n2 records checked: 1 error, 1 warning, 2 notes, 1 suppressed\n" in text
    assert "\n  the record states no route (1 record): RTE002, RTE005\n" in text


def test_a_clean_record_is_said_to_be_clean() -> None:
    clean = replace(report(), not_checked=())
    assert RENDERERS["full"](clean, PLAIN) == "1 record checked: nothing found\n"


def test_quiet_leaves_out_the_summary() -> None:
    assert RENDERERS["full"](report(), Look(quiet=True)) == ""


def test_many_reasons_are_cut_short() -> None:
    lacks = tuple(Unchecked("RTE002", "x", "a.md", f"reason {number}") for number in range(20))
    text = RENDERERS["full"](replace(report(), not_checked=lacks), PLAIN)
    assert text.count("reason ") == 12
    assert "and 8 reasons more" in text


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("Fault.\n\n## Why\nSo.", ""),
        ("Fault.\n\n## How to mend it\nWrite it. Then rest.", "Write it."),
        (
            "Fault.\n\n## How to mend it\n\nPin `main`: use a\ncommit.\n\nMore.",
            "Pin `main`: use a commit.",
        ),
        ("Fault.\n\n## How to mend it\nWrite v0.5 or later", "Write v0.5 or later"),
    ],
)
def test_the_mend_is_one_sentence_of_the_page(page: str, sentence: str) -> None:
    assert mend(page) == sentence


def test_merging_keeps_the_order_of_the_records() -> None:
    parts = [report(found(Span(line, 1, line, 2))) for line in (1, 2, 3)]
    whole = merge("1", parts)
    assert len(whole.records) == 3
    assert all(one.span < two.span for one, two in pairwise(whole.findings))
    assert merge("1", []) == Report("1")
