"""Front matter: YAML as people write it."""

from __future__ import annotations

import pytest

from decision_lint.document.markdown import parse
from decision_lint.document.page import Value
from decision_lint.rule import Where
from decision_lint.source import Source
from shapes import LICENSE, MODEL, RUNTIME, front

ONE = {MODEL: "o/n", LICENSE: "MIT"}
REVISION: Where = ("candidates", 0, "model", "revision")


@pytest.mark.parametrize(
    "text",
    [
        "candidates:\n  - model: o/n\n    license: MIT",
        "candidates:\n  - {model: o/n, license: MIT}",
        "candidates:\n  candidate_1:\n    model: o/n\n    license: MIT",
        "candidates:\n  small:\n    model: o/n\n    license: MIT",
        "candidates:\n  o/n:\n    license: MIT",
        "candidates:\n  model: o/n\n  license: MIT",
        "candidate_1:\n  model: o/n\n  license: MIT",
        "candidates:\n  - model: {repo_id: o/n}\n    license: MIT",
        "candidates:\n  - model: {text: o/n}\n    license: MIT",
        "base: &b\n  license: MIT\ncandidates:\n  - <<: *b\n    model: o/n",
        "candidates:\n  - model: &m o/n\n    license: !!str MIT",
    ],
)
def test_a_candidate_is_read_from_every_mapping(text: str) -> None:
    assert {where: value for where, value in front(text).items() if where in ONE} == ONE


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('project_goal: "say \\"hi\\" \\u4f60"', {("project_goal",): 'say "hi" 你'}),
        ("project_goal: 'it''s'", {("project_goal",): "it's"}),
        (
            "first_run_command: |\n  vllm serve o/n \\\n    --port 80",
            {("evidence", "first_run_command"): "vllm serve o/n \\\n  --port 80"},
        ),
        (
            "decision:\n  model: o/n\n  runtime: vLLM",
            {("selected",): "o/n", ("runtime_decision",): "vLLM", MODEL: "o/n", RUNTIME: "vLLM"},
        ),
        ("candidates:\n  - model: o/n\n    lisense: MIT", ONE),
    ],
)
def test_a_value_is_what_yaml_says(text: str, wanted: dict[Where, Value]) -> None:
    assert front(text) == wanted


def test_a_model_may_be_a_mapping_with_its_revision() -> None:
    text = "candidates:\n  - model:\n      id: o/n\n      revision: abc"
    assert front(text) == {MODEL: "o/n", REVISION: "abc"}


def test_blank_lines_above_front_matter_do_not_matter() -> None:
    document = parse(Source("r.md", "\n---\nowner: Bo\n---\n\n# T\n"))
    assert dict(document.values) == {("owner",): "Bo"}


def test_a_license_of_the_page_is_not_the_candidate_s() -> None:
    text = "---\nlicense: CC-BY-4.0\ntitle: T\n---\n\n# T\n\n## Candidate 1: o/n\n"
    assert dict(parse(Source("r.md", text)).values) == {MODEL: "o/n"}


def test_aliases_that_point_at_themselves_end() -> None:
    text = "---\na: &a\n  evidence: *a\n  profile: *a\nowner: Bo\n---\n"
    assert dict(parse(Source("r.md", text)).values) == {("owner",): "Bo"}
