"""The options of `fit` read as a setup; what is no such thing is told with what was meant."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable
from typing import get_args

from decision_lint.cli.unusable import Unusable
from decision_lint.knowledge.tables import table
from decision_lint.memory.cache.elements import LLAMA_CPP
from decision_lint.memory.setup import Setup
from decision_lint.memory.weights.gguf import is_gguf_quant
from decision_lint.patterns import pattern
from decision_lint.profile import Runtime
from decision_lint.quantities.tokens import read_tokens
from decision_lint.quoting import quoted
from decision_lint.spelling import CLOSE, nearest

_DTYPES = "auto bfloat16 bf16 float16 fp16 half float32 fp32 float fp8".split()
_SCHEMES = (
    "fp8 fp8_e4m3 fp8_e5m2 fbgemm_fp8 ptpc_fp8 awq awq-int4 awq-4bit awq_marlin gptq gptq-int2"
    " gptq-int3 gptq-int4 gptq-int8 gptq_marlin autoround auto-round bnb bnb-4bit bnb-8bit"
    " bitsandbytes nf4 int4 int8 4bit 4-bit 8bit 8-bit w4a16 w4a8 w8a16 w8a8 experts_int8 mxfp4"
    " mxfp8 nvfp4 modelopt_fp4 fp4 bf16 bfloat16 fp16 float16 f16"
).split()
_VERSION = pattern(r"(?:v|b)?\d[\w.+\-]*")
_SERVED, _GGML = ("fp8", "int", "nvfp", "mxfp", "fp4"), ("q", "iq")
"""How the types begin that llama.cpp does not have, and those that it alone has."""
_LARGEST = 1 << 24
_MANY = 4096


def read_runtime(text: str) -> Runtime:
    """Read the name of a runtime, in any of its spellings."""
    spelt: dict[str, Runtime] = {}
    for name in get_args(Runtime):
        for word in (name, *table("runtimes")["runtimes"][name]["spellings"]):
            spelt.setdefault(_folded(word), name)
    if found := spelt.get(_folded(text)):
        return found
    mend = _meant(text, get_args(Runtime)) or f"; known are {', '.join(get_args(Runtime))}"
    raise Unusable(f"--runtime: unknown runtime {quoted(text)}{mend}")


def read_setup(options: Namespace, runtime: Runtime, stated: str | None) -> Setup:
    """Read all that says how the model runs; `stated` is the quantization that its name has."""
    version = options.runtime_version
    if version is not None and not _VERSION.fullmatch(version.strip()):
        raise Unusable(f"--runtime-version: {quoted(version)} is no version; write it as 0.19.0")
    return Setup(
        runtime=runtime,
        runtime_version=version.strip().removeprefix("v") if version else None,
        context_length=_tokens(options.context),
        concurrency=whole("--concurrency", options.concurrency) or 1,
        dtype=_one_of("--dtype", options.dtype, _DTYPES),
        quantization=_quantization(options.quantization or stated, runtime),
        kv_dtype=_cache_type(options.kv_dtype, runtime),
    )


def whole(name: str, text: str | None) -> int | None:
    """Read a whole number of at least one."""
    if text is None:
        return None
    word = text.strip().replace(",", "").replace("_", "")
    if word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= _MANY and len(word) < 9:  # noqa: PLR2004
        return int(word)
    raise Unusable(f"{name}: {quoted(text)} is no whole number from 1 to {_MANY}")


def _tokens(text: str | None) -> int | None:
    if text is None:
        return None
    tokens = read_tokens(text)
    if tokens is None or not 1 <= tokens <= _LARGEST:
        raise Unusable(f"--context: {quoted(text)} is no number of tokens; write 8192 or 32k")
    return tokens


def _one_of(name: str, text: str | None, known: Iterable[str]) -> str | None:
    if text is None:
        return None
    word, words = text.strip().casefold().removeprefix("torch."), tuple(known)
    if word in words:
        return word
    mend = _meant(text, words) or f"; known are {', '.join(words)}"
    raise Unusable(f"{name}: unknown type {quoted(text)}{mend}")


def _quantization(text: str | None, runtime: Runtime) -> str | None:
    """Read a quantization that the runtime loads."""
    if text is None or text.strip().casefold() in ("", "none", "auto"):
        return None
    word = text.strip()
    mixtures = table("memory")["gguf"]
    if runtime in LLAMA_CPP:
        if is_gguf_quant(word) or word.upper() in mixtures:
            return word.upper()
        mend = _meant(word, mixtures) or "; such are Q4_K_M, Q8_0 and F16"
        raise Unusable(
            f"--quantization: {runtime} loads GGUF files, and {quoted(word)} is none of their"
            f" quantizations{mend}"
        )
    if is_gguf_quant(word):
        if runtime in ("transformers", "mlx"):
            raise Unusable(
                f"--quantization: {runtime} does not keep the weights of a GGUF file packed"
                f" ({quoted(word)}); --runtime llama.cpp does"
            )
        return word.upper()
    if word.casefold() in _SCHEMES:
        return word.casefold()
    mend = _meant(word, (*_SCHEMES, *mixtures)) or "; such are fp8, awq, gptq and bnb-4bit"
    raise Unusable(f"--quantization: unknown quantization {quoted(word)}{mend}")


def _cache_type(text: str | None, runtime: Runtime) -> str | None:
    """Read a type of the cache that the runtime has; of keys and values apart: `q8_0/f16`."""
    if text is None:
        return None
    known = ("auto", *table("memory")["cache_types"])
    parts = text.strip().casefold().split("/")
    for part in parts:
        if part not in known:
            mend = _meant(part, known) or "; such are fp8, f16 and q8_0"
            raise Unusable(f"--kv-dtype: unknown type {quoted(part)}{mend}")
        if runtime in LLAMA_CPP and part.startswith(_SERVED):
            raise Unusable(f"--kv-dtype: {runtime} keeps no cache as {part}; it does as q8_0")
        if runtime in ("vllm", "sglang", "tgi") and part.startswith(_GGML):
            raise Unusable(f"--kv-dtype: {runtime} keeps no cache as {part}; it does as fp8")
    if len(parts) > 2:  # noqa: PLR2004 - keys and values
        raise Unusable(f"--kv-dtype: {quoted(text)} names more than keys and values")
    return "/".join(parts)


def _meant(word: str, known: Iterable[str]) -> str:
    """Say what was meant; a short word is half wrong with one wrong letter."""
    near = nearest(word, known, cutoff=0.6 if len(word) < 5 else CLOSE)  # noqa: PLR2004
    return f"; did you mean {near!r}?" if near else ""


def _folded(text: str) -> str:
    return re.sub(r"[\s\-_.]", "", text.casefold())
