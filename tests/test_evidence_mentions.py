"""Models and days in the notes of a first run, and notes of another model's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FIXTURES
from decision_lint.evidence.mentions import (
    days_named,
    is_clearly_another,
    models_named,
    names_another,
)
from decision_lint.quantities.references import read_reference

SMALL = "Qwen/Qwen2.5-0.5B-Instruct"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("model: Qwen/Qwen2.5-0.5B-Instruct at 7ae557604adf", [SMALL]),
        ("`Qwen/Qwen2.5-0.5B-Instruct`, commit `989aa79`", [SMALL]),
        ("**Qwen/Qwen2.5-0.5B-Instruct** (first run)", [SMALL]),
        ('{"model": "qwen2.5:0.5b", "created_at": "2026-11-20T10:00:00Z"}', ["qwen2.5:0.5b"]),
        ("| Model | google/gemma-3-1b-it |", ["google/gemma-3-1b-it"]),
        ("**Model:** Llama-3.2-1B-Instruct", ["Llama-3.2-1B-Instruct"]),
        ("model: Llama 3.1 8B Instruct, cpu", ["Llama 3.1 8B Instruct"]),
        ("vllm serve Qwen/Qwen2.5-1.5B-Instruct --port 1", ["Qwen/Qwen2.5-1.5B-Instruct"]),
        ("--model=Qwen/Qwen2.5-0.5B-Instruct", [SMALL]),
        ('from_pretrained("Qwen/Qwen2.5-0.5B-Instruct")', [SMALL]),
        ("ollama run llama3.2", ["llama3.2"]),
        ("we ran qwen2.5:0.5b and qwen2.5:1.5b", ["qwen2.5:0.5b", "qwen2.5:1.5b"]),
        (
            "hf.co/bartowski/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M",
            ["hf.co/bartowski/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M"],
        ),
        (
            "https://huggingface.co/Qwen/Qwen2.5-7B-Instruct.",
            ["https://huggingface.co/Qwen/Qwen2.5-7B-Instruct"],
        ),
        ("模型：ggml-org/gemma-3-1b-it-GGUF，提交 f9c2", ["ggml-org/gemma-3-1b-it-GGUF"]),
        ("モデル：Qwen/Qwen2.5-7B-Instruct（a09a）", ["Qwen/Qwen2.5-7B-Instruct"]),
        ("model: acme/Foo-X", ["acme/Foo-X"]),
        ("sshleifer/tiny-gpt2 on cpu", ["sshleifer/tiny-gpt2"]),
        ("case,model,verdict\n1,Qwen/Qwen2.5-0.5B-Instruct,pass\n", [SMALL]),
    ],
)
def test_a_model_is_named_by_its_id_its_tag_or_behind_a_key(text: str, names: list[str]) -> None:
    named = models_named(text)
    assert [reference.text for reference in named] == names
    assert all(reference.text in text for reference in named)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "evidence/cases.csv, docs/readme.md, pass/fail, TCP/IP, and/or, A100/H100, 7B/8B",
        "models/Qwen2.5-0.5B-Instruct/config.json and /models/Qwen/Qwen2.5-0.5B-Instruct",
        "see https://example.org/Qwen/Qwen2.5-7B-Instruct",
        "https://huggingface.co/datasets/openai/gsm8k-7b",
        "https://huggingface.co/",
        "model_version: 7ae557604adf67be50417f59c2c2f167def9a775",
        "base_model: Qwen/Qwen2.5-0.5B",
        "judge: openai/gpt-oss-120b",
        "embedding model: BAAI/bge-m3",
        "compared with Qwen/Qwen2.5-7B-Instruct it is fast",
        "not https://huggingface.co/Qwen/Qwen2.5-7B-Instruct",
        "dataset openai/gsm8k, HuggingFaceH4/ultrachat_200k",
        "ggerganov/llama.cpp, QwenLM/Qwen3, vllm-project/vllm",
        "listening on localhost:11434 at 12:30",
        '"model": "/models/qwen"',
        "model: the small one",
        "the model: it answers in 3 s",
        "model: Qwen answers in 3 s",
        "model: README.md",
        "model: mine:latest",
        "Llama 3.1 8B answered well",
    ],
)
def test_a_path_a_site_a_rival_and_prose_name_no_model(text: str) -> None:
    assert models_named(text) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qwen/Qwen2.5-1.5B-Instruct", SMALL),
        ("qwen2.5:1.5b", SMALL),
        ("qwen2.5-coder:0.5b", SMALL),
        ("Qwen/Qwen2.5-Coder-0.5B-Instruct", SMALL),
        ("Qwen/Qwen2.5-0.5B", SMALL),
        ("google/gemma-3-1b-it", SMALL),
        ("qwen2.5-7b-instruct-q4_k_m.gguf", SMALL),
        ("sshleifer/tiny-gpt2", SMALL),
        ("llama3", "meta-llama/Llama-3.2-1B-Instruct"),
        ("gemma3:4b", "google/gemma-3-1b-it"),
        ("qwen2:7b", "Qwen/Qwen2.5-7B-Instruct"),
        ("openai/gpt-oss-20b", "openai/gpt-oss-120b"),
        ("mistralai/Mistral-7B-Instruct-v0.3", "mistralai/Mistral-7B-Instruct-v0.2"),
    ],
)
def test_another_size_version_or_family_is_another_model(one: str, other: str) -> None:
    assert is_clearly_another(read_reference(one), read_reference(other))
    assert is_clearly_another(read_reference(other), read_reference(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SMALL, SMALL),
        ("qwen/qwen2.5-0.5b-instruct", SMALL),
        ("qwen2.5:0.5b", SMALL),
        ("qwen2.5:0.5b-instruct-q8_0", SMALL),
        ("qwen2.5", SMALL),
        ("Qwen2.5-0.5B", SMALL),
        ("Qwen/Qwen2.5-0.5B-Instruct@main", SMALL),
        ("bartowski/Qwen2.5-0.5B-Instruct-GGUF", SMALL),
        ("hf.co/Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M", "qwen2.5:0.5b"),
        ("mlx-community/Qwen2.5-0.5B-Instruct-4bit", SMALL),
        ("unsloth/Qwen2.5-0.5B-Instruct-bnb-4bit", SMALL),
        ("Qwen/Qwen2.5-0.5B-Instruct-GPTQ-Int4", SMALL),
        ("RedHatAI/Qwen2.5-0.5B-Instruct-quantized.w8a8", SMALL),
        ("acme/Qwen2.5-0.5B-Instruct-helpdesk-lora", SMALL),
        ("qwen2.5-0.5b-instruct-q4_k_m.gguf", SMALL),
        ("model.gguf", SMALL),
        ("helpdesk:latest", SMALL),
        ("7B instruct model", SMALL),
        ("gpt-4o", SMALL),
        ("llama3.2", "meta-llama/Llama-3.2-1B-Instruct"),
        ("meta-llama/Meta-Llama-3.1-8B-Instruct", "meta-llama/Llama-3.1-8B-Instruct"),
        ("TheBloke/Mistral-7B-Instruct-v0.2-AWQ", "mistralai/Mistral-7B-Instruct-v0.2"),
        ("mistral:7b", "mistralai/Mistral-7B-Instruct-v0.3"),
        ("mixtral:8x7b", "mistralai/Mixtral-8x7B-Instruct-v0.1"),
        ("tinyllama:1.1b", "TinyLlama/TinyLlama-1.1B-Chat-v1.0"),
        ("smollm2:135m", "HuggingFaceTB/SmolLM2-135M-Instruct"),
        ("deepseek-r1:7b", "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B"),
        ("google/gemma-3-1b-it-qat-q4_0-gguf", "google/gemma-3-1b-it"),
    ],
)
def test_a_repack_a_tag_and_what_cannot_be_told_are_no_other_model(one: str, other: str) -> None:
    assert not is_clearly_another(read_reference(one), read_reference(other))
    assert not is_clearly_another(read_reference(other), read_reference(one))


def test_a_file_that_names_only_others_names_another() -> None:
    selected = read_reference(SMALL)
    text = "model: google/gemma-3-1b-it\nQwen/Qwen2.5-1.5B-Instruct was tried too"
    another = names_another(text, selected)
    assert another is not None
    assert another.text == "google/gemma-3-1b-it"


@pytest.mark.parametrize(
    "text",
    [
        "nothing of the kind",
        "model: google/gemma-3-1b-it\nmodel: Qwen/Qwen2.5-0.5B-Instruct",
        "google/gemma-3-1b-it, and Qwen2.5 0.5B Instruct",
        "model: qwen2.5:0.5b",
    ],
)
def test_a_file_that_may_name_the_selected_model_names_no_other(text: str) -> None:
    assert names_another(text, read_reference(SMALL)) is None


def test_days_are_read_as_people_write_them() -> None:
    text = """Run on 2026-11-20T09:14Z, again 21 Nov 2026 and 2026年11月22日; Nov 23, 2026.
    令和8年11月24日, 25.11.2026, 26/11/2026 and 2026-11-20 once more;
    v1.2.3, 12/25, 31.11.2026, may 5"""
    assert days_named(text) == tuple(f"2026-11-{day}" for day in range(20, 27))


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("records/*/evidence/first*")), ids=str)
def test_our_own_first_outputs_name_their_model(path: Path) -> None:
    assert len(models_named(path.read_text(encoding="utf-8"))) == 1


PIECES = st.sampled_from(
    [
        "model",
        ":",
        "=",
        '"',
        "Qwen/",
        "Qwen2.5-7B",
        "/",
        "@",
        "https://",
        "hf.co/",
        "qwen2.5:0.5b",
        "\n",
        " ",
        "--model",
        "2026",
        "-11",
        "-20",
        "Nov ",
        "judge ",
        "|",
        ".gguf",
        "\x00",
        "\ud800",
        "7b",
        "1e",
        "ollama run ",
    ]
)


@given(st.text() | st.lists(PIECES, max_size=30).map("".join))
def test_nothing_raises(text: str) -> None:
    selected = read_reference(SMALL)
    assert all(reference.text in text for reference in models_named(text))
    another = names_another(text, selected)
    assert another is None or another in models_named(text)
    assert len(days_named(text)) == len(set(days_named(text)))


@given(st.text(), st.text())
def test_no_two_references_are_compared_in_vain(one: str, other: str) -> None:
    first, second = read_reference(one), read_reference(other)
    assert is_clearly_another(first, second) == is_clearly_another(second, first)
    assert not is_clearly_another(first, first)


@pytest.mark.parametrize(
    "unit", ["a/b ", "model: Qwen2.5 ", "qwen2.5:7b ", "://", "2026-11-20 ", "Q/Q-7B "]
)
def test_a_long_text_is_read_in_no_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert names_another(text, read_reference("google/gemma-3-1b-it")) is None or unit
    days_named(text)
