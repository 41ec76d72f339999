"""Python that loads a model: whole, in one line, or broken."""

from __future__ import annotations

from typing import Any

import pytest

from decision_lint.command.launch import Launch
from decision_lint.command.reading import read_command

TOKENIZER = "from transformers import AutoTokenizer"
LOAD = "AutoModelForCausalLM.from_pretrained"


@pytest.mark.parametrize(
    ("text", "runtime", "model"),
    [
        (f"from transformers import AutoModelForCausalLM\n{LOAD}('a/b')", "transformers", "a/b"),
        (f'import transformers as tf\ntf.{LOAD}("a/b")', "transformers", "a/b"),
        (f"{LOAD}(\n    'a/b',\n", "transformers", "a/b"),
        (f"M = 'a/b'\n{LOAD}(M)", "transformers", "a/b"),
        (f"{LOAD}(pretrained_model_name_or_path=NAME)", "transformers", "$NAME"),
        ("from transformers import pipeline\npipeline('x', 'a/b')", "transformers", "a/b"),
        ("p = pipeline('x', model='a/b')", "transformers", "a/b"),
        ("from transformers import pipeline\npipeline('x')", "transformers", None),
        ("Qwen2ForCausalLM.from_pretrained('a/b')", "transformers", "a/b"),
        (
            f"from transformers import *\nt = AutoTokenizer.from_pretrained('a/t')\n{LOAD}('a/b')",
            "transformers",
            "a/b",
        ),
        (
            f"{TOKENIZER}\nAutoTokenizer.from_pretrained('a/t')",
            "transformers",
            "a/t",
        ),
        ("from vllm import LLM, SamplingParams\nLLM(model='a/b')", "vllm", "a/b"),
        ("from vllm import (\n  LLM,\n)\nLLM('a/b')", "vllm", "a/b"),
        ("import vllm; vllm.LLM('a/b')", "vllm", "a/b"),
        (
            f"{TOKENIZER}\nfrom vllm import LLM\nAutoTokenizer.from_pretrained('a/t')\nLLM('a/b')",
            "vllm",
            "a/b",
        ),
        ("from llama_cpp import Llama\nLlama(model_path='./a.gguf')", "llama.cpp", "./a.gguf"),
        ("Llama.from_pretrained(repo_id='a/b', filename='x')", "llama.cpp", "a/b"),
        ("import ollama\nollama.chat(model='m:7b', messages=[{'a': 'b'}])", "ollama", "m:7b"),
        ("from ollama import chat\nchat('m:7b')", "ollama", "m:7b"),
        ("from ollama import Client\nc = Client(host='x')\nc.chat(model='m')", "ollama", "m"),
        ("from langchain_ollama import ChatOllama\nChatOllama(model='m')", "ollama", "m"),
        ("from mlx_lm import load, generate\nm, t = load('a/b')", "mlx", "a/b"),
        ("import sglang as sgl\nsgl.Engine(model_path='a/b')", "sglang", "a/b"),
        ("import lmstudio as lms\nm = lms.llm('a/b')", "lm-studio", "a/b"),
        ("python -c \"from vllm import LLM; LLM('a/b')\"", "vllm", "a/b"),
        ("docker run -it x python3 -c \"from vllm import LLM; LLM('a/b')\"", "vllm", "a/b"),
        ("python - <<'EOF'\nfrom vllm import LLM\nLLM('a/b')\nEOF", "vllm", "a/b"),
        (">>> from vllm import LLM\n>>> LLM('a/b')", "vllm", "a/b"),
    ],
)
def test_the_call_that_loads_a_model_is_found(text: str, runtime: str, model: str | None) -> None:
    launch = read_command(text)
    assert (launch.runtime, launch.model, launch.python) == (runtime, model, True)
    assert (launch.action, launch.host, launch.exposed) == ("run", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "from diffusers import FluxPipeline\nFluxPipeline.from_pretrained('a/b')",
        "from lmdeploy import pipeline\npipeline('a/b')",
        "from openai import OpenAI\nOpenAI().chat.completions.create(model='a/b')",
        "load('a/b')",
        "chat(model='a/b')",
        "from mlx_vlm import load\nload('a/b')",
        "print('hello')",
    ],
)
def test_a_call_of_another_library_is_not_understood(text: str) -> None:
    assert read_command(text) == Launch()


