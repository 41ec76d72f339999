"""Reads figures that real runtimes printed, and the facts of their models, as estimator's input.

They lie beside the repository (`../shared/data`); nothing of them is copied here.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from decision_lint.memory.setup import Setup
from decision_lint.model import ModelFacts, ModelFile
from decision_lint.profile import Runtime

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

Row = Mapping[str, str]
Models = Mapping[str, ModelFacts]

_FIELDS = (
    "model_type architectures num_hidden_layers hidden_size num_attention_heads"
    " num_key_value_heads head_dim vocab_size max_position_embeddings sliding_window layer_types"
    " kv_lora_rank qk_rope_head_dim torch_dtype tie_word_embeddings quantization_config num_experts"
).split()
_SPELT = ("ik_llama", "llama-cpp", "llama.cpp", "ollama", "vllm", "sglang", "transformers")
_BASES = {
    "llama-3.3-70b-instruct": "meta-llama/Llama-3.3-70B-Instruct",
    "meta-llama-3.1-8b-instruct": "meta-llama/Llama-3.1-8B-Instruct",
    "gemma-3-270m": "unsloth/gemma-3-270m-it",
    "kimi-dev-72b": "Qwen/Qwen2.5-72B-Instruct",
    "deepseek-v3-0324": "deepseek-ai/DeepSeek-V3",
    "deepseek-r1-0528": "deepseek-ai/DeepSeek-R1",
    "qwen3-235b-a22b-128k": "Qwen/Qwen3-235B-A22B",
}
_SAME_SHAPE = {
    "mistral-small-3.1-24b-instruct-2503": "mistralai/Mistral-Small-24B-Instruct-2501",
    "deepseek-v2:16b": "deepseek-ai/DeepSeek-Coder-V2-Lite-Instruct",
    "phi-3-mini-4k": "microsoft/Phi-3-mini-4k-instruct",
}
_SUFFIX = re.compile(
    r"[-_](?:gguf|fp8(?:-dynamic)?|awq|gptq-int[48]|bnb-4bit|quantized\.w\d+a\d+|nvfp4)$",
    re.IGNORECASE,
)
_PLAIN = frozenset(("bfloat16", "bf16", "float16", "float32", "fp16", "float16/bf16"))


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_models(data: Path = DATA) -> dict[str, ModelFacts]:
    """Read the facts of all models by id, each with its config where one was recorded."""
    lines = (data / "facts" / "models.jsonl").read_text(encoding="utf-8").splitlines()
    models = (json.loads(line) for line in lines)
    return {model["id"]: _facts(model, data / "facts") for model in models}


def _facts(model: dict[str, Any], folder: Path) -> ModelFacts:
    config = {key: model.get(key) for key in _FIELDS if model.get(key) is not None}
    config |= model.get("config_extra") or {}
    recorded = folder / (model.get("config_file") or "none")
    if recorded.is_file():
        config = json.loads(recorded.read_text(encoding="utf-8"))
    files = [(one["name"], one["size"]) for one in model.get("gguf_files") or ()]
    if model.get("listing_file"):
        listing = json.loads((folder / model["listing_file"]).read_text(encoding="utf-8"))
        files = [(one["rfilename"], one.get("size")) for one in listing["siblings"]]
    return ModelFacts(
        repo_id=model["id"],
        files=tuple(ModelFile(path=path, size=size) for path, size in files),
        parameters=(model.get("safetensors") or {}).get("parameters") or {},
        total_parameters=model.get("params_total"),
        config=config,
        pipeline_tag=model.get("pipeline_tag"),
    )


def find_facts(name: str, models: Models) -> Iterator[tuple[ModelFacts, bool]]:
    """Find a model by its id, then its base's, then one of its architecture (False)."""
    name = name.partition(" ")[0]
    if name in models and models[name].config:
        yield models[name], True
    stem = name.rpartition("/")[2]
    while _SUFFIX.search(stem):
        stem = _SUFFIX.sub("", stem)
    for key, facts in models.items():
        if key.rpartition("/")[2] == stem and facts.config and key != name:
            yield facts, True
    for table, is_same in ((_BASES, True), (_SAME_SHAPE, False)):
        base = table.get(stem.casefold(), "")
        if base in models:
            yield models[base], is_same


