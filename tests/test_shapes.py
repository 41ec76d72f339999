"""How lines, lists, headings and tables are told apart, where the shapes meet each other."""

from __future__ import annotations

from decision_lint.document.markdown import parse
from decision_lint.document.page import Document, Value
from decision_lint.rule import Where
from decision_lint.source import Source

LICENSE: Where = ("candidates", 0, "license_note")


def read(text: str) -> Document:
    return parse(Source("record.md", f"# T\n\n{text}\n"))


def values(text: str) -> dict[Where, Value]:
    return dict(read(text).values)


def test_a_bold_key_of_nobody_ends_the_value_above_it() -> None:
    text = "> **状态**: 草稿\n> **优先级**: P2\n> **投入**: 5 人天\n"
    assert values(text) == {("status",): "草稿"}


def test_a_heading_of_background_is_no_context_length() -> None:
    text = "candidate_1: o/n\n\n## Context\n\nWe needed a small model.\n\n## Fallback\n\na person"
    assert values(text) == {("candidates", 0, "model"): "o/n", ("fallback",): "a person"}


def test_a_heading_of_context_with_a_number_is_one() -> None:
    text = "## Candidate 1: o/n\n\n### Context\n\n8k tokens"
    assert values(text)["candidates", 0, "context_length"] == "8k tokens"


def test_lines_below_a_row_of_a_field_table_belong_to_its_candidate() -> None:
    text = (
        "| Field | Value |\n|-|-|\n| Candidate 1 | o/n |\n| Hardware | L4 24 GB |\n| RAM | 8 GB |"
    )
    assert values(text) == {
        ("candidates", 0, "model"): "o/n",
        ("candidates", 0, "hardware_note"): "L4 24 GB",
        ("hardware", "ram_gb"): "8 GB",
    }


def test_a_space_between_wide_and_narrow_characters_makes_no_difference() -> None:
    for key in ("利用可能なVRAM", "利用可能な VRAM", "利用可能な  VRAM"):
        assert values(f"{key}：24 GB") == {("profile", "available_vram_gb"): "24 GB"}


COMMAND: Where = ("evidence", "first_run_command")


def test_words_around_a_code_block_are_no_part_of_the_command() -> None:
    text = "## First-run command\n\nRun this:\n\n```bash\nvllm serve o/n\n```\n\nIt takes a minute."
    assert values(text) == {COMMAND: "vllm serve o/n"}


def test_a_rule_across_the_page_ends_a_value() -> None:
    text = "## Fallback\n\na person\n\n---\n\nWritten on a train."
    assert values(text) == {("fallback",): "a person"}


def test_a_blank_item_of_a_list_is_none() -> None:
    assert values("must_have: a,, b;") == {("must_have",): ("a", "b")}
