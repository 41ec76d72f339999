"""The weights of llama.cpp, Ollama and LM Studio: one GGUF file, and its projector for images."""

from __future__ import annotations

from decision_lint.memory.bands import Band, Weights
from decision_lint.memory.model.count import Count
from decision_lint.memory.model.known import Known
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup
from decision_lint.memory.weights.files import gguf_files, gguf_quant, projector, total_size
from decision_lint.memory.weights.gguf import average_bits, gguf_bytes
from decision_lint.rule import Absent


def gguf_weights(known: Known, setup: Setup, quant: str) -> Weights | Absent:
    """Take the chosen file's size, else compute its mixture from the architecture.

    `low` leaves out the table of embeddings, which llama.cpp keeps in main memory unless it is
    the output matrix as well.
    """
    facts, shape, count = known.facts, known.shape, known.count
    chosen = gguf_files(facts.files, quant or None)
    name = quant or (gguf_quant(chosen[0].path) if chosen else "")
    if not name:
        name = "MXFP4" if known.scheme.name == "mxfp4" else "Q4_K_M"
    notes = () if quant else (f"the quantization is not stated: {name} is taken",)
    sight = Band.exactly((total_size(projector(facts.files)) or 0) if setup.vision else 0)
    size = total_size(chosen)
    if size is not None:
        on_host = 0
        if count is not None and not shape.tied and not setup.cpu:
            on_host = size * count.embedding // max(1, count.total)
        band = Band(size - on_host, size, size) + sight
        return Weights(band, f"weights: file sizes, {name}", notes=notes)
    total = known.loaded()
    total = (facts.gguf.parameters if facts.gguf else None) or total
    parts, rule = count, f"weights: counted from the config, {name}"
    if parts is None or parts.sees:
        parts, rule = _parted(shape, total), f"weights: parameters, {name}"
    if parts is not None and (counted := gguf_bytes(name, parts, shape)):
        return Weights(counted + sight, rule, notes=notes)
    bits = average_bits(name)
    if total is None or bits is None:
        return Absent(f"no GGUF file of {name} is listed, and its size cannot be computed")
    size, slack = round(total * bits[0] / 8), bits[1]
    band = Band.around(size, size * (1 - slack), size * (1 + slack)) + sight
    return Weights(band, f"weights: parameters, {name}", notes=notes)


def _parted(shape: Shape, total: int | None) -> Count | None:
    """Part a known number of parameters into matrices over the vocabulary, attention, the rest."""
    matrix, full = shape.vocabulary * shape.hidden, shape.full
    heads = 0 if shape.tied else matrix
    keys = full.latent or full.heads * (full.key + full.value)
    attention = shape.layers * shape.hidden * (shape.heads * (full.key + full.value) + keys)
    rest = (total or 0) - matrix - heads - attention
    if not matrix or rest <= 0:
        return None
    return Count(matrix, heads, attention, rest, 0, 0, 0, sees=False)
