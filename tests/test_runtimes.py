"""Which runtimes a text means, and which it only mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.quantities.runtimes import find_runtimes, runtime_version


@pytest.mark.parametrize(
    ("text", "runtimes"),
    [
        ("vLLM 0.33.0", "vllm"),
        ("LM Studio", "lm-studio"),
        ("llama-server", "llama.cpp"),
        ("MLX-LM", "mlx"),
        ("text-generation-inference 3.0", "tgi"),
        ("vLLM or SGLang on a rented GPU", "vllm sglang"),
        ("vLLM, SGLang, TGI", "vllm sglang tgi"),
        ("Ollama / llama.cpp", "ollama llama.cpp"),
        ("Ollama か llama.cpp", "ollama llama.cpp"),
        ("Transformers first, then vLLM", "transformers vllm"),
        ("vLLM when a GPU is there, Transformers until then", "vllm transformers"),
        ("Transformers if vLLM is not available", "transformers vllm"),
        ("先用笔记本上的 Transformers", "transformers"),
        ("no vLLM, Ollama instead", "ollama"),
        ("vLLM (not SGLang)", "vllm"),
        ("instead of vLLM, Ollama", "ollama"),
        ("neither vLLM nor SGLang; Transformers", "transformers"),
        ("vLLM and SGLang were ruled out; TGI then", "tgi"),
        ("vLLM, SGLang and TGI are rejected, llama.cpp is used", "llama.cpp"),
        ("vLLM: rejected for now because of the GPU. Ollama it is", "ollama"),
        ("no vLLM on the laptop; vLLM on the rented card", "vllm"),
        ("不用 vLLM，用 Ollama", "ollama"),
        ("vLLM ではなく SGLang", "sglang"),
        ("vLLMは使わない。Ollamaを使う", "ollama"),
        ("vLLM ❌, Ollama ✅", "ollama"),
        ("vLLM with its transformers backend", "vllm"),
        ("not vLLM yet", ""),
        ("sentence transformers", ""),
        ("transformers.js", ""),
        ("a vLLM-compatible endpoint", ""),
        ("a GPU server", ""),
    ],
)
def test_what_is_meant_is_named_and_what_is_ruled_out_is_not(text: str, runtimes: str) -> None:
    assert set(find_runtimes(text)) == set(runtimes.split())


def test_the_order_is_that_of_the_first_mention() -> None:
    assert find_runtimes("Ollama, then vLLM, then Ollama again") == ("ollama", "vllm")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("vLLM 0.11.0", "0.11.0"),
        ("vLLM (0.11.0)", "0.11.0"),
        ("vLLM, version 0.11", "0.11"),
        ("vLLM v0.8.5.post1", "0.8.5.post1"),
        ("vllm==0.8.5", "0.8.5"),
        ("vllm[audio]==0.8.5", "0.8.5"),
        ("vllm/vllm-openai:v0.8.5", "0.8.5"),
        ("vLLM 0.11.0を使う", "0.11.0"),
        ("llama.cpp (b4567)", "b4567"),
        ("llama.cpp build 4567", "b4567"),
        ("Ollama, or vLLM 0.11.0.", "0.11.0"),
        ("vllm>=0.10,<0.12", None),
        ("vllm~=0.8.0", None),
        ("vLLM v0.6.5+", None),
        ("vLLM 0.11.0+cu128", "0.11.0+cu128"),
        ("vLLM 0.10-0.11", None),
        ("vLLM 0.10 or 0.11", None),
        ("vLLM 7B", None),
        ("vLLM", None),
    ],
)
def test_one_version_is_read_and_a_range_is_none(text: str, version: str | None) -> None:
    assert runtime_version(text) == version


def test_thousands_of_runtimes_are_one_run() -> None:
    assert find_runtimes("neither " + "vllm, " * 5000 + "vllm nor ollama; sglang") == ("sglang",)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    find_runtimes(text)
    runtime_version(f"vllm {text}")