BNB = "from transformers import AutoModelForCausalLM, BitsAndBytesConfig\n"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (f"{LOAD}('a/b', revision='0123')", "revision", "0123"),
        (f"{LOAD}('a/b', revision=None)", "revision", None),
        (f"{LOAD}('a/b', torch_dtype=torch.bfloat16)", "dtype", "bfloat16"),
        (f"{LOAD}('a/b', dtype='float16')", "dtype", "float16"),
        (f"{LOAD}('a/b')", "dtype", "auto"),
        (f"{LOAD}('a/b', torch_dtype=DTYPE)", "dtype", None),
        (f"{LOAD}('a/b', trust_remote_code=True)", "remote_code", True),
        (f"{LOAD}('a/b', trust_remote_code=False)", "remote_code", False),
        (f"{LOAD}('a/b', device_map='auto')", "cpu_offload", True),
        (f"{LOAD}('a/b', device_map='cuda')", "cpu_offload", False),
        (f"{LOAD}('a/b', load_in_4bit=True)", "quantization", "bnb-4bit"),
        (f"{LOAD}('a/b', load_in_8bit=True", "quantization", "bnb-8bit"),
        (
            f"{LOAD}('a/b', quantization_config=BitsAndBytesConfig(load_in_4bit=True))",
            "quantization",
            "bnb-4bit",
        ),
        (
            f"{BNB}c = BitsAndBytesConfig(\nload_in_8bit=True)\n{LOAD}('a', quantization_config=c)",
            "quantization",
            "bnb-8bit",
        ),
        (f"{LOAD}('a/b', quantization_config=GPTQConfig(bits=4))", "quantization", "gptq"),
        (f"{LOAD}('a/b', quantization_config=config)", "quantization", None),
        (f"{LOAD}('a/b', quantization_config=Mine(1))", "quantization", None),
        ("LLM('a/b', max_model_len=8_192)", "context_length", 8192),
        ("LLM('a/b', max_model_len=4 * 1024)", "context_length", None),
        ("LLM('a/b', max_model_len=4 * 1024, )", "memory_fraction", 0.92),
        ("LLM('a/b', tensor_parallel_size=2", "tensor_parallel", 2),
        ("LLM('a/b')", "tensor_parallel", 1),
        ("LLM('a/b', gpu_memory_utilization=0.5, **more)", "memory_fraction", 0.5),
        ("LLM('a/b', quantization='awq')", "quantization", "awq"),
        ("Llama(model_path='a.gguf', n_ctx=4096, n_gpu_layers=-1)", "context_length", 4096),
        ("Llama(model_path='a.gguf', n_ctx=4096, n_gpu_layers=-1)", "gpu_layers", "-1"),
        ("Llama(model_path='a.gguf')", "model_source", "gguf_file"),
        ("Llama.from_pretrained(repo_id='a/b')", "model_source", "hub"),
        ("import ollama\nollama.chat('m', options={'num_ctx': 8192})", "context_length", 8192),
        ("import ollama\nollama.pull('m')", "action", "pull"),
    ],
)
def test_an_argument_is_read(text: str, field: str, value: Any) -> None:
    assert getattr(read_command(text), field) == value


@pytest.mark.parametrize(
    ("version", "dtype"), [(None, "auto"), ("5.1", "auto"), ("4.57", "float32")]
)
def test_the_dtype_without_a_word_is_that_of_the_version(version: str | None, dtype: str) -> None:
    assert read_command(f"{LOAD}('a/b')", version).dtype == dtype


def test_a_server_counts_before_a_call_in_python() -> None:
    text = "vllm serve a/b &\npython - <<EOF\nfrom transformers import pipeline\npipeline('x')\nEOF"
    assert read_command(text).action == "serve"


def test_a_call_without_end_is_read_up_to_its_limit() -> None:
    assert read_command("LLM('a/b', " + "x=1, " * 5000).model == "a/b"
    assert read_command("print()\n" * 500 + "LLM('a/b')").runtime is None
