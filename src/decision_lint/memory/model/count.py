"""The number of parameters of a model, counted from its config.json alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from decision_lint.memory.model.attention import Block
from decision_lint.memory.model.fields import Config, language_model, positive, says, section, whole
from decision_lint.memory.model.layers import Kind, families
from decision_lint.memory.model.mixture import Mixture, read_mixture
from decision_lint.memory.model.shape import Shape, read_shape
from decision_lint.rule import Absent

Flags = Mapping[str, Any]


class Count(NamedTuple):
    """Parameters by the part of the model that they belong to; a vision tower is not counted."""

    embedding: int
    """The table of token embeddings, and of positions where there is one."""
    head: int
    """The output matrix; none where it is the embedding."""
    attention: int
    """Attention, its norms and biases, and layers that stand in its place (Mamba and the like)."""
    dense: int
    """Feed-forward blocks that every token passes, shared experts and routers included."""
    experts: int
    """All experts of all layers."""
    experts_used: int
    """Those that one token passes."""
    norms: int
    """Norms between the parts."""
    sees: bool
    """Whether the model has a vision or audio tower besides, which is not counted."""

    @property
    def total(self) -> int:
        """All parameters."""
        return self.embedding + self.head + self.attention + self.dense + self.experts + self.norms

    @property
    def active(self) -> int:
        """Parameters that one token passes: what a mixture of experts is named after."""
        return self.total - self.experts + self.experts_used

    @property
    def linear(self) -> int:
        """Parameters of the matrices inside the layers: what quantization makes smaller."""
        return self.attention + self.dense + self.experts


def count_parameters(config: Config) -> Count | None:
    """Count the parameters of a model's language part, or None for a family that is not known.

    Exact for the families that the tables describe (`count` in knowledge/memory.json), as built
    by transformers; draft layers (MTP) are not built and not counted.
    """
    inner = language_model(config)
    shape = read_shape(config, inner)
    return None if isinstance(shape, Absent) else count_shape(shape, inner)


def count_shape(shape: Shape, config: Config) -> Count | None:
    """Count the parameters of a shape that was read from the language model's part of a config."""
    flags: Flags | None = families().get(shape.family, {}).get("count")
    if flags is None or not (shape.known and shape.hidden and shape.vocabulary):
        return None
    inner, kinds = config, shape.kinds
    mixture = read_mixture(inner, shape, kinds, flags)
    if not _widths_known(shape, mixture):
        return None
    embedding = shape.vocabulary * shape.hidden + _positions(inner, shape, flags)
    head = 0 if shape.tied else shape.vocabulary * shape.hidden
    biased = flags.get("head_bias") and not (flags["head_bias"] == "untied" and shape.tied)
    return Count(
        embedding=embedding,
        head=head + (shape.vocabulary if biased else 0),
        attention=_attention(inner, shape, kinds, flags),
        dense=_dense(inner, shape, mixture, flags),
        experts=mixture.layers * mixture.experts * mixture.expert,
        experts_used=mixture.layers * mixture.used * mixture.expert,
        norms=_norms(shape, kinds, flags),
        sees=bool(section(config, "vision_config", "vision_tower_config", "audio_config")),
    )


def _widths_known(shape: Shape, mixture: Mixture) -> bool:
    if mixture.dense_layers and not shape.feed_forward:
        return False
    return not mixture.layers or bool(mixture.expert)


def _positions(config: Config, shape: Shape, flags: Flags) -> int:
    extra = flags.get("positions")
    if extra is None:
        return 0
    width = positive(config, "word_embed_proj_dim") or shape.hidden
    return (shape.positions + int(extra)) * width


def _is(config: Config, flag: object) -> bool:
    """Tell whether something is so: always, or where the config's field of that name says so."""
    return says(config, flag) if isinstance(flag, str) else bool(flag)


