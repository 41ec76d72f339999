"""The weights: what a runtime loads of a checkpoint, before it is divided among devices."""

from __future__ import annotations

from decision_lint.memory.bands import GIB, Band, Weights
from decision_lint.memory.cache.elements import LLAMA_CPP
from decision_lint.memory.model.known import Known
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before
from decision_lint.memory.weights.files import checkpoint, gguf_files, total_size
from decision_lint.memory.weights.gguf import is_gguf_quant
from decision_lint.memory.weights.gguf_files import gguf_weights
from decision_lint.memory.weights.schemes import BF16, FLOAT32, Scheme, named_scheme
from decision_lint.rule import Absent

_FLOAT32 = frozenset(("float32", "float", "fp32", "f32"))
_BYTES = {"F64": 8, "F32": 4, "I64": 8, "F16": 2, "BF16": 2, "I16": 2}
_BYTES |= dict.fromkeys(("F8_E4M3", "F8_E5M2", "F8_E8M0", "I8", "U8", "BOOL"), 1)
_EIGHT = 8
"""Bits below which weights are packed, so that their number is not that of their bytes."""
_MARLIN = 1.03
"""What another kernel's layout of MXFP4 was seen to take more: 65.97 against 64.38 GiB."""


def read_weights(known: Known, setup: Setup) -> Weights | Absent:
    """Find the weights: from file sizes, else parameters by dtype, else the config alone."""
    quant = (setup.quantization or "").strip()
    if setup.runtime in LLAMA_CPP or is_gguf_quant(quant) or _keeps_gguf(known, setup, quant):
        return gguf_weights(known, setup, quant)
    stored = known.scheme
    wanted = _wanted(setup, stored)
    lying = _as_stored(known, stored) if _same(wanted, stored) else None
    found = lying or _by_parameters(known, setup, wanted)
    return found if isinstance(found, Absent) else _loaded_as(known, setup, wanted, found)


def _keeps_gguf(known: Known, setup: Setup, quant: str) -> bool:
    """Tell whether a server loads a repository of GGUF files alone, whose weights stay packed."""
    files, name = known.facts.files, known.facts.repo_id.casefold()
    if quant or setup.runtime not in ("vllm", "sglang"):
        return False
    return (
        bool(gguf_files(files, None)) and not checkpoint(files) if files else name.endswith("-gguf")
    )


def _wanted(setup: Setup, stored: Scheme) -> Scheme:
    """Choose what the weights are held as: online quantization, a dtype, or as they lie there."""
    if setup.quantization and (scheme := named_scheme(setup.quantization)):
        return stored if _same(scheme, stored) else scheme
    if not stored.is_plain:
        return stored
    dtype = (setup.dtype or "").casefold()
    if dtype in _FLOAT32:
        return FLOAT32
    if dtype not in ("", "auto"):
        return named_scheme(dtype) or BF16
    if setup.runtime not in ("transformers", "mlx"):
        return BF16  # servers turn float32 to sixteen bits
    old = setup.runtime == "transformers" and is_before(setup.runtime_version, "5.0")
    return FLOAT32 if old and not dtype else stored


def _same(one: Scheme, other: Scheme) -> bool:
    """Tell whether two names mean one scheme: a repository of AWQ run with `--quantization awq`."""
    return abs(one.bits - other.bits) < 1 and one.is_plain == other.is_plain


def _as_stored(known: Known, stored: Scheme) -> Weights | None:
    """Take the bytes that lie there, less what is stored and not loaded."""
    size, rule = total_size(checkpoint(known.facts.files)), "weights: file sizes"
    if size is None:
        size, rule = _bytes_by_dtype(known, stored), "weights: parameters by dtype"
    if size is None:
        return None
    unloaded, why = known.unloaded(size)
    each = 4.0 if stored.name == "float32" else 2.0
    if known.stored:
        each = min(each, size / known.stored)
    size = max(0, size - round(unloaded * each))
    return Weights(Band.exactly(size), rule, notes=(why,) if why else ())


