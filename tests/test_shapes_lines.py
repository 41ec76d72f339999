"""Lines of fields: where a value ends, what continues it, and several fields in one line."""

from __future__ import annotations

import pytest

from decision_lint.document.page import Value
from decision_lint.rule import Where
from shapes import HARDWARE, LICENSE, MODEL, RUNTIME, near, read, values

COMMAND: Where = ("evidence", "first_run_command")
BOTH = {LICENSE: "MIT", RUNTIME: "vLLM"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "must_have:\n- a\n- b\nfallback: a person",
            {("must_have",): ("a", "b"), ("fallback",): "a person"},
        ),
        (
            "- must have:\n  - a\n  - b\n  fallback: a person\n- owner: Bo",
            {("must_have",): ("a", "b"), ("fallback",): "a person", ("owner",): "Bo"},
        ),
        (
            "must_have:\n- a\n- b and\n  more of b\nfallback: a person",
            {("must_have",): ("a", "b and more of b"), ("fallback",): "a person"},
        ),
        ("fallback: a person\n  Note: by phone", {("fallback",): "a person Note: by phone"}),
        ("fallback: a person\nWeekdays: nine to five", {("fallback",): "a person"}),
        ("fallback: a person\nwho is there", {("fallback",): "a person who is there"}),
        ("fallback:a person\nowner:Bo", {("fallback",): "a person", ("owner",): "Bo"}),
        ("负责人:小李", {("owner",): "小李"}),
        ("see runtime:latest", {}),
        ("1) owner: Bo\n2) fallback: a person", {("owner",): "Bo", ("fallback",): "a person"}),
        ("一、负责人：小李\n二、备选方案：人工", {("owner",): "小李", ("fallback",): "人工"}),
        ("~~owner: Ann~~\nowner: Bo", {("owner",): "Bo"}),
        ("owner: ~~Ann~~ Bo", {("owner",): "Bo"}),
        ("owner: —\nfallback: a person", {("fallback",): "a person"}),
        ("must_have: [a, b]", {("must_have",): ("a", "b")}),
        ("owner: Bo\n---\nfallback: x", {("owner",): "Bo", ("fallback",): "x"}),
        (
            "## First output\n\nStatus: 200\nmodel: m",
            {("evidence", "first_output"): "Status: 200 model: m"},
        ),
    ],
)
def test_a_value_ends_where_a_person_sees_it_end(text: str, wanted: dict[Where, Value]) -> None:
    assert values(text) == wanted


def test_a_line_break_of_markdown_does_not_make_the_next_field_part_of_a_command() -> None:
    text = "first_run_command: ollama run a:b\\\nowner: Bo"
    assert values(text) == {COMMAND: "ollama run a:b", ("owner",): "Bo"}


def test_a_line_break_of_the_shell_does() -> None:
    text = "first_run_command: docker run a \\\n  --name b\nowner: Bo"
    assert values(text)[COMMAND] == "docker run a \\\n--name b"


@pytest.mark.parametrize(
    "line",
    [
        "license: MIT | runtime: vLLM",
        "**License:** MIT · **Runtime:** vLLM",
        "License: MIT<br>Runtime: vLLM",
        "许可证：MIT | 运行时：vLLM",
        "ライセンス：MIT・ランタイム：vLLM".replace("・", " | "),
    ],
)
def test_fields_that_their_author_divides_are_told_apart(line: str) -> None:
    document = read(f"candidate_1: o/n\n\n{line}")
    assert dict(document.values) == {MODEL: "o/n", **BOTH}
    assert document.rewrapped is None


def test_fields_of_one_kind_are_divided_by_semicolons() -> None:
    text = "candidate_1: o/n\n\n- license: MIT; runtime: vLLM; hardware: L4 24 GB"
    assert values(text) == {MODEL: "o/n", **BOTH, HARDWARE: "L4 24 GB"}


@pytest.mark.parametrize(
    "value",
    [
        "Apache-2.0; commercial use: fine; redistribution: with the notice",
        "MIT, for the runtime: nothing to do",
        "MIT (model: o/n)",
        "MIT. Status: read twice.",
        "Qwen Research License: research only",
        "Apache License : nothing to do",
        "MIT 许可证：可商用",
        "MIT ライセンス：商用可",
    ],
)
def test_a_colon_in_a_value_begins_no_field(value: str) -> None:
    assert values(f"candidate_1: o/n\nlicense: {value}") == {MODEL: "o/n", LICENSE: value}


@pytest.mark.parametrize(
    "text",
    [
        "candidate_1: o/n license_note: MIT runtime: vLLM",
        "Candidate 1: o/n License: MIT Runtime: vLLM",
        "候选模型 1：o/n 许可证：MIT 运行时：vLLM",
        "candidate_1: o/n license_note:\nMIT runtime: vLLM",
    ],
)
def test_lines_that_a_formatter_joined_are_told_apart_and_named(text: str) -> None:
    document = read(text)
    assert dict(document.values) == {MODEL: "o/n", **BOTH}
    assert document.rewrapped is not None


def test_keys_without_spaces_between_them_are_found_where_lines_are_joined() -> None:
    text = "项目目标：客服助手负责人：小李备选方案：人工状态：草稿"
    assert values(text) == {
        ("project_goal",): "客服助手",
        ("owner",): "小李",
        ("fallback",): "人工",
        ("status",): "草稿",
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("owner: Bo\nfalback: a person\nstatus: draft", {"falback": "fallback"}),
        ("owner: Bo\nstatus: draft\nfoo: bar", {"foo": None}),
        ("owner: Bo\nstatus: draft\nteam: search", {}),
        ("| Field | Value |\n|-|-|\n| Owner | Bo |\n| Fallbak | x |", {"Fallbak": "fallback"}),
        ("owner: Bo\n\n## Stop procedre\n\nCtrl-C", {"Stop procedre": "stop_procedure"}),
        ("负责人：小李\n停止步聚：关机", {"停止步聚": "stop_procedure"}),
        (
            "| Model | Lisense | Runtime |\n|-|-|-|\n| o/n | MIT | vLLM |",
            {"Lisense": "license_note"},
        ),
        ("The team had three ideas: a, b and c.", {}),
    ],
)
def test_a_misspelt_key_is_found_wherever_keys_stand(
    text: str, wanted: dict[str, str | None]
) -> None:
    assert near(text) == wanted


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("Latency", ("evidence", "latency_note")),
        ("延迟", ("evidence", "latency_note")),
        ("レイテンシ", ("evidence", "latency_note")),
        ("Model commit", ("evidence", "model_version")),
        ("コマンド", ("evidence", "first_run_command")),
        ("样例输出", ("evidence", "first_output")),
        ("Rollback plan", ("evidence", "stop_procedure")),
        ("停机方案", ("evidence", "stop_procedure")),
        ("停止プラン", ("evidence", "stop_procedure")),
        ("評価方法", ("eval_gate",)),
        ("Fallback model", ("fallback",)),
    ],
)
def test_a_plain_word_for_a_field_is_the_field(key: str, where: Where) -> None:
    assert values(f"{key}: as it was") == {where: "as it was"}
    assert not near(f"owner: Ann\n{key}: as it was")