def setup_of(row: Row) -> Setup | None:
    """Read how the model of a row of the ground truth was run."""
    name, notes = row["runtime"].casefold(), row.get("notes", "")
    runtime = _runtime(name)
    if runtime is None:
        return None
    numbers = {key: int(value) for key, value in re.findall(r"\b(tp|pp|parallel)=(\d+)", notes)}
    prompt, slots = re.search(r"input (\d+) \+", notes), re.search(r"(\d+) slots x", notes)
    count = int(row["n_gpus"]) if row["n_gpus"].isdecimal() else 1
    is_server, is_fork = runtime in ("vllm", "sglang"), "ik_llama" in name
    context = row["context_len"].partition("-")[0]
    return Setup(
        runtime=runtime,
        runtime_version=_version(row["runtime_version"]),
        context_length=int(context) if context.isdecimal() else 8192,
        concurrency=int(slots[1]) if slots else 1,
        dtype="float32" if row["dtype_or_quant"] == "float32" else "auto",
        quantization=_quantization(row["dtype_or_quant"], runtime),
        kv_dtype=_cache_type(row["kv_dtype"]),
        tensor_parallel=numbers.get("tp", count) if is_server else 1,
        pipeline_parallel=numbers.get("pp", 1) if is_server else count,
        max_sequences=numbers.get("parallel") or (1 if is_fork else None),
        max_batched_tokens=512 if is_fork else None,
        prompt_length=int(prompt[1]) if prompt else None,
        device_gib=79.18 if "H100" in notes else None,
        swa_full=is_fork or row["runtime_version"].startswith("0.6.0"),
        latent="expanded" if "expanded" in notes else "with-values" if "V copy" in notes else None,
    )


def _runtime(name: str) -> Runtime | None:
    """Give our name of a runtime; forks of llama.cpp count as it."""
    spelt = next((one for one in _SPELT if one in name), "")
    ours = "llama.cpp" if "llama" in spelt and spelt != "ollama" else spelt
    return next((known for known in get_args(Runtime) if known == ours), None)


def _version(text: str) -> str | None:
    first = text.partition(" ")[0]
    return first if re.match(r"v?b?\d", first) else None


def _quantization(text: str, runtime: Runtime) -> str | None:
    if runtime in ("llama.cpp", "ollama"):
        return text.partition(" ")[0]
    return None if text.casefold() in _PLAIN else text.casefold()


def _cache_type(text: str) -> str | None:
    folded = re.sub(r"\(.*\)", "", text.casefold()).strip()
    return None if folded in ("", "auto") else folded


def overhead_setup(row: Row) -> Setup:
    """Read how the model of a row of the overheads was run."""
    setting = row["setting"]
    stated = dict(re.findall(r"(\w+)[= ](\d+)", f"{row['parallel']},{setting}"))
    scheme = re.search(r"fp8|w8a8|w4a16|mxfp4", setting.partition(",kv=")[0].casefold())
    if row["runtime"] == "vLLM":
        return Setup(
            runtime="vllm",
            runtime_version=row["runtime_version"],
            context_length=int(stated["max_model_len"]),
            tensor_parallel=int(stated.get("tp", 1)),
            pipeline_parallel=int(stated.get("pp", 1)),
            max_batched_tokens=int(stated.get("max_num_batched_tokens", 8192)),
            dtype="float32" if "float32" in setting else "auto",
            quantization=scheme[0] if scheme else None,
            kv_dtype="fp8" if "kv=fp8" in setting else None,
            device_gib=79.18,
        )
    size = re.search(r"-c (\d+)|n_ctx (\d+)|(\d+)K context", setting)
    context = next((int(number) for number in size.groups() if number), 0) if size else 4096
    cache = re.search(r"kv (\S+)", setting)
    return Setup(
        runtime="llama.cpp",
        context_length=context * 1024 if context < 64 else context,  # noqa: PLR2004 - `32K`
        cpu=True,  # the buffers alone, without a CUDA context
        max_batched_tokens=int(stated.get("ubatch") or stated.get("ub") or 512),
        kv_dtype=cache[1] if cache else None,
        attention="eager" if "flash_attn 0" in setting else None,
        max_sequences=None if "unified" in row["parallel"] else 1,
    )
