"""The shape of a model as memory sees it: its layers by kind, its heads, its widths."""

from __future__ import annotations

from dataclasses import dataclass

from decision_lint.memory.model.attention import Block, full_block, read_blocks
from decision_lint.memory.model.fields import (
    MOST_LAYERS,
    Config,
    language_model,
    listed,
    positive,
    says,
    section,
    word,
)
from decision_lint.memory.model.layers import Kind, families, read_kinds
from decision_lint.memory.model.state import State, read_state
from decision_lint.rule import Absent


@dataclass(frozen=True, slots=True)
class Shape:
    """What memory needs to know of an architecture; 0 is not known."""

    family: str
    layers: int
    blocks: tuple[Block, ...]
    window: int
    """Tokens that layers with a window or a chunk see."""
    state: State
    hidden: int
    heads: int
    vocabulary: int
    feed_forward: int
    """Width between the two halves of a dense feed-forward block."""
    positions: int
    """Tokens that the model was made for."""
    experts: int
    expert_width: int
    experts_used: int
    tied: bool
    """Whether the output matrix is the embedding."""
    known: bool
    """Whether the family's attention is known, so that its cache is more than an upper bound."""
    kinds: tuple[Kind, ...]
    """What each layer remembers; empty where the config's words for it are not known."""
    full: Block
    """A layer of ordinary attention over everything: what an unknown architecture is taken for."""

    @property
    def is_latent(self) -> bool:
        """Whether it keeps compressed rows instead of heads."""
        return any(block.latent for block in self.blocks)

    @property
    def has_state(self) -> bool:
        """Whether some layers keep a state instead of a cache."""
        return any(block.kind in (Kind.STATE, Kind.BOTH) for block in self.blocks)

    @property
    def has_window(self) -> bool:
        """Whether some layers see a part of the sequence only."""
        return any(block.kind in (Kind.WINDOW, Kind.CHUNK) for block in self.blocks)


def read_shape(whole_config: Config, config: Config | None = None) -> Shape | Absent:
    """Read the shape of a model from its config.json, or say which field is missing.

    `config` is its language model's part, where that was taken out already.
    """
    config = language_model(whole_config) if config is None else config
    if not config:
        return Absent("nothing is known of the model's config.json")
    family = word(config, "model_type")
    count = positive(config, "num_hidden_layers", "n_layer", "n_layers", "num_layers")
    count = count or len(listed(config, "layer_types", "layers_block_type"))
    if not count or count > MOST_LAYERS:
        return Absent("config.json does not state the number of layers")
    rule = families().get(family, {})
    hidden = positive(config, "hidden_size", "n_embd", "d_model", "model_dim") or 0
    heads = _heads(config)
    full = full_block(config, hidden, heads)
    if full is None and rule.get("layers") not in ("state", "none"):
        return Absent("config.json states neither the attention heads nor their width")
    full = full or Block(1, Kind.FULL)
    kinds = read_kinds(config, count)
    recurrent = kinds is not None and (Kind.STATE in kinds or Kind.BOTH in kinds)
    state = read_state(config) if recurrent else None
    if recurrent and state is None and not (full.heads or full.latent):
        return Absent("config.json does not state the size of the state that its layers keep")
    if rule.get("latent") and not full.latent:
        return Absent(f"config.json does not state kv_lora_rank, as one of a {family} does")
    known = _is_known(config, family, kinds, state, full)
    return Shape(
        family=family,
        layers=count,
        blocks=read_blocks(config, full, kinds if known else None, count),
        window=positive(config, "sliding_window", "window_size", "attention_chunk_size") or 0,
        state=state or State(),
        hidden=hidden,
        heads=heads,
        vocabulary=positive(config, "vocab_size", "padded_vocab_size") or 0,
        feed_forward=_feed_forward(config, hidden, plain=_is_plain(rule)),
        positions=read_positions(config),
        experts=positive(config, *EXPERTS) or 0,
        expert_width=positive(config, *EXPERT_WIDTH) or 0,
        experts_used=positive(config, *EXPERTS_USED) or 0,
        tied=_tied(whole_config, config, rule, hidden),
        known=known,
        kinds=kinds or (),
        full=full,
    )


def _is_known(
    config: Config, family: str, kinds: tuple[Kind, ...] | None, state: State | None, full: Block
) -> bool:
    """Tell whether the family is known, and the config states what its cache depends on."""
    rule = families().get(family)
    if kinds is None or (rule is None and not full.latent):
        return False
    recurrent = Kind.STATE in kinds or Kind.BOTH in kinds
    if rule is None or (recurrent and state is None):
        return not recurrent
    if rule.get("bound") or (rule.get("hybrid") and not recurrent):
        return False
    return not isinstance(rule.get("layers"), int) or "sliding_window" in config


EXPERTS = ("num_local_experts", "n_routed_experts", "num_experts", "moe_num_experts")
EXPERTS_USED = (
    "num_experts_per_tok",
    "num_experts_per_token",
    "experts_per_token",
    "top_k_experts",
    "moe_topk",
    "moe_k",
)
EXPERT_WIDTH = ("moe_intermediate_size", "expert_ffn_hidden_size", "ffn_hidden_size")


def _tied(whole_config: Config, config: Config, rule: Config, hidden: int) -> bool:
    """Tell whether the embedding is the output matrix: stated, or as the family's sizes have it."""
    for stated in (whole_config, config):
        if isinstance(stated.get("tie_word_embeddings"), bool):
            return says(stated, "tie_word_embeddings")
    if section(whole_config, "text_config") or "torch_dtype" in config or "dtype" in config:
        return bool(rule.get("tied"))  # a whole config.json, which leaves out what its class has
    return bool(rule.get("tied")) or 0 < hidden <= int(rule.get("tied_up_to", 0))


def _heads(config: Config) -> int:
    names = ("num_attention_heads", "n_head", "n_heads", "num_heads", "num_query_heads")
    heads = positive(config, *names)
    if heads is None:
        widest = [n for n in listed(config, *names) if type(n) is int]
        heads = max(widest, default=0)
    return heads


def _is_plain(rule: Config) -> bool:
    return section(rule, "count").get("mlp") == "plain"


def _feed_forward(config: Config, hidden: int, *, plain: bool) -> int:
    """Read the width of the feed-forward block; older families take four times the hidden size."""
    names = ("intermediate_size", "ffn_hidden_size", "n_inner", "ffn_dim")
    if width := positive(config, *names, "dense_intermediate_size"):
        return width
    per_layer = [n for n in listed(config, "intermediate_size") if type(n) is int]
    return max(per_layer, default=4 * hidden if plain else 0)


def read_positions(config: Config) -> int:
    """Read how many positions a model was made for; 0 where nothing says."""
    names = ("max_position_embeddings", "n_positions", "max_seq_len", "seq_length", "n_ctx")
    return positive(config, *names, "max_sequence_length", "model_max_length") or 0
