"""The page on how records are written keeps its word."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from decision_lint.document.markdown import parse
from decision_lint.document.page import Value
from decision_lint.rule import Where
from decision_lint.source import Source

PAGE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
BLOCKS = [match[2] for match in re.finditer(r"(?ms)^(`{3,})md\n(.*?)^\1$", PAGE)]
WHOLE = [block for block in BLOCKS if "Fallback" in block.title()]
FIELDS = {
    ("project_goal",): "support assistant",
    ("must_have",): ("private documents", "JSON output"),
    ("candidates", 0, "model"): "Qwen/Qwen2.5-0.5B-Instruct",
    ("candidates", 0, "license_note"): "Apache-2.0, commercial use is fine",
    ("candidates", 0, "runtime_note"): "vLLM",
    ("candidates", 0, "hardware_note"): "one L4 24 GB",
    ("fallback",): "cloud model API",
}


def read(block: str) -> dict[Where, Value]:
    """Give the values of a record by their routes."""
    return dict(parse(Source("model_runtime_decision.md", block)).values)


def test_the_page_shows_each_shape() -> None:
    assert (len(BLOCKS), len(WHOLE)) == (8, 6)


@pytest.mark.parametrize("block", WHOLE)
def test_every_whole_record_on_the_page_has_the_same_fields(block: str) -> None:
    assert read(block) == FIELDS


def test_the_fenced_block_on_the_page_holds_evidence() -> None:
    (block,) = (block for block in BLOCKS if "Evidence" in block)
    assert {route[1] for route in read(block) if route[0] == "evidence"} == {
        "model_version",
        "first_run_command",
        "evaluation_table",
        "stop_procedure",
    }


def test_the_decision_paragraph_on_the_page_sets_what_the_page_says() -> None:
    (block,) = (block for block in BLOCKS if block.startswith("For this project"))
    named = {"selected", "runtime_decision", "why_now", "rejected_for_now", "switch_condition"}
    assert named <= {route[0] for route in read(block)}
