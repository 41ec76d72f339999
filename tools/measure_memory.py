"""Measures what models take in memory: weights, cache and peak, of random weights without download.

Each model is built from its config alone. On a GPU the peak of a prompt is measured besides, under
each implementation of attention; on the processor sizes of tensors are all that can be had, and the
rows say so. Needs PyTorch and transformers; `--list` and `--help` need neither.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from decision_lint.facts.catalogue import look_up  # noqa: E402 - the path comes first
from decision_lint.facts.configuration import select  # noqa: E402
from decision_lint.memory.estimate import estimate  # noqa: E402
from decision_lint.memory.setup import Setup  # noqa: E402
from decision_lint.model import ModelFacts  # noqa: E402
from decision_lint.rule import Absent  # noqa: E402

TABLE = Path(__file__).with_name("measured.json")
MODELS = {
    "openai-community/gpt2": "multi-head attention",
    "stabilityai/stablelm-2-zephyr-1_6b": "multi-head attention",
    "microsoft/Phi-3-mini-4k-instruct": "multi-head attention, a window in every layer",
    "meta-llama/Llama-3.2-1B-Instruct": "grouped-query attention",
    "Qwen/Qwen2.5-0.5B-Instruct": "grouped-query attention",
    "Qwen/Qwen3-0.6B": "grouped-query attention, wide heads",
    "google/gemma-2b": "multi-query attention",
    "google/gemma-2-2b-it": "windows in every other layer",
    "google/gemma-3-1b-it": "windows in five layers of six",
    "deepseek-ai/DeepSeek-V3": "latent attention, a mixture of experts",
    "Qwen/Qwen3-30B-A3B": "a mixture of experts",
    "openai/gpt-oss-20b": "a mixture of experts, windows in every other layer",
    "Qwen/Qwen3-Next-80B-A3B-Instruct": "linear attention in three layers of four",
    "nvidia/NVIDIA-Nemotron-Nano-9B-v2": "Mamba-2 and few layers of attention",
}
"""A repository of the bundled catalogue for each architecture, and what it is an example of."""

_LAYERS = ("num_hidden_layers", "n_layer")
_EXPERTS = ("num_experts", "n_routed_experts", "num_local_experts")
_PER_LAYER = ("layer_types", "mlp_layer_types")
_LEAST = {"nemotron_h": 15, "gemma3_text": 6, "qwen3_next": 4, "deepseek_v3": 4}
"""Layers without which an architecture does not show all of its kinds."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the models that are asked for, or list them."""
    options = _options(argv)
    names = options.models or tuple(MODELS)
    if unknown := [name for name in names if name not in MODELS]:
        sys.stderr.write(f"unknown model {unknown[0]!r}; --list names them\n")
        return 2
    if options.list:
        for name in names:
            print(f"{name:38} {MODELS[name]}: {_planned(name, options)}")
        return 0
    try:
        import torch
        import transformers
    except ImportError as error:
        sys.stderr.write(f"{error}; pip install torch transformers\n")
        return 2
    if options.device == "cuda" and not torch.cuda.is_available():
        sys.stderr.write("there is no GPU; --device cpu measures sizes of tensors\n")
        return 2
    torch.manual_seed(0)
    transformers.logging.set_verbosity_error()
    found = [_measure(name, options) for name in names]
    text = json.dumps(_table(found, options), indent=1) + "\n"
    if options.output:
        Path(options.output).write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", metavar="MODEL", help="default: all of --list")
    parser.add_argument("--list", action="store_true", help="list the models, and measure nothing")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--dtype", choices=("bfloat16", "float16", "float32"), default="bfloat16")
    parser.add_argument("--layers", type=int, metavar="N", help="cut models to so many layers")
    parser.add_argument("--experts", type=int, metavar="N", help="cut mixtures to so many experts")
    parser.add_argument(
        "--contexts", type=int, nargs="+", default=(1024, 4096, 8192), metavar="TOKENS"
    )
    parser.add_argument(
        "--attention", nargs="+", default=("sdpa", "eager"), choices=("sdpa", "eager")
    )
    parser.add_argument("--output", metavar="FILE", help=f"such as {TABLE.name}")
    return parser.parse_args(argv)


