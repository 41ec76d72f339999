"""The experts of a model: in which layers, how many, how large, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from decision_lint.memory.model.fields import Config, listed, positive, whole
from decision_lint.memory.model.layers import Kind
from decision_lint.memory.model.shape import Shape


class Mixture(NamedTuple):
    """The feed-forward side of a model, dense or of experts."""

    layers: int = 0
    """Layers with experts."""
    dense_layers: int = 0
    """Layers with one feed-forward block."""
    experts: int = 0
    used: int = 0
    expert: int = 0
    """Parameters of one expert."""
    beside: int = 0
    """Parameters beside the experts of a layer: router, shared experts and their gate."""


def read_mixture(
    config: Config, shape: Shape, kinds: tuple[Kind, ...], flags: Mapping[str, Any]
) -> Mixture:
    """Read where a model has experts; a model without any is all dense layers."""
    bodies = _bodies(shape, kinds, flags)
    if not shape.experts or not flags.get("moe"):
        return Mixture(dense_layers=bodies)
    sparse = _sparse_layers(config, shape, bodies)
    width = shape.expert_width or shape.feed_forward
    matrices = 2 if flags.get("mlp") == "plain" else 3
    latent = positive(config, "moe_latent_size") or shape.hidden
    expert = matrices * latent * width
    if flags.get("expert_bias"):
        expert += (matrices - 1) * width + shape.hidden
    return Mixture(
        layers=sparse,
        dense_layers=0 if flags.get("mlp_beside_experts") else bodies - sparse,
        experts=shape.experts,
        used=min(shape.experts, shape.experts_used),
        expert=expert,
        beside=_router(shape, flags, latent)
        + matrices * shape.hidden * _shared(config, flags, width),
    )


def _bodies(shape: Shape, kinds: tuple[Kind, ...], flags: Mapping[str, Any]) -> int:
    """Count the layers that have a feed-forward side at all."""
    if not flags.get("one_norm_each"):
        return shape.layers
    return sum(kind is Kind.NONE for kind in kinds)


def _sparse_layers(config: Config, shape: Shape, bodies: int) -> int:
    """Count the layers with experts, by any of the ways in which configs say so."""
    listed_layers = _listed_layers(config)
    if listed_layers is not None:
        return listed_layers
    if step := positive(config, "interleave_moe_layer_step"):
        return bodies // step
    first = whole(config, "first_k_dense_replace", "moe_layer_start_index")
    if first is not None:
        every = positive(config, "moe_layer_freq", "moe_layer_interval") or 1
        return max(0, -(-(bodies - first) // every))
    step = positive(config, "decoder_sparse_step") or 1
    dense = {i for i in listed(config, "mlp_only_layers") if type(i) is int}
    if step == 1 and not dense:
        return shape.layers
    return sum((i + 1) % step == 0 and i not in dense for i in range(shape.layers))


def _listed_layers(config: Config) -> int | None:
    """Count the layers with experts in a config that lists them one by one."""
    pattern = config.get("hybrid_override_pattern")
    if isinstance(pattern, str) and ("E" in pattern or "-" in pattern):
        return pattern.count("E")
    named = listed(config, "layers_block_type")
    if "moe" in named or "mlp" in named:  # Nemotron-H states experts also where no layer has any
        return named.count("moe")
    if named := listed(config, "moe_layers", "moe_layers_enum"):
        return len(named)
    if flags := listed(config, "moe_layer_freq", "mlp_layer_types"):
        return sum(flag in (1, "sparse", "moe") for flag in flags)
    return None


def _shared(config: Config, flags: Mapping[str, Any], width: int) -> int:
    """Give the width of all shared experts of a layer together."""
    shared = whole(config, "n_shared_experts", "num_shared_experts", "moe_num_shared_experts")
    stated = positive(
        config,
        "shared_expert_intermediate_size",
        "moe_shared_expert_intermediate_size",
        "shared_intermediate_size",
    )
    if flags.get("shared") == "one":
        return width
    if stated:
        return stated * (shared or 1)
    return width * (shared or 0)


def _router(shape: Shape, flags: Mapping[str, Any], latent: int) -> int:
    """Count what chooses the experts, and what leads into a narrower space and out of it."""
    size = shape.hidden * shape.experts
    if flags.get("router_bias"):
        size += shape.experts
    if flags.get("shared_gate"):
        size += shape.hidden
    return size + (2 * shape.hidden * latent if latent != shape.hidden else 0)
