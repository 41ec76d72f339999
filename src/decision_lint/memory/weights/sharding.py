"""How weights are divided among devices, and what every device holds in full."""

from __future__ import annotations

from decision_lint.memory.bands import Band, Weights
from decision_lint.memory.model.count import Count
from decision_lint.memory.model.fields import Config, positive
from decision_lint.memory.model.known import Known
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup

_DENSE, _MIXED = 0.012, 0.10
"""What the fullest device may hold more than its share: measured up to 0.8 % on dense models,
5 to 8.6 % on mixtures of experts and latent attention (docs/accuracy.md)."""


def divided(weights: Weights, known: Known, setup: Setup) -> Band:
    """Give the bytes of weights on the fullest device of a setup."""
    shape, count, config = known.shape, known.count, known.config
    tensor, stages = max(1, setup.tensor_parallel), max(1, setup.pipeline_parallel)
    band = weights.band
    if stages > 1:  # the first stage holds the embeddings, the last the output matrix
        ends = weights.ends
        heads = 1 if shape.tied else 2
        inner = Band(
            max(0, band.low - heads * ends.low),
            max(0, band.likely - heads * ends.likely),
            max(0, band.high - heads * ends.high),
        )
        band = inner * (-(-shape.layers // stages) / shape.layers) + ends
    if tensor > 1:
        copied = _copied(shape, count, config, tensor) * _bytes_each(weights, count)
        copied *= 1 - 1 / tensor
        slack = _MIXED if shape.experts or shape.is_latent else _DENSE
        band = Band(
            round(band.low / tensor),
            round(band.likely / tensor + copied / stages),
            round((band.high / tensor + copied / stages) * (1 + slack)),
        )
    if setup.runtime == "vllm":
        rotary = _rotary(shape, config)
        band = Band(band.low, band.likely + rotary, round(band.high * 1.006) + rotary)
    return band


def _bytes_each(weights: Weights, count: Count | None) -> float:
    return min(2.0, weights.band.likely / count.total) if count and count.total else 2.0


def _copied(shape: Shape, count: Count | None, config: Config, tensor: int) -> int:
    """Count parameters that each device holds: rows of latent attention, routers, few heads."""
    total = 0
    for block in shape.blocks:
        if block.latent:
            down = shape.hidden * (block.latent + (positive(config, "q_lora_rank") or 0))
            total += block.count * down
        elif block.heads and block.heads < tensor:
            over = 1 - block.heads / tensor
            total += round(
                block.count * shape.hidden * block.heads * (block.key + block.value) * over
            )
    if shape.experts:
        total += shape.layers * shape.hidden * shape.experts
    return total + (count.norms if count else 0)


def _rotary(shape: Shape, config: Config) -> int:
    """Give the bytes of vLLM's table of rotary positions, one for each kind of attention.

    Source: RotaryEmbedding._compute_cos_sin_cache, which covers the model's longest sequence.
    """
    if shape.family.startswith(("gpt2", "opt", "bloom", "mpt")):
        return 0
    width = shape.full.latent - shape.full.rank if shape.is_latent else shape.full.key
    tables = 2 if shape.has_window and shape.family.startswith("gemma") else 1
    part = config.get("partial_rotary_factor")
    share = float(part) if isinstance(part, float) and 0 < part < 1 else 1.0
    return round(shape.positions * width * share * 2) * tables