def _attention(config: Config, shape: Shape, kinds: tuple[Kind, ...], flags: Flags) -> int:
    shared = min(shape.layers, whole(config, "num_kv_shared_layers") or 0)
    total = 0
    for block in shape.blocks:
        if block.kind is not Kind.STATE:
            one = _latent(config, shape) if block.latent else 0
            one = one or _grouped(config, shape, flags, block)
            total += block.count * one + block.indexed * _indexer(config, shape)
    if shared:  # layers that share a cache have queries and output only
        full = shape.full
        total += shared * 2 * shape.hidden * shape.heads * full.key
    if not shape.has_state:
        return total
    recurrent = kinds.count(Kind.STATE) + kinds.count(Kind.BOTH)
    return total + recurrent * _recurrent(config, shape, flags)


def _grouped(config: Config, shape: Shape, flags: Flags, block: Block) -> int:
    key = block.key
    hidden, queries = shape.hidden, shape.heads * key
    keys, values, width = block.heads * key, block.heads * block.value, shape.heads * block.value
    size = hidden * (queries + keys + values + width)
    if _is(config, flags.get("qkv_bias")):
        size += queries + keys + values
    if _is(config, flags.get("o_bias")):
        size += hidden
    if _is(config, flags.get("gate")):
        size += hidden * queries
    match flags.get("qk_norm"):
        case "head":
            size += 2 * key
        case "width":
            size += queries + keys
        case "per_head":
            size += queries + keys if says(config, "use_qk_norm") else 0
        case "config":
            size += 2 * key if says(config, "use_qk_norm") else 0
    return size + (shape.heads if flags.get("sinks") else 0)


def _latent(config: Config, shape: Shape) -> int:
    full, hidden, heads = shape.full, shape.hidden, shape.heads
    rope = full.latent - full.rank
    queries = heads * full.key
    if lora := positive(config, "q_lora_rank"):
        size = hidden * lora + lora + lora * queries
    else:
        size = hidden * queries
    size += hidden * full.latent + full.rank
    size += full.rank * heads * (full.key - rope + full.value) + heads * full.value * hidden
    return size


def _indexer(config: Config, shape: Shape) -> int:
    """Count the sparse-attention indexer of DeepSeek-V3.2 and GLM-5."""
    index, heads = shape.full.index, positive(config, "index_n_heads") or 0
    lora = positive(config, "q_lora_rank") or 0
    return lora * heads * index + shape.hidden * (index + heads) + 2 * index


def _recurrent(config: Config, shape: Shape, flags: Flags) -> int:
    """Count one layer that keeps a state: gated delta net or Mamba 2."""
    hidden, state = shape.hidden, shape.state
    if heads := positive(config, "linear_num_value_heads"):
        dim = positive(config, "linear_value_head_dim") or 0
        inner = heads * dim
        size = hidden * (state.channels + inner + 2 * heads) + state.channels * state.kernel
        return size + 2 * heads + dim + inner * hidden
    if heads := positive(config, "mamba_num_heads", "mamba_n_heads"):
        inner = heads * (positive(config, "mamba_head_dim", "mamba_d_head") or 0)
        size = hidden * (inner + state.channels + heads) + state.channels * state.kernel
        bias = state.channels if says(config, "use_conv_bias", default=True) else 0
        return size + bias + 3 * heads + inner + inner * hidden
    return int(flags.get("recurrent", 0))


def _dense(config: Config, shape: Shape, mixture: Mixture, flags: Flags) -> int:
    matrices = 2 if flags.get("mlp") == "plain" else 3
    width = positive(config, "intermediate_size_mlp") or shape.feed_forward
    one = matrices * shape.hidden * width
    if _is(config, flags.get("mlp_bias")):
        one += (matrices - 1) * width + shape.hidden
    size = mixture.dense_layers * one + mixture.layers * mixture.beside
    if flags.get("mlp_beside_experts"):  # Gemma 4 has both in each layer
        size += mixture.layers * one
    return size


def _norms(shape: Shape, kinds: tuple[Kind, ...], flags: Flags) -> int:
    per_layer = flags.get("norms", 2)
    if flags.get("one_norm_each"):  # Nemotron-H: a layer is one block with one norm
        per_layer = 1
    weights = 2 if flags.get("norm_bias") else 1
    if flags.get("norms") == 0:  # OLMo's norms have no parameters
        return 0
    final = flags.get("final_norms", 1)
    return int((len(kinds) * per_layer + final) * shape.hidden * weights)
