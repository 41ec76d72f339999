"""What the options of a launch amount to, with the defaults of the version in question."""

from __future__ import annotations

from typing import Any

import pytest

from decision_lint.command.launch import RemovedFlag, UnknownFlag
from decision_lint.command.reading import read_command


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("vllm serve a/b --max-model-len 8192", "context_length", 8192),
        ("vllm serve a/b --max_model_len=8192", "context_length", 8192),
        ("vllm serve a/b --max-model 8k", "context_length", 8000),
        ("vllm serve a/b --max-model-len 8K", "context_length", 8192),
        ("vllm serve a/b --max-model-len 1.5k", "context_length", 1500),
        ("vllm serve a/b --max-model-len 1.5", "context_length", None),
        ("vllm serve a/b --max-model-len 1 --max-model-len 2", "context_length", 2),
        ("vllm serve a/b --max-model-len auto", "context_length", None),
        (f"vllm serve a/b --max-model-len {'9' * 400}", "context_length", None),
        ("vllm serve a/b --max-model-len -1", "context_length", None),
        ("vllm serve a/b --max-model-len $N", "context_length", None),
        ("vllm serve a/b --max-num-batched-tokens 8192 -dcp 8", "context_length", None),
        ("sglang serve --model a --context-len 8192", "context_length", 8192),
        ("sglang serve --model a --context-length 8k", "context_length", None),
        ("sglang serve --model a --max-total-tokens 8192", "context_length", None),
        ("llama-server -m a.gguf -c 8192 -n 99", "context_length", 8192),
        ("llama-server -m a.gguf --ctx_size 8192 # 4096", "context_length", 8192),
        ("llama-server -m a.gguf -c 0", "context_length", None),
        ("text-generation-launcher --max-total-tokens 8 --max-input-tokens 4", "context_length", 8),
        ("docker run -e MAX_TOTAL_TOKENS=8 text-generation-inference", "context_length", 8),
        ("OLLAMA_CONTEXT_LENGTH=8192 ollama serve", "context_length", 8192),
        ("ollama run m\n/set parameter num_ctx 8192", "context_length", 8192),
        (
            "cat > M <<E\nFROM x\nPARAMETER num_ctx 8192\nE\nollama create m -f M",
            "context_length",
            8192,
        ),
        ("lms load m -c 8192 --gpu max && lms server start", "context_length", 8192),
        ("lms load m -c 8192; lms load n; lms server start", "context_length", 8192),
        ("vllm serve a/b -tp 4 -dp 8 -pp 2", "tensor_parallel", 4),
        ("vllm serve a/b -dp 8", "tensor_parallel", 1),
        ("vllm serve a/b -dp 8", "data_parallel", 8),
        ("vllm serve a/b -pp=2", "pipeline_parallel", 2),
        ("vllm serve a/b --tensor-parallel-size $(nvidia-smi -L | wc -l)", "tensor_parallel", None),
        ("sglang serve --model a --tp 4 --dp-size 2", "tensor_parallel", 4),
        ("sglang serve --model a --tensor-parallel-size 4", "tensor_parallel", 4),
        ("text-generation-launcher --num-shard 2", "tensor_parallel", 2),
        ("llama-server -m a.gguf", "tensor_parallel", None),
        ("vllm serve a/b", "dtype", "auto"),
        ("vllm serve a/b --dt half", "dtype", "half"),
        ("vllm serve a/b --dtype ${D}", "dtype", None),
        ("vllm serve a/b -q awq", "quantization", "awq"),
        ("vllm serve a/b -qawq -O3", "quantization", "awq"),
        ("vllm serve a/b-AWQ", "quantization", None),
        ("ollama run m:7b-instruct-q4_K_M", "quantization", "q4_K_M"),
        ("ollama run m:8b-fp16", "quantization", "fp16"),
        ("ollama run m:latest", "quantization", None),
        ("ollama pull hf.co/a/b-GGUF:UD-Q4_K_XL", "quantization", "UD-Q4_K_XL"),
        ("ollama create m --quantize q4_K_M -f M", "quantization", "q4_K_M"),
        ("llama-server -hf a/b:IQ4_XS", "quantization", "IQ4_XS"),
        ("lms get m@q4_k_m", "quantization", "q4_k_m"),
        ("transformers serve a/b --quantization bnb-4bit", "quantization", "bnb-4bit"),
        ("transformers serve --force_model a/b --load_in_8bit", "quantization", "bnb-8bit"),
        ("vllm serve a/b --gpu-memory-utilization .5", "memory_fraction", 0.5),
        ("vllm serve a/b --device-memory-utilization 0.5", "memory_fraction", 0.5),
        ("vllm serve a/b --gpu-memory-utilization 90", "memory_fraction", None),
        ("vllm serve a/b --gpu-memory-utilization $G", "memory_fraction", None),
        ("vllm serve a/b", "memory_fraction", 0.92),
        ("sglang serve --model a", "memory_fraction", None),
        ("sglang serve --model a --mem-fraction-static 0.8", "memory_fraction", 0.8),
        ("vllm serve a/b --revision 0123abc", "revision", "0123abc"),
        ("transformers serve a/b@v1", "revision", "v1"),
        ("transformers serve a/b@v1", "model", "a/b"),
        ("vllm serve a/b --trust-remote-code", "remote_code", True),
        ("vllm serve a/b --trust-remote-code True", "remote_code", True),
        ("vllm serve a/b --trust-remote-code False", "remote_code", False),
        ("vllm serve a/b --no-trust-remote-code", "remote_code", False),
        ("docker run -e TRUST_REMOTE_CODE=true text-generation-inference", "remote_code", True),
        ("vllm serve a/b --kv-cache-dtype fp8", "kv_dtype", "fp8"),
        ("llama-server -m a.gguf -ctk q8_0 -fa on", "kv_dtype", "q8_0"),
        ("OLLAMA_KV_CACHE_TYPE=q8_0 ollama serve", "kv_dtype", "q8_0"),
        ("llama-server -m a.gguf --n-gpu-layers all", "gpu_layers", "all"),
        ("llama-server -m a.gguf --cpu-moe", "cpu_offload", True),
        ("vllm serve a/b --cpu-offload-gb 0", "cpu_offload", False),
        ("vllm serve a/b --cpu-offload-gb 10", "cpu_offload", True),
        ("vllm serve a/b --max-num-seqs 16", "max_sequences", 16),
        ("llama-server -m a.gguf -np 4", "max_sequences", 4),
        ("OLLAMA_NUM_PARALLEL=3 ollama serve", "max_sequences", 3),
        ("vllm serve a/b --enable-auto-tool-choice", "tool_flags", False),
        ("vllm serve a/b --enable-auto-tool-choice --tool-call-parser x", "tool_flags", True),
        ("sglang serve --model a --tool-call-parser x", "tool_flags", True),
        ("vllm serve a/b --served-model-name x y", "served_name", "x y"),
        ("vllm serve a/b --chat-template ./t.jinja", "chat_template", "./t.jinja"),
        ("vllm serve a/b --load-format gguf", "load_format", "gguf"),
        ("docker run vllm/vllm-openai:v0.8.5 a/b", "image", "vllm/vllm-openai"),
        ("docker run vllm/vllm-openai:v0.8.5 a/b", "image_tag", "v0.8.5"),
        ("docker run vllm/vllm-openai@sha256:0123 a/b", "image_tag", "sha256:0123"),
        ("docker run box:5000/x/vllm-openai a/b", "image", "box:5000/x/vllm-openai"),
        ("A=1 B='2 3' vllm serve a/b", "env", {"A": "1", "B": "2 3"}),
    ],
)
def test_an_option_is_read_as_its_program_reads_it(text: str, field: str, value: Any) -> None:
    assert getattr(read_command(text), field) == value


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("docker run vllm/vllm-openai:v0.8.5 a/b", "0.8.5"),
        ("docker run vllm/vllm-openai:latest a/b", None),
        ("docker run ghcr.io/huggingface/text-generation-inference:3.0 --model-id a/b", "3.0"),
        ("pip install 'vllm[audio]==0.8.5.post1' && vllm serve a/b", "0.8.5.post1"),
        ("uvx vllm@0.10.0 serve a/b", "0.10.0"),
        ("uv run --with sglang==0.5.0 sglang serve --model a", "0.5.0"),
        ("pip install my-vllm==0.8.5 && vllm serve a/b", None),
        ("pip install transformers==4.57.1\nvllm serve a/b", None),
    ],
)
def test_a_version_is_the_one_that_the_command_installs(text: str, version: str | None) -> None:
    assert read_command(text).runtime_version == version