def _bytes_by_dtype(known: Known, stored: Scheme) -> int | None:
    """Add up parameters by dtype; packed ones are counted unpacked, so they are left out."""
    parameters = known.facts.parameters
    if stored.bits < _EIGHT:
        return None
    whole, size = sum(parameters.values()), 0
    for name, number in parameters.items():
        width = _BYTES.get(name.upper(), 0)
        packed = name.upper() in ("I32", "U8", "I64") and number * _EIGHT > whole
        if not width or packed or number < 0:
            return None
        size += number * width
    return size or None


def _by_parameters(known: Known, setup: Setup, wanted: Scheme) -> Weights | Absent:
    """Multiply parameters by the bits of the scheme; what it leaves alone keeps sixteen."""
    total = known.loaded()
    if total is None:
        return Absent("neither sizes of weight files, nor parameters, nor a config to count from")
    rule = "weights: parameters" if known.stored else "weights: counted from the config"
    if wanted.is_plain:
        size = total * wanted.bits / 8
        guess = 0.1 if known.stored is None and known.sees else 0.0
        return Weights(Band.around(size, size * (1 - guess), size * (1 + guess)), rule)
    matrix = known.shape.vocabulary * known.shape.hidden
    size = _quantized(known, total, wanted)
    slack = 0.02 if wanted.group_known else 0.05
    low, high = size * (1 - slack), size * (1 + slack)
    notes: tuple[str, ...] = ()
    if setup.runtime == "transformers" and known.shape.tied:
        high += matrix * 2  # quantized checkpoints of tied models were seen to hold both matrices
        if wanted.name == "fp8":
            size += matrix * 2
            notes = ("an fp8 checkpoint of a tied model loads its output matrix besides",)
    return Weights(Band.around(size, low, high), f"{rule}, {wanted.name}", notes=notes)


def _quantized(known: Known, total: int, scheme: Scheme) -> float:
    """Give the bytes of a quantized model, part by part where its config can be counted."""
    count, matrix = known.count, known.shape.vocabulary * known.shape.hidden
    embedding, head = matrix, 0 if known.shape.tied else matrix
    if count is not None:
        embedding, head = count.embedding, count.head
    embedding = min(embedding, total)
    head = min(head, total - embedding)
    bits = embedding * (scheme.bits if scheme.embedding else 16)
    bits += head * (scheme.bits if scheme.head else 16)
    rest = total - embedding - head
    if count is None or count.total > total:
        return (bits + rest * scheme.bits) / 8
    tower = total - count.total
    bits += (count.norms + tower) * 16
    bits += count.attention * (scheme.attention or scheme.bits)
    bits += count.dense * (scheme.dense or scheme.bits)
    bits += count.experts * (scheme.experts or scheme.bits)
    return bits / 8


def _loaded_as(known: Known, setup: Setup, scheme: Scheme, weights: Weights) -> Weights:
    """Add what loading adds: a kernel's padding, a tower's second copy."""
    shape, band, notes = known.shape, weights.band, weights.notes
    served = setup.runtime in ("vllm", "sglang")
    width = shape.expert_width or shape.feed_forward
    if served and scheme.name == "mxfp4" and shape.experts and width:
        pad = -(-width // 256) * 256 / width - 1
        experts = known.count.experts * scheme.bits / 8 if known.count else band.likely * 0.9
        grown = band.likely + pad * min(experts, band.likely)
        band = Band.around(grown, band.low, grown * _MARLIN)
        notes = (*notes, "MXFP4 kernels pad the experts to multiples of 256")
    if served and known.sees and shape.family.startswith("gemma"):
        band = Band(band.low, band.likely + 45 * GIB // 100, band.high + 65 * GIB // 100)
        notes = (*notes, "Gemma's vision tower was measured 0.35 to 0.6 GiB above its files")
    matrix = known.count.embedding if known.count else shape.vocabulary * shape.hidden
    ends = Band.exactly(matrix * (4 if scheme.name == "float32" else 2))
    return Weights(band, weights.rule, ends, notes)
