"""Where a model comes from, told by how it is written."""

from __future__ import annotations

import pytest

from decision_lint.command.reading import read_command


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("vllm serve acme/m-7b", "hub"),
        ("vllm serve https://huggingface.co/acme/m", "hub"),
        ("vllm serve gpt2", "hub"),
        ("vllm serve my-finetune", "local_path"),
        ("vllm serve models/m-7b", "local_path"),
        ("vllm serve ./m", "local_path"),
        ("vllm serve /srv/m", "local_path"),
        ("vllm serve ~/m", "local_path"),
        ("vllm serve a/b/c", "local_path"),
        ("vllm serve m.safetensors", "local_path"),
        ("vllm serve acme/m-GGUF/m.gguf", "gguf_file"),
        ("vllm serve $MODEL", "env_var"),
        ("vllm serve ${MODEL:-acme/m}", "env_var"),
        ("vllm serve $DIR/$MODEL", "env_var"),
        ("vllm serve /srv/$MODEL", "local_path"),
        ("vllm serve $HOME/m", "local_path"),
        ("vllm serve %MODEL%", "env_var"),
        ("vllm serve $(cat model.txt)", "env_var"),
        ("vllm serve <MODEL>", "placeholder"),
        ("vllm serve <org>/<model>", "placeholder"),
        ("vllm serve {model}", "placeholder"),
        ("vllm serve {{ .Values.model }}", "placeholder"),
        ("vllm serve [MODEL]", "placeholder"),
        ("vllm serve MODEL_ID", "placeholder"),
        ("vllm serve your-org/your-model", "placeholder"),
        ("vllm serve", None),
        ("vllm serve https://example.org/m", None),
        ("ollama run m:7b", "ollama_tag"),
        ("ollama run acme/m", "ollama_tag"),
        ("ollama run hf.co/acme/m-GGUF", "hub"),
        ("ollama run hf.co/{user}/{repo}", "placeholder"),
        ("lms load acme/m", "lmstudio_key"),
        ("lms get https://huggingface.co/acme/m", "hub"),
        ("llama-server -m m.gguf", "gguf_file"),
        ("./main -m m.ggml.bin", "gguf_file"),
        ("llama-server -m /srv/m", "local_path"),
        ("llama-server -hf acme/m", "hub"),
        ("LLAMA_ARG_HF_REPO=acme/m llama-server", "hub"),
        ("LLAMA_ARG_MODEL=m.gguf llama-server", "gguf_file"),
    ],
)
def test_a_model_is_named_by_its_source(text: str, source: str | None) -> None:
    assert read_command(text).model_source == source
