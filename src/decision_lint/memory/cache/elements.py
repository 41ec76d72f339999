"""Bytes that one element of the cache takes, by the type that it is kept as."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from decision_lint.knowledge.tables import table
from decision_lint.memory.model.fields import Config, section, word
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup

LLAMA_CPP = frozenset(("llama.cpp", "ollama", "lm-studio"))
"""The runtimes that are llama.cpp inside."""

GROUP = 32
"""Elements that a quantized type keeps together with one scale."""


class Elements(NamedTuple):
    """Bytes for 32 elements of keys and of values, and how they are spelled."""

    keys: int
    values: int
    name: str
    sparse: bool = False
    """Whether vLLM keeps the rows of DeepSeek's sparse attention in its own layout."""


@cache
def _types() -> Mapping[str, int]:
    found: Mapping[str, int] = table("memory")["cache_types"]
    return found


def read_elements(setup: Setup, shape: Shape, config: Config) -> Elements:
    """Find the type of the cache: what the setup states, else the runtime's own choice.

    vLLM and SGLang keep the type of the activations, whatever the weights are, unless the
    checkpoint itself brings scales for a quantized cache; llama.cpp keeps float16.
    """
    stated = (setup.kv_dtype or "auto").casefold().replace(" ", "")
    if stated in ("auto", "default", "none"):
        return _default(setup, shape, config)
    keys, _, values = stated.partition("/")
    first = _types().get(keys)
    if first is None:
        return _default(setup, shape, config)
    sparse = setup.runtime == "vllm" and bool(shape.full.index) and first < _types()["float16"]
    return Elements(first, _types().get(values, first), stated, sparse)


def _default(setup: Setup, shape: Shape, config: Config) -> Elements:
    half = _types()["float16"]
    if setup.runtime in LLAMA_CPP:
        return Elements(half, half, "f16")
    if setup.runtime in ("vllm", "sglang"):
        if setup.runtime == "vllm" and shape.full.index:
            return Elements(_types()["fp8"], _types()["fp8"], "fp8_ds_mla", sparse=True)
        if brings_cache_scales(config):
            return Elements(_types()["fp8"], _types()["fp8"], "fp8 (the checkpoint's)")
    return activations(setup, config)


def activations(setup: Setup, config: Config) -> Elements:
    """Give the type that activations have: the setup's, else the checkpoint's."""
    dtype = (setup.dtype or "auto").casefold()
    if dtype not in ("float32", "float", "fp32", "f32"):
        stated = word(config, "torch_dtype", "dtype")
        # servers turn float32 checkpoints to 16 bits; Transformers and MLX keep them
        wide = dtype == "auto" and stated in ("float32", "torch.float32")
        if not (wide and setup.runtime in ("transformers", "mlx")):
            return Elements(_types()["float16"], _types()["float16"], "16-bit")
    return Elements(_types()["float32"], _types()["float32"], "float32")


def brings_cache_scales(config: Config) -> bool:
    """Tell whether a checkpoint asks for an 8-bit cache: compressed-tensors, ModelOpt."""
    scheme = section(config, "quantization_config")
    if section(scheme, "kv_cache_scheme"):
        return True
    inner = section(scheme, "quantization")
    algorithm = word(scheme, "kv_cache_quant_algo") or word(inner, "kv_cache_quant_algo")
    return algorithm == "fp8"
