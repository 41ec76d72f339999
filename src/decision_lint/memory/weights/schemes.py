"""Quantization schemes of checkpoints: bits of a weight, and which parts keep sixteen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from decision_lint.knowledge.tables import table
from decision_lint.memory.model.fields import Config, positive, says, section, word
from decision_lint.memory.weights.modules import PARTS, part_of, parts_named
from decision_lint.model import ModelFacts


@dataclass(frozen=True, slots=True)
class Scheme:
    """How the matrices of a checkpoint are stored."""

    name: str
    """`bf16`, `fp8`, `int4`, `nvfp4`, …"""
    bits: float
    """Bits of one weight with its share of scales and zero points."""
    attention: float | None = None
    """Bits of attention's weights, where they differ."""
    dense: float | None = None
    """Bits of dense feed-forward blocks and shared experts, where they differ."""
    experts: float | None = None
    """Bits of the experts, where they differ."""
    head: bool = False
    """Whether the output matrix is quantized."""
    embedding: bool = False
    """Whether the table of embeddings is (MLX)."""
    group_known: bool = True
    """Whether the size of its groups is stated, so that the bits are exact."""

    @property
    def is_plain(self) -> bool:
        """Whether it is no quantization at all."""
        return self.name in ("float32", "bf16")


BF16 = Scheme("bf16", 16.0)
FLOAT32 = Scheme("float32", 32.0)
_NAMED = (
    (re.compile(r"nvfp4|modelopt_fp4|fp4"), "nvfp4"),
    (re.compile(r"mxfp4"), "mxfp4"),
    (re.compile(r"mxfp8"), "mxfp8"),
    (re.compile(r"(?:bnb|bitsandbytes|nf4).*8|llm\.?int8|8.?bit.?bnb"), "bnb-8bit"),
    (re.compile(r"bnb|bitsandbytes|nf4"), "bnb-4bit"),
    (re.compile(r"gptq.*(?:int)?8|8.?bit.?gptq"), "gptq-int8"),
    (re.compile(r"gptq.*(?:int)?3"), "gptq-int3"),
    (re.compile(r"gptq.*(?:int)?2"), "gptq-int2"),
    (re.compile(r"awq.*8.?bit|awq.?int8"), "gptq-int8"),
    (re.compile(r"awq|gptq|autoround|auto-round"), "int4"),
    (re.compile(r"w4a16|w4a8|int4|4.?bit"), "w4a16"),
    (re.compile(r"w8a16|w8a8|int8|8.?bit|experts_int8"), "int8"),
    (re.compile(r"fp8|f8_e|fbgemm|ptpc"), "fp8"),
    (re.compile(r"bf16|bfloat16|fp16|float16|half"), "bf16"),
    (re.compile(r"fp32|float32"), "float32"),
)
_ORDER = sorted(_NAMED, key=lambda one: one[1] != "mxfp4")  # `mxfp4` holds `fp4`


def named_scheme(text: str) -> Scheme | None:
    """Read a scheme from words: a flag's value, a record, the name of a repository."""
    folded = text.casefold()
    for pattern, name in _ORDER:
        if pattern.search(folded):
            bits = float(table("memory")["schemes"][name])
            return Scheme(name, bits, group_known=name not in ("int4", "w4a16", "bnb-4bit"))
    return None


def stored_scheme(facts: ModelFacts, config: Config) -> Scheme:
    """Find how a checkpoint is stored: by its config, its dtypes, or else its name."""
    stated = section(config, "quantization_config") or section(config, "quantization")
    if not stated:
        stated = section(config, "compression_config")
    if stated and (scheme := _stated(stated)):
        return _with_kept(scheme, stated, positive(config, "num_hidden_layers") or 0)
    dtypes = {name.upper(): number for name, number in facts.parameters.items() if number}
    whole = sum(dtypes.values())
    if whole and sum(n for d, n in dtypes.items() if d.startswith("F8_E4M3")) * 2 > whole:
        return Scheme("fp8", 8.0)
    packed = sum(dtypes.get(name, 0) for name in ("U8", "I8", "I32"))
    if not dtypes or packed * 8 > whole:
        name = facts.repo_id.rpartition("/")[2]
        if (scheme := named_scheme(name)) and not scheme.is_plain:
            return scheme
        if packed * 8 > whole:
            return Scheme("packed", 4.25, group_known=False)
    only_wide = bool(dtypes) and dtypes.get("F32", 0) * 2 > whole
    stated_dtype = word(config, "torch_dtype", "dtype")
    if only_wide or (not dtypes and stated_dtype in ("float32", "torch.float32")):
        return FLOAT32
    return BF16


