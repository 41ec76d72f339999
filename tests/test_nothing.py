"""A needed field that says that there is none is missing; what it says is still shown."""

from __future__ import annotations

from datetime import date

import pytest

from decision_lint.config import Config
from decision_lint.document.markdown import parse
from decision_lint.facts.order import known
from decision_lint.lint import lint
from decision_lint.record.reading import read
from decision_lint.report import Finding
from decision_lint.rule import Absent
from decision_lint.source import Source

RECORD = """# Model and Runtime Decision

project_goal: support assistant
must_have: private documents, JSON output
task: chat
route: local_cpu

candidate_1: Qwen/Qwen2.5-0.5B-Instruct
license_note: Apache-2.0, commercial use is fine
runtime: Ollama
hardware_note: laptop CPU with 16 GB RAM
risk: weak at long answers

fallback: cloud model API
eval_gate: 20 fixed cases, 18 must pass
stop_procedure: quit Ollama
model_version: 7ae557604adf67be50417f59c2c2f167def9a775
first_run_command: ollama run qwen2.5:0.5b
first_output: Hello
evaluation_table: 18 of 20 pass
"""
NOTHING_THERE = Absent("nothing lies beside it")


def check(text: str) -> list[Finding]:
    report = lint(
        Source("record.md", text),
        twin=Absent("there is no twin"),
        files=NOTHING_THERE,
        facts=known,
        config=Config(ignore=("RTE", "HUB", "EVD010", "EVD002")),
        today=date(2026, 11, 24),
    )
    return list(report.findings)


def put(key: str, value: str) -> str:
    old = next(line for line in RECORD.splitlines() if line.startswith(f"{key}: "))
    return RECORD.replace(old, f"{key}: {value}")


def test_the_record_is_clean() -> None:
    assert check(RECORD) == []


@pytest.mark.parametrize(
    "value", ["none", "N/A", "nothing", "not needed", "无", "不需要", "なし", "不要"]
)
@pytest.mark.parametrize(
    ("key", "code", "name"),
    [
        ("project_goal", "REC002", "project goal"),
        ("must_have", "REC002", "must have"),
        ("task", "TSK001", "task"),
        ("license_note", "LIC001", "license note"),
        ("runtime", "RUN001", "runtime"),
        ("hardware_note", "HW001", "hardware note"),
        ("fallback", "RUN011", "fallback"),
        ("eval_gate", "EVD001", "eval gate"),
        ("stop_procedure", "EVD003", "stop procedure"),
        ("model_version", "EVD005", "model version"),
        ("first_run_command", "EVD007", "first run command"),
        ("first_output", "EVD008", "first output"),
        ("evaluation_table", "EVD009", "evaluation table"),
    ],
)
def test_a_needed_field_that_says_none_is_missing(
    key: str, code: str, name: str, value: str
) -> None:
    text = put(key, value)
    (finding,) = check(text)
    assert (finding.code, finding.message) == (code, f"'{value}' gives no {name}")
    line = text.splitlines()[finding.span.line - 1]
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == value


@pytest.mark.parametrize("value", ["none", "N/A", "无", "なし"])
@pytest.mark.parametrize(
    "key", ["risk", "nice_to_have", "rejected_for_now", "budget", "why_now", "privacy", "region"]
)
def test_where_none_is_an_answer_it_is_no_finding(key: str, value: str) -> None:
    text = put(key, value) if f"\n{key}: " in RECORD else f"{RECORD}{key}: {value}\n"
    assert check(text) == []


def test_a_gate_that_says_none_is_made_up_for_by_a_switch_condition() -> None:
    text = put("eval_gate", "none")
    assert check(f"{text}switch_condition: fewer than 18 of 20 fixed cases pass\n") == []
    (finding,) = check(f"{text}switch_condition: none\n")
    assert finding.code == "EVD001"


def test_hardware_of_the_record_makes_up_for_a_note_that_says_none() -> None:
    assert check(f"gpu: one L4 24 GB\n{put('hardware_note', 'none')}") == []


def test_a_list_is_nothing_only_if_all_of_it_is() -> None:
    assert check(put("must_have", "JSON output, none")) == []
    (finding,) = check(put("must_have", "none, n/a"))
    assert finding.message == "'none, n/a' gives no must have"


def test_what_says_none_is_shown_as_it_stands() -> None:
    reading = read(parse(Source("record.md", put("fallback", "no fallback"))))
    assert reading.structure["fallback"] == "no fallback"
    assert reading.record.fallback is None


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("fallback", "to be decided", "REC006"),
        ("fallback", "none yet", "REC006"),
        ("stop_procedure", "check model card", "REC006"),
        ("eval_gate", "N/A yet", "REC006"),
        ("eval_gate", "define the eval set", "REC006"),
        ("license_note", "N/A yet", "LIC002"),
        ("risk", "TBD", "REC006"),
        ("must_have", "to be defined", "REC006"),
    ],
)
def test_a_todo_is_named_as_one_and_not_as_missing(key: str, value: str, code: str) -> None:
    (finding,) = check(put(key, value))
    assert finding.code == code


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("risk", "untested"),
        ("risk", "unknown"),
        ("risk", "none yet"),
        ("project_goal", "to build the eval set"),
        ("must_have", "review, verify, test"),
        ("task", "check"),
    ],
)
def test_a_field_that_holds_a_plan_or_a_doubt_may_say_so(key: str, value: str) -> None:
    assert check(put(key, value)) == []


def test_open_data_is_a_kind_of_privacy() -> None:
    assert check(f"{RECORD}privacy: open\n") == []
    (finding,) = check(f"{RECORD}privacy: tbd\n")
    assert finding.code == "REC006"