def config_of(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Give the catalogue's config of a model, cut as the options ask."""
    facts = look_up(name)
    config = dict(facts.config) if facts else {}
    layers = next((key for key in _LAYERS if key in config), "")
    if options.layers and layers:
        number = max(options.layers, _LEAST.get(config["model_type"], 0))
        config[layers] = min(number, config[layers])
        for key in _PER_LAYER:
            if isinstance(config.get(key), list):
                config[key] = config[key][: config[layers]]
        if "hybrid_override_pattern" in config:
            config["hybrid_override_pattern"] = config["hybrid_override_pattern"][: config[layers]]
    for key in _EXPERTS:
        if options.experts and key in config:
            config[key] = min(options.experts, config[key])
    return config


def _planned(name: str, options: argparse.Namespace) -> str:
    config = config_of(name, options)
    layers = next((config[key] for key in _LAYERS if key in config), "?")
    experts = next((f", {config[key]} experts" for key in _EXPERTS if key in config), "")
    contexts = ", ".join(str(tokens) for tokens in options.contexts)
    return f"{config.get('model_type')}, {layers} layers{experts}; contexts {contexts}"


def _measure(name: str, options: argparse.Namespace) -> Mapping[str, Any]:
    """Build a model for each implementation of attention, and measure it at every context."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM

    stated = config_of(name, options)
    kind = stated.pop("model_type")
    for key in ("auto_map", "architectures", "torch_dtype", "quantization_config"):
        stated.pop(key, None)
    config = AutoConfig.for_model(kind, **stated)
    written = select(json.loads(config.to_json_string(use_diff=False)))
    rows: list[Mapping[str, Any]] = []
    weights = 0
    for way in options.attention:
        try:
            with torch.device(options.device):
                model = AutoModelForCausalLM.from_config(
                    config, dtype=getattr(torch, options.dtype), attn_implementation=way
                )
        except ValueError:  # an architecture without that implementation
            sys.stderr.write(f"{name}: has no {way} attention\n")
            continue
        model.eval()
        weights = sum(one.numel() * one.element_size() for one in model.parameters())
        for tokens in options.contexts:
            rows.append({"attention": way, "context": tokens, **_run(model, tokens, options)})
            sys.stderr.write(f"{name} {way} {rows[-1]}\n")
        del model
        gc.collect()
        if options.device == "cpu":
            break  # sizes of tensors are the same whichever way they are computed
    return {
        "model": name,
        "what": MODELS[name],
        "config": {"model_type": kind, **written},
        "weights": weights,
        "rows": rows,
    }


def _run(model: Any, tokens: int, options: argparse.Namespace) -> Mapping[str, int]:
    """Compute a prompt and one token more, and measure what is held then; on a GPU also the peak.

    Without the one token more a layer with a window still holds the whole prompt.
    """
    import torch

    words = torch.randint(0, 1000, (1, tokens), device=options.device)
    on_gpu = options.device == "cuda"
    if on_gpu:
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    with torch.inference_mode():
        found = model(words[:, :-1], use_cache=True, logits_to_keep=1)
        kept = _cache(found)
        found = model(words[:, -1:], use_cache=True, **kept)
    sizes = {"cache": sum(_sizes(_cache(found)))}
    if on_gpu:
        sizes["peak"] = torch.cuda.max_memory_allocated()
    return sizes


def _cache(found: Any) -> Mapping[str, Any]:
    """Take the cache out of an answer, by the name that the model's forward takes it by."""
    names = ("past_key_values", "cache_params")
    return {name: found[name] for name in names if found.get(name) is not None}


def _sizes(cache: Any) -> Iterator[int]:
    """Give the bytes of every tensor of a cache, each storage once, however deep it lies."""
    import torch

    seen: set[int] = set()
    todo = [cache]
    while todo:
        one = todo.pop()
        key = one.untyped_storage().data_ptr() if isinstance(one, torch.Tensor) else id(one)
        if key in seen:
            continue
        seen.add(key)
        if isinstance(one, torch.Tensor):
            yield one.untyped_storage().nbytes()
        elif isinstance(one, list | tuple):
            todo.extend(one)
        elif isinstance(one, dict):
            todo.extend(one.values())
        elif type(one).__module__.startswith("transformers") and hasattr(one, "__dict__"):
            todo.extend(value for key, value in vars(one).items() if key != "config")


def _table(found: Sequence[Mapping[str, Any]], options: argparse.Namespace) -> Mapping[str, Any]:
    import torch
    import transformers

    device = torch.cuda.get_device_name() if options.device == "cuda" else "cpu"
    what = "sizes of tensors in main memory" if device == "cpu" else "sizes of tensors, and peaks"
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "what": f"{what}; random weights made from the config alone",
        "device": device,
        "dtype": options.dtype,
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "models": [dict(one) for one in found],
    }


def estimates(table: Mapping[str, Any]) -> Iterator[tuple[str, int, int, int]]:
    """Give, for each figure of a table, its name, what was measured, and the estimate's band."""
    for model in table["models"]:
        facts = ModelFacts(repo_id="measured/model", config=model["config"])
        for number, row in enumerate(model["rows"]):
            setup = Setup(
                runtime="transformers",
                runtime_version=table["transformers"],
                context_length=row["context"],
                dtype=table["dtype"],
            )
            found = estimate(facts, setup)
            if isinstance(found, Absent):
                raise LookupError(f"{model['model']}: {found.why}")  # noqa: TRY004 - a lack
            name = f"{model['model']} {row['context']}"
            if not number:
                yield f"{name} weights", model["weights"], found.weights.band.likely, 0
            yield f"{name} cache", row["cache"], found.kv_cache.band.likely, row["context"]


if __name__ == "__main__":
    raise SystemExit(main())