def _stated(stated: Config) -> Scheme | None:
    method = word(stated, "quant_method", "quant_library", "quant_type")
    bits = positive(stated, "bits", "w_bit", "weight_bits", "num_bits")
    group = positive(stated, "group_size", "q_group_size")
    if method == "compressed-tensors" or section(stated, "config_groups"):
        return _grouped(stated) or named_scheme(word(stated, "quant_algo", "format"))
    if method in ("modelopt", "") and word(stated, "quant_algo"):
        return named_scheme(word(stated, "quant_algo"))
    if method in ("gptq", "awq", "auto-round", "intel/auto-round", "gptq_marlin") and bits:
        return _packed(f"int{bits}", bits, group, zeros=True)
    if method == "bitsandbytes":
        return _bitsandbytes(stated)
    if method == "" and bits and group:  # MLX: scale and bias for each group, embeddings as well
        return Scheme("mlx", bits + 32 / group, head=True, embedding=True)
    return named_scheme(method) if method else None


def _bitsandbytes(stated: Config) -> Scheme | None:
    if says(stated, "load_in_8bit") or says(stated, "_load_in_8bit"):
        return named_scheme("bnb-8bit")
    bits = table("memory")["schemes"]
    double = says(stated, "bnb_4bit_use_double_quant")
    return Scheme("bnb-4bit", float(bits["bnb-4bit-double" if double else "bnb-4bit-single"]))


def _grouped(stated: Config) -> Scheme | None:
    """Read compressed-tensors and ModelOpt: bits, type and group of each kind of weights."""
    first: Scheme | None = None
    own: dict[str, float] = {}
    head = False
    for group in section(stated, "config_groups").values():
        scheme = _group(section(group, "weights")) if isinstance(group, dict) else None
        if scheme is None:
            continue
        targets = [t.casefold() for t in _any_list(group, "targets") if isinstance(t, str)]
        head = head or "lm_head" in targets
        if "linear" in targets or not targets:
            first = scheme
            continue
        first = first or scheme
        for part in {part_of(target) for target in targets} - {None}:
            own.setdefault(str(part), scheme.bits)
    if first is None or not own:
        return first
    return replace(
        first,
        head=head,
        attention=own.get("attention"),
        dense=own.get("dense"),
        experts=own.get("experts"),
    )


def _group(weights: Config) -> Scheme | None:
    bits, size = positive(weights, "num_bits"), positive(weights, "group_size")
    if not bits:
        return None
    if word(weights, "type") == "float":
        if bits >= 8:  # noqa: PLR2004 - bits
            return Scheme("fp8", 8.0)
        return Scheme("mxfp4", 4.25) if size == 32 else Scheme("nvfp4", 4.5)  # noqa: PLR2004
    if bits >= 8:  # noqa: PLR2004 - bits
        return Scheme("int8", 8 + (16 / size if size else 0))
    return _packed("w4a16", bits, size or 0, zeros=not says(weights, "symmetric", default=True))


def _packed(name: str, bits: int, group: int | None, *, zeros: bool) -> Scheme:
    """Give packed integers with a 16-bit scale, and a zero point, for each group."""
    if group is None:
        return Scheme(name, bits + (16 + bits) / 128, group_known=False)
    share = (16 + (bits if zeros else 0)) / group if group else 0.0
    return Scheme(name, bits + share)


def _with_kept(scheme: Scheme, stated: Config, layers: int) -> Scheme:
    """Take out the parts that the checkpoint keeps in sixteen bits, by the modules it lists."""
    modules = _any_list(stated, "ignore", "modules_to_not_convert", "exclude_modules")
    if not modules or not layers:
        return scheme
    kept = parts_named(modules, layers)
    if not any(kept.values()):
        return scheme
    bits = {part: getattr(scheme, part) or scheme.bits for part in PARTS}
    return replace(
        scheme,
        attention=_mixed(bits["attention"], kept["attention"]),
        dense=_mixed(bits["dense"], kept["dense"]),
        experts=_mixed(bits["experts"], kept["experts"]),
    )


def _mixed(bits: float, kept: float) -> float:
    return bits * (1 - kept) + 16 * kept


def _any_list(config: Config, *names: str) -> Sequence[object]:
    """Give the first of these fields that is a list, however long."""
    for name in names:
        value = config.get(name)
        if isinstance(value, list | tuple) and value:
            return value
    return ()