@pytest.mark.parametrize(
    ("text", "version", "fraction"),
    [
        ("vllm serve a/b", None, 0.92),
        ("vllm serve a/b", "latest", 0.92),
        ("vllm serve a/b", "vLLM 0.20.0", 0.92),
        ("vllm serve a/b", "v0.19.1", 0.9),
        ("docker run vllm/vllm-openai:v0.8.5 a/b", "0.33.0", 0.9),
        ("vllm serve a/b --gpu-memory-utilization 0.8", "0.8.5", 0.8),
    ],
)
def test_a_default_is_that_of_the_version(text: str, version: str | None, fraction: float) -> None:
    assert read_command(text, version).memory_fraction == fraction


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (
            "vllm serve a/b --max-model-length 1",
            [UnknownFlag("--max-model-length", "--max-model-len")],
        ),
        ("vllm serve a/b --zzz 1 --zzz 2", [UnknownFlag("--zzz")]),
        ("vllm serve a/b --quant awq", [UnknownFlag("--quant", "--quantization")]),
        ("vllm serve a/b --no-such.key 1", [UnknownFlag("--no-such.key")]),
        (
            "vllm serve a/b --enforce-eager.key 1",
            [UnknownFlag("--enforce-eager.key", "--enforce-eager")],
        ),
        ("vllm serve a/b -zz", [UnknownFlag("-zz")]),
        ("vllm serve a/b -z9", [UnknownFlag("-z9")]),
        ("sglang serve --model a --tp_size 2", [UnknownFlag("--tp_size", "--tp-size")]),
        ("llama-server -m a.gguf --gpu-layer 9", [UnknownFlag("--gpu-layer", "--gpu-layers")]),
        ("vllm serve a/b --no-enable-prefix-caching --disable-log-requests -dcp 2", []),
        ("vllm serve a/b --omni --usp 2", []),
        ("sglang serve --model a --disable-radix-cache --ep 2", []),
        ("llama-server -m a.gguf --no-context-shift -fa --color --jinja", []),
    ],
)
def test_a_flag_that_the_table_lacks_is_named_with_the_nearest(
    text: str, unknown: list[UnknownFlag]
) -> None:
    assert list(read_command(text).unknown_flags) == unknown


