"""Candidates: the headings, lists and tables that open them, and what belongs to which."""

from __future__ import annotations

import pytest

import shapes
from decision_lint.record.reading import read
from shapes import HARDWARE, LICENSE, MODEL, RUNTIME, values

ONE = {MODEL: "o/n", LICENSE: "MIT", RUNTIME: "vLLM"}
FIELDS = "License: MIT\nRuntime: vLLM"


@pytest.mark.parametrize(
    "text",
    [
        f"## Candidate 1: o/n\n\n{FIELDS}",
        f"## Candidate 1 (o/n)\n\n{FIELDS}",
        f"## Candidate #1: o/n\n\n{FIELDS}",
        f"## Candidate A — o/n\n\n{FIELDS}",
        f"## Candidate 1\n\no/n\n\n{FIELDS}",
        f"## Candidate 1\n\n**o/n**\n{FIELDS}",
        f"**Candidate 1**\n\no/n\n\n{FIELDS}",
        f"Candidate 1: o/n\n---\n\n{FIELDS}",
        f"## Model A: o/n\n\n{FIELDS}",
        f"## Primary candidate: o/n\n\n{FIELDS}",
        f"candidate: o/n\n{FIELDS}",
        f"## First option: o/n\n\n{FIELDS}",
        f"## 候选模型一：o/n\n\n{FIELDS}",
        f"## 候補 1: o/n\n\n{FIELDS}",
        f"## Considered options\n\n### o/n\n\n{FIELDS}",
        f"## Considered options\n\n### 1. o/n\n\n{FIELDS}",
        "## Candidates\n\n1. **o/n**\n   License: MIT\n   Runtime: vLLM",
        "- Candidates:\n  - o/n\n    - License: MIT\n    - Runtime: vLLM",
        "Candidates:\n\n- o/n\n  - License: MIT\n  - Runtime: vLLM",
        "## Candidates\n\n```yaml\ncandidate_1: o/n\nlicense: MIT\nruntime: vLLM\n```",
        "| Model | License | Runtime |\n|-|-|-|\n| o/n | MIT | vLLM |",
        "| # | Model | License | Runtime |\n|-|-|-|-|\n| 1 | o/n | MIT | vLLM |",
        "| | Candidate A |\n|-|-|\n| Model | o/n |\n| License | MIT |\n| Runtime | vLLM |",
        "|#|Key|Value|\n|-|-|-|\n|1| Model | o/n |\n| 2 | License | MIT |\n| 3 | Runtime | vLLM |",
    ],
)
def test_a_candidate_is_read_from_every_shape(text: str) -> None:
    assert values(text) == ONE


def test_a_column_of_memory_is_the_hardware_of_each_candidate() -> None:
    text = "| Model | License | VRAM |\n|-|-|-|\n| o/n | MIT | 2 GB |"
    assert values(text) == {MODEL: "o/n", LICENSE: "MIT", HARDWARE: "2 GB"}


def test_a_gpu_below_a_candidate_s_heading_is_its_hardware() -> None:
    assert values("## Candidate 1: o/n\n\n- GPU: one L4") == {MODEL: "o/n", HARDWARE: "one L4"}


def test_a_gpu_among_lines_of_fields_is_the_record_s() -> None:
    text = "candidate_1: o/n\nlicense: MIT\ngpu: one L4"
    assert values(text)["hardware", "devices"] == "one L4"


def test_a_license_outside_two_candidates_belongs_to_neither() -> None:
    text = "candidate_1: o/n\n\ncandidate_2: o/m\n\n## Notes\n\nlicense: MIT"
    assert LICENSE not in values(text)


def test_a_license_outside_the_only_candidate_is_its_own() -> None:
    assert values("license: MIT\n\n## Candidate 1: o/n") == {MODEL: "o/n", LICENSE: "MIT"}


@pytest.mark.parametrize("name", ["Candidate list", "Option pricing", "Models compared by hand"])
def test_a_heading_that_only_speaks_of_candidates_opens_none(name: str) -> None:
    assert values(f"## {name}\n\nNone yet.") == {}


def test_a_page_whose_record_stands_in_a_code_block_is_read() -> None:
    text = "```yaml\nproject_goal: g\ncandidate_1: o/n\nlicense_note: MIT\n```"
    assert values(text) == {("project_goal",): "g", MODEL: "o/n", LICENSE: "MIT"}


def test_an_example_in_a_code_block_beside_fields_is_none() -> None:
    text = "owner: Bo\n\n```yaml\nproject_goal: g\ncandidate_1: o/n\nlicense_note: MIT\n```"
    assert values(text) == {("owner",): "Bo"}


def test_a_link_names_the_model_where_its_text_does_not() -> None:
    document = shapes.read(
        "| Model | License |\n|-|-|\n| [Qwen 3](https://huggingface.co/Qwen/Qwen3-8B) | MIT |\n"
        "| Qwen 3 | MIT |\n| o/n ([as](https://huggingface.co/Qwen/Qwen3-8B)) | MIT |"
    )
    models = [each.model for each in read(document).record.candidates]
    assert [model and model.repo_id for model in models] == ["Qwen/Qwen3-8B", None, "o/n"]
    assert getattr(models[0], "text", None) == "Qwen 3"


@pytest.mark.parametrize("blank", ["{{ vllm on an L4, 24 GB }}", "<vLLM on an L4, 24 GB>"])
def test_what_stands_in_a_template_is_not_taken_for_an_answer(blank: str) -> None:
    text = f"candidate_1: o/n\nruntime: {blank}\nhardware_note: {blank}\navailable_vram_gb: {blank}"
    record = read(shapes.read(f"{text}\ngpu: {blank}")).record
    assert (record.candidates[0].runtimes, record.candidates[0].devices) == ((), ())
    assert record.profile.available_vram_gb is None
    assert [device.memory_gb for device in record.hardware.devices] == [None]
