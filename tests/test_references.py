"""What a text names as its model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_lint.quantities.references import Reference, read_reference, same_model

COMMIT = "7ae557604adf67be50417f59c2c2f167def9a775"


@pytest.mark.parametrize(
    ("text", "repo", "revision", "quantization"),
    [
        ("Qwen/Qwen3-8B", "Qwen/Qwen3-8B", None, None),
        (f"Qwen/Qwen3-8B@{COMMIT}", "Qwen/Qwen3-8B", COMMIT, None),
        ("Qwen/Qwen3-8B@refs/pr/3", "Qwen/Qwen3-8B", "refs/pr/3", None),
        ("https://huggingface.co/Qwen/Qwen3-8B", "Qwen/Qwen3-8B", None, None),
        (f"https://huggingface.co/Qwen/Qwen3-8B/tree/{COMMIT}", "Qwen/Qwen3-8B", COMMIT, None),
        (
            "https://huggingface.co/Qwen/Qwen3-8B/tree/refs%2Fpr%2F3",
            "Qwen/Qwen3-8B",
            "refs/pr/3",
            None,
        ),
        ("https://huggingface.co/gpt2", "gpt2", None, None),
        ("huggingface.co/Qwen/Qwen3-8B?library=vllm", "Qwen/Qwen3-8B", None, None),
        ("hf-mirror.com/Qwen/Qwen3-8B", "Qwen/Qwen3-8B", None, None),
        ("hf.co/o/n-GGUF:Q4_K_M", "o/n-GGUF", None, "Q4_K_M"),
        ("ollama run hf.co/o/n-GGUF:Q4_K_M", "o/n-GGUF", None, "Q4_K_M"),
        ("HTTPS://HuggingFace.co/Qwen/Qwen3-8B", "Qwen/Qwen3-8B", None, None),
        ("Qwen/Qwen3-8B or an API", "Qwen/Qwen3-8B", None, None),
        ("o/n-GGUF:IQ4_XS", "o/n-GGUF", None, "IQ4_XS"),
        ("Qwen/Qwen3-8B (selected)", "Qwen/Qwen3-8B", None, None),
        ("Qwen/Qwen3-8B, 4-bit", "Qwen/Qwen3-8B", None, "4-bit"),
        ("start with Qwen/Qwen3-8B first", "Qwen/Qwen3-8B", None, None),
        ("Qwen/Qwen3-8B at commit b968826", "Qwen/Qwen3-8B", "b968826", None),
        ("sshleifer/tiny-gpt2", "sshleifer/tiny-gpt2", None, None),
        ("openai/gpt-oss-20b", "openai/gpt-oss-20b", None, None),
        ("[Qwen 3](https://huggingface.co/Qwen/Qwen3-8B)", "Qwen/Qwen3-8B", None, None),
        ("Qwen/Qwen3-8B.", "Qwen/Qwen3-8B", None, None),
        ("Qwen/Qwen3-8B。", "Qwen/Qwen3-8B", None, None),
        ("Qwen/Qwen3-8Bを使う", "Qwen/Qwen3-8B", None, None),
        ("Ｑｗｅｎ／Ｑｗｅｎ３－８Ｂ", "Qwen/Qwen3-8B", None, None),
        ("Qwen/Qwen3-8B/config.json", "Qwen/Qwen3-8B", None, None),
        ("o/n-8B-GGUF/n-8b-q4_k_m.gguf", "o/n-8B-GGUF", None, "q4_k_m"),
        ("deepseek-ai/deepseek-llm-7b-chat", "deepseek-ai/deepseek-llm-7b-chat", None, None),
    ],
)
def test_a_repository_is_read_with_its_revision_and_quantization(
    text: str, repo: str, revision: str | None, quantization: str | None
) -> None:
    reference = read_reference(text)
    assert reference.kind is Reference.HUB
    assert reference.text == text
    assert (reference.repo_id, reference.revision, reference.quantization) == (
        repo,
        revision,
        quantization,
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("qwen2.5:0.5b", Reference.OLLAMA),
        ("user/mymodel:latest", Reference.OLLAMA),
        ("ollama.com/library/llama3.2:3b", Reference.OLLAMA),
        ("./models/x.gguf", Reference.FILE),
        ("C:\\models\\x.gguf", Reference.FILE),
        ("Qwen2.5-0.5B-Instruct", Reference.NAME),
        ("Llama 3.1 8B Instruct", Reference.NAME),
        ("gpt-oss-20b", Reference.NAME),
        ("my-model-7b-chat", Reference.NAME),
        ("gpt2", Reference.NAME),
        ("7B instruct model", Reference.CLASS),
        ("Qwen/Qwen3-8B or meta-llama/Llama-3.1-8B-Instruct", Reference.CLASS),
        ("Qwen/Qwen3-8B 或者 Qwen/Qwen3-4B", Reference.CLASS),
        ("8B 指令模型", Reference.CLASS),
        ("8B の instruct モデル", Reference.CLASS),
        ("7B/8B class", Reference.CLASS),
        ("gpt-4o-mini", Reference.API),
        ("openai/gpt-4o-mini", Reference.API),
        ("openai:gpt-4o", Reference.API),
        ("azure/gpt-4o", Reference.API),
        ("anthropic/claude-3.5-sonnet", Reference.API),
        ("google/gemini-2.0-flash", Reference.API),
        ("Azure OpenAI gpt-4o", Reference.API),
        ("DeepSeek API", Reference.API),
        ("deepseek-chat", Reference.API),
        ("text-embedding-3-small", Reference.API),
        ("mistral:7b", Reference.OLLAMA),
        ("library/qwen2.5:0.5b", Reference.OLLAMA),
        ("ollama run qwen2.5:0.5b", Reference.OLLAMA),
        ("ollama/qwen2.5", Reference.OLLAMA),
        ("registry.ollama.ai/library/qwen2.5:7b", Reference.OLLAMA),
        ("models/qwen3/qwen3-8b.gguf", Reference.FILE),
        ("https://modelscope.cn/models/Qwen/Qwen3-8B", Reference.NAME),
        ("datasets/squad", Reference.UNKNOWN),
        ("https://huggingface.co/spaces/o/n", Reference.UNKNOWN),
        ("{{ model }}", Reference.UNKNOWN),
        ("<model>", Reference.UNKNOWN),
        ("Claude Sonnet 4.5", Reference.API),
        ("cloud model API", Reference.API),
        ("云端模型 API", Reference.API),
        ("Llama-3.3-70B via Together AI", Reference.API),
        ("CPU/GPU", Reference.UNKNOWN),
        ("Comparison", Reference.UNKNOWN),
        ("step-by-step prompting", Reference.UNKNOWN),
        ("solar panels", Reference.UNKNOWN),
        ("10:05", Reference.UNKNOWN),
        ("https://huggingface.co/datasets/o/n", Reference.UNKNOWN),
        ("", Reference.UNKNOWN),
    ],
)
def test_what_is_no_repository_is_told_apart(text: str, kind: Reference) -> None:
    reference = read_reference(text)
    assert reference.kind is kind
    assert reference.repo_id is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Qwen/Qwen3-8B", "qwen/qwen3-8b", True),
        ("Qwen/Qwen3-8B", "Qwen3-8B", True),
        ("Qwen/Qwen3-8B@main", f"Qwen/Qwen3-8B@{COMMIT}", True),
        ("hf.co/o/n:Q4_K_M", "o/n", True),
        ("hf.co/o/n:Q4_K_M", "hf.co/o/n:Q8_0", False),
        ("Qwen/Qwen3-8B", "unsloth/Qwen3-8B", False),
        ("qwen2.5:0.5b", "qwen2.5:1.5b", False),
        ("qwen2.5", "qwen2.5:latest", False),
        ("ollama/qwen2.5:0.5b", "qwen2.5:0.5b", True),
        ("7B instruct model", "8B instruct model", False),
    ],
)
def test_two_references_mean_one_model_or_not(one: str, other: str, *, same: bool) -> None:
    assert same_model(read_reference(one), read_reference(other)) is same


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert read_reference(text).text == text.strip()
