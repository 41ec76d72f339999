"""The size of a GGUF from its architecture and its quantization, where no file is listed.

The mixtures are those of llama.cpp's quantizer (llama_tensor_get_type): most tensors have the
type that names the file, some a better one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from decision_lint.knowledge.tables import table
from decision_lint.memory.bands import Band
from decision_lint.memory.model.count import Count
from decision_lint.memory.model.layers import families
from decision_lint.memory.model.shape import Shape
from decision_lint.patterns import pattern

_REPACKED = pattern(r"_R[48]$|_(?:4_4|4_8|8_8)$")
_NUMBER = pattern(r"^I?Q([1-6]|8)_")
_BY_NUMBER = {1: 1.9, 2: 2.8, 3: 3.8, 4: 4.7, 5: 5.7, 6: 6.7, 8: 8.5}
_ALIASES = {"Q3_K": "Q3_K_M", "Q5_K": "Q5_K_M", "MXFP4": "MXFP4_MOE"}
_FUSED = {"Q4_K_M": 5.5, "Q5_K_M": 6.5625, "Q3_K_M": 4.5, "Q3_K_L": 4.5}
_SHARED = frozenset(("MXFP4", "F16", "BF16", "FP16", "F32"))
"""Names that mean something outside of GGUF as well."""
_ROW = 256
"""K-quants and IQ-quants need rows of so many weights; shorter rows get an older type."""
_LATER = {2.625: 4.5, 3.4375: 4.5, 4.25: 4.5, 4.5: 5.5, 5.5: 6.0, 6.5625: 8.5}


def is_gguf_quant(text: str) -> bool:
    """Tell whether a word is one of llama.cpp's quantizations."""
    return _key(text) in table("memory")["gguf"] and text.upper() not in _SHARED


def gguf_bytes(quant: str, count: Count, shape: Shape) -> Band | None:
    """Estimate the bytes of a GGUF: a K-quant within 2 %, an IQ or UD mixture within 8 %."""
    mix: Mapping[str, Any] | None = table("memory")["gguf"].get(_key(quant))
    if mix is None:
        return None
    base, hidden = float(mix["base"]), _fits(shape.hidden)
    table_bits = float(mix["output"]) if shape.tied else float(mix.get("embedding", base))
    bits = count.linear * _bits(base, fits=hidden) + _better(quant, mix, count, shape)
    bits += count.embedding * _bits(table_bits, fits=hidden)
    bits += count.head * _bits(float(mix["output"]), fits=hidden) + count.norms * 32
    slack = float(mix.get("slack", 0.02))
    twice = count.embedding * _bits(base, fits=hidden) / 8 if shape.tied else 0.0
    # some makers store the output matrix of a tied model once more (Qwen's own files)
    return Band.around(bits / 8, bits / 8 * (1 - slack), bits / 8 * (1 + slack) + twice)


def _better(quant: str, mix: Mapping[str, Any], count: Count, shape: Shape) -> float:
    """Give the bits that some matrices take beyond the type that names the file."""
    base, hidden = float(mix["base"]), _fits(shape.hidden)
    values = sum(block.count * block.heads * block.value for block in shape.blocks) * shape.hidden
    outputs = shape.layers * shape.heads * shape.full.value * shape.hidden
    if shape.is_latent:
        values = outputs = 0
    more = 0.0
    if families().get(shape.family, {}).get("fused"):  # one matrix for queries, keys and values
        fused, values = max(0, count.attention - outputs), 0
        more += fused * (_FUSED.get(_key(quant), base) - base)
    for part, weights, fits in (
        ("v", values, hidden),
        ("o", outputs, _fits(shape.heads * shape.full.value)),
        ("down", (count.dense + count.experts) // 3, _fits(_width(shape))),
    ):
        bits, picked = mix.get(part, (base, 0.0))
        share = _more(shape.layers) if picked == "more" else float(picked)
        more += weights * share * (_bits(float(bits), fits=fits) - _bits(base, fits=fits))
        more += weights * (_bits(base, fits=fits) - _bits(base, fits=hidden))
    return more


def _width(shape: Shape) -> int:
    return shape.expert_width or shape.feed_forward


def _fits(row: int) -> bool:
    return row % _ROW == 0


def _bits(bits: float, *, fits: bool) -> float:
    return bits if fits else _LATER.get(bits, bits)


@cache
def _more(layers: int) -> float:
    """Give the share of layers that the quantizer's `use_more_bits` picks."""
    eighth = layers // 8
    first, last = range(eighth), range(7 * layers // 8, layers)
    third = range(eighth + 2, layers, 3)
    return len({*first, *last, *third}) / layers


def average_bits(quant: str) -> tuple[float, float] | None:
    """Give the bits of a weight over the whole file, and the share that it may be off."""
    if mix := table("memory")["gguf"].get(_key(quant)):
        return float(mix["average"]), max(0.06, float(mix.get("slack", 0.02)))
    found = _NUMBER.search(_key(quant))
    if found is None:
        return None
    return _BY_NUMBER[int(found[1])], 0.15


def _key(text: str) -> str:
    """Give the table's spelling of a quantization; of forks' mixtures that of their own kind."""
    key = text.upper().replace("-", "_").removeprefix("GGUF_").removeprefix("UD_")
    key = _REPACKED.sub("", key)
    return _ALIASES.get(key, key)
