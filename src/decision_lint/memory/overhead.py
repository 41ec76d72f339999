"""What a runtime needs besides weights and cache, on each device."""

from __future__ import annotations

from typing import NamedTuple

from decision_lint.knowledge.tables import table
from decision_lint.memory.bands import GIB, MIB, NONE, Band, Component
from decision_lint.memory.cache.elements import Elements
from decision_lint.memory.cache.llama import slots, ubatch
from decision_lint.memory.model.fields import Config
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before
from decision_lint.memory.vllm import read_steps, vllm_overhead

_CONTEXT = Band(250 * MIB, 400 * MIB, 712 * MIB)
"""A CUDA context, once for each device: gguf-parser assumes 250 MiB, 612 to 712 were measured."""
_MLX_STEP = 2048
"""Tokens of a prompt that MLX computes at once (prefill_step_size)."""


class Load(NamedTuple):
    """What a runtime is asked to hold, as far as its overhead depends on it."""

    shape: Shape
    """With every width filled in."""
    config: Config
    setup: Setup
    elements: Elements
    context: int
    sees: bool


def read_overhead(load: Load) -> tuple[Component, Band]:
    """Give the overhead on each device, and the part of it outside the memory fraction."""
    shape, setup, context = load.shape, load.setup, load.context
    match setup.runtime:
        case "vllm":
            steps = read_steps(setup, context)
            band, outside = vllm_overhead(shape, load.config, setup, steps, sees=load.sees)
            return Component(band, "overhead: profile run, libraries, CUDA graphs"), outside
        case "sglang":
            band = _sglang(setup)
            return Component(band, "overhead: what SGLang leaves outside its pools"), band
        case "llama.cpp" | "ollama" | "lm-studio":
            band = _llama_cpp(load)
            rule = "compute buffers" if setup.cpu else "compute buffers, device context"
            return Component(band, f"overhead: {rule}"), NONE
        case "transformers":
            band = _transformers(shape, setup, context)
            rule = "prefill peak" if setup.cpu else "prefill peak, device context"
            return Component(band, f"overhead: {rule}"), NONE
        case "mlx":
            band = _mlx(shape, setup, context)
            return Component(band, "overhead: prefill in steps"), NONE
        case _:
            return Component(_tgi(shape, setup), "overhead: a wide guess for TGI"), NONE


def _prompt(setup: Setup, context: int) -> int:
    return context if setup.prompt_length is None else min(max(0, setup.prompt_length), context)


def _prefill(shape: Shape, prompt: int, sequences: int, width: int) -> int:
    """Give the peak of a prompt: a feed-forward block's two halves and product, hidden states.

    3 x intermediate + 4 x hidden elements for each token, which the 28 rows of Qwen2.5 under
    Transformers 4.46 show within 0.2 of intermediate; a mixture of experts computes its few
    experts one after the other.
    """
    wide = shape.feed_forward
    if shape.experts:
        wide = min(wide or shape.expert_width, shape.expert_width * max(1, shape.experts_used))
    return prompt * sequences * width * (3 * wide + 4 * shape.hidden)


def _transformers(shape: Shape, setup: Setup, context: int) -> Band:
    """The prefill peak on each device; none where the figures were printed without one.

    Transformers 4.51's page for Qwen3 shows weights, cache and 37 MiB, with no peak at all.
    """
    width = 4 if (setup.dtype or "").casefold() in ("float32", "float", "fp32") else 2
    prompt, sequences = _prompt(setup, context), max(1, setup.concurrency)
    peak = _prefill(shape, prompt, sequences, width)
    scores = 0
    if setup.attention == "eager":  # scores in the model's type, and once more as float32
        scores = shape.heads * prompt * prompt * (width + 4) * sequences
    base = Band(8 * MIB, 45 * MIB, 120 * MIB)
    quantized = round(0.25 * peak)  # a matrix at a time is turned to 16 bits
    # before 4.51 no figure without the peak is known
    sure = round(0.7 * peak) if is_before(setup.runtime_version, "4.51") else 0
    return Band(
        base.low + sure + scores // 2,
        base.likely + peak + scores,
        base.high + round(peak * 1.1) + quantized + round(scores * 1.5) + 2 * shape_matrix(shape),
    )


def shape_matrix(shape: Shape) -> int:
    """Give the elements of a feed-forward matrix, the largest that is unpacked at once."""
    return shape.hidden * (shape.expert_width or shape.feed_forward)


def _llama_cpp(load: Load) -> Band:
    """Compute buffers, by ggml's graph: logits of a step, hidden states, the mask of attention."""
    shape, setup, elements, context = load.shape, load.setup, load.elements, load.context
    step = ubatch(setup)
    logits = step * shape.vocabulary * 4
    hidden = step * shape.hidden * 4
    cells = context * max(1, setup.concurrency)
    mask = cells * step * 2
    scores = shape.heads * cells * step * 4 if setup.attention == "eager" else 0
    quantized = elements.name not in ("f16", "16-bit", "float16", "bf16", "float32", "f32")
    unpacked = cells * shape.hidden * 9 // 4 if quantized else 0
    rows = 0
    if shape.is_latent:  # heads made again from rows, for some of the ways to compute them
        rows = cells * shape.heads * (shape.full.key + shape.full.value)
    low = 2 * hidden
    likely = logits + 2 * hidden + mask + scores + (unpacked + rows) // 4
    high = logits * max(1, min(4, slots(setup))) + 16 * hidden + 3 * mask + 2 * scores
    high += 2 * unpacked + 3 * rows
    if shape.experts:
        high += 8 * hidden * max(1, shape.experts_used)
    buffers = Band.around(likely, low, high)
    return buffers if setup.cpu else buffers + _CONTEXT


def _sglang(setup: Setup) -> Band:
    """What SGLang reserves: 512 MiB, 1.5 for each token of a chunk, 2 for each graph's sequence.

    Source: handle_gpu_memory_settings (0.4.7 and later), in MiB; a floor of 10 GiB over 60 GiB.
    """
    chunk, sequences = sglang_steps(setup)
    reserved = 512 + 1.5 * max(chunk, 2048) + 2 * sequences + setup.devices / 8 * 1024
    likely = reserved
    if setup.device_gib is not None and setup.device_gib > 60:  # noqa: PLR2004 - its own limit
        reserved = max(reserved, 10 * 1024)
    return Band(round(0.35 * likely) * MIB, round(likely) * MIB, round(reserved * 1.15) * MIB)


def sglang_steps(setup: Setup) -> tuple[int, int]:
    """Give SGLang's chunk and largest graph for a device: its own table by memory."""
    few = setup.tensor_parallel < 4  # noqa: PLR2004 - its own limit
    size = setup.device_gib
    chunk, sequences = 4096, 160
    for row in table("memory")["sglang"]["steps"]:
        if size is not None and size < row["below_gib"]:
            chunk, sequences = row["chunk"], row["graphs"][0 if few else 1]
            break
    return setup.max_batched_tokens or chunk, setup.max_sequences or sequences


def _mlx(shape: Shape, setup: Setup, context: int) -> Band:
    peak = _prefill(shape, min(_prompt(setup, context), _MLX_STEP), 1, 2)
    return Band(GIB // 10, 3 * GIB // 10 + peak, GIB + 2 * peak)


def _tgi(shape: Shape, setup: Setup) -> Band:
    """A guess for TGI, which is archived: nothing that it printed was at hand."""
    peak = _prefill(shape, setup.max_batched_tokens or 4096, 1, 2) // max(1, setup.tensor_parallel)
    return Band(round(0.4 * GIB), GIB + peak, 3 * GIB + 2 * peak)