@pytest.mark.parametrize(
    ("text", "version", "removed"),
    [
        ("vllm serve a/b --swap-space 4", None, RemovedFlag("--swap-space", None, "0.18.0")),
        ("vllm serve a/b --swap_space=4", "0.18.0", RemovedFlag("--swap-space", None, "0.18.0")),
        ("vllm serve a/b --swap-space 4", "0.17.0", None),
        (
            "vllm serve --task embed a/b",
            None,
            RemovedFlag("--task", "--runner or --convert", "0.13.0"),
        ),
        ("vllm serve a/b --disable-log-requests", None, None),
        ("vllm serve a/b --disable-log-requests", "0.16.0", None),
        (
            "vllm serve a/b --disable-log-requests",
            "0.20.0",
            RemovedFlag("--disable-log-requests", None, "0.17.0"),
        ),
        ("llama-server -m a.gguf --mlock", "b4719", RemovedFlag("--mlock", "--load-mode mlock")),
        ("transformers serve --torch_dtype x", "4.57", None),
    ],
)
def test_a_flag_is_gone_since_a_version(
    text: str, version: str | None, removed: RemovedFlag | None
) -> None:
    launch = read_command(text, version)
    assert launch.removed_flags == ((removed,) if removed else ())
    assert launch.unknown_flags == ()


def test_the_model_is_not_taken_for_the_value_of_a_flag_that_is_gone() -> None:
    launch = read_command("vllm serve --enable-reasoning acme/m --swap-space 4")
    assert launch.model == "acme/m"
    assert [flag.value for flag in launch.flags] == [None, "4"]
