"""Attention as the cache sees it: heads of keys and values, or one compressed row (MLA)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from decision_lint.memory.model.fields import Config, listed, positive, says, section, whole, word
from decision_lint.memory.model.layers import Kind


@dataclass(frozen=True, slots=True)
class Block:
    """Layers that remember alike: how many, and what one of them keeps for a token."""

    count: int
    kind: Kind
    heads: int = 0
    """Heads that keys and values have."""
    key: int = 0
    """Elements of one head's key."""
    value: int = 0
    """Elements of one head's value."""
    latent: int = 0
    """Elements of the row that latent attention (MLA) keeps instead, all heads together."""
    rank: int = 0
    """Of those, the compressed part, from which values are made again."""
    index: int = 0
    """Elements of the key that a sparse-attention indexer keeps besides."""
    indexed: int = 0
    """Layers that have an indexer of their own."""

    @property
    def elements(self) -> int:
        """Elements that one layer keeps for one token, without an indexer."""
        return self.latent or self.heads * (self.key + self.value)


def full_block(config: Config, hidden: int, heads: int) -> Block | None:
    """Give one layer of the model's attention: grouped, multi-query, or latent."""
    rank, rope = positive(config, "kv_lora_rank"), whole(config, "qk_rope_head_dim")
    if not heads and rank is None:
        return None
    key = positive(config, "head_dim", "attention_head_dim", "kv_channels", "d_kv", "qk_head_dim")
    key = key or (hidden // heads if heads else 0)
    value = positive(config, "v_head_dim") or key
    index = positive(config, "index_head_dim") or 0
    if rank:
        nope = positive(config, "qk_nope_head_dim") or value
        return Block(
            1, Kind.FULL, heads, nope + (rope or 0), value, rank + (rope or 0), rank, index
        )
    kv_heads = _kv_heads(config, heads)
    return Block(1, Kind.FULL, kv_heads, key, value) if key and kv_heads else None


def _kv_heads(config: Config, heads: int) -> int:
    """Read how many heads keys and values have, in every spelling."""
    if word(config, "model_type") in ("falcon", "refinedweb", "refinedwebmodel"):
        if says(config, "new_decoder_architecture"):
            return positive(config, "num_kv_heads", "n_head_kv") or heads
        return 1 if says(config, "multi_query", default=True) else heads
    if says(config, "multi_query_attention"):
        return positive(config, "multi_query_group_num") or 1
    if says(config, "multi_query"):
        return 1
    names = ("num_key_value_heads", "num_kv_heads", "n_head_kv", "n_kv_heads", "num_query_groups")
    inner = section(config, "attn_config")
    return positive(config, *names) or positive(inner, "kv_n_heads") or heads


def read_blocks(
    config: Config, full: Block, kinds: tuple[Kind, ...] | None, count: int
) -> tuple[Block, ...]:
    """Group the layers that remember alike; layers that share another's cache keep nothing."""
    own = count - min(count, whole(config, "num_kv_shared_layers") or 0)
    names = listed(config, "indexer_types")
    indexed = names.count("full") if names else count
    if full.index:
        full = replace(full, indexed=indexed)
    if kinds is None:
        return (_times(full, count, Kind.FULL),)
    kinds = kinds[:own]
    lists = _head_lists(config, full, count)
    if lists is not None:
        groups = Counter(zip(kinds, lists, strict=False))
        return tuple(
            Block(n, kind, heads, full.key, full.value)
            for (kind, heads), n in groups.items()
            if kind is not Kind.NONE
        )
    by_kind = {kind: _block_of(config, full, kind) for kind in set(kinds) - {Kind.NONE}}
    return tuple(
        _times(by_kind[kind], n, kind) for kind, n in Counter(kinds).items() if kind in by_kind
    )


def _times(block: Block, count: int, kind: Kind) -> Block:
    if not block.index:
        return Block(count, kind, block.heads, block.key, block.value, block.latent, block.rank)
    return replace(block, count=count, kind=kind, indexed=min(count, block.indexed))


def _block_of(config: Config, full: Block, kind: Kind) -> Block:
    """Give a layer of a kind whose heads may differ from the others'."""
    heads, key, value = full.heads, full.key, full.value
    wide = positive(config, "global_head_dim") or _wide(config)
    if kind is Kind.FULL and wide:  # Gemma 4
        key = value = wide
        if positive(config, "num_global_key_value_heads"):
            heads = positive(config, "num_global_key_value_heads") or heads
    if kind is Kind.WINDOW and positive(config, "swa_num_key_value_heads", "swa_head_dim"):  # MiMo
        heads = positive(config, "swa_num_key_value_heads") or heads
        key = positive(config, "swa_head_dim") or key
        value = positive(config, "swa_v_head_dim") or value
    if (heads, key, value) == (full.heads, full.key, full.value):
        return full
    return Block(1, kind, heads, key, value)


def _wide(config: Config) -> int | None:
    """Read the width of global heads from Gemma 4's newer spelling, a mapping by layer."""
    layers = section(config, "per_layer_config")
    widths = {positive(one, "head_dim") for one in layers.values() if isinstance(one, dict)}
    return widths.pop() if len(widths) == 1 else None


def _head_lists(config: Config, full: Block, count: int) -> tuple[int, ...] | None:
    """Read the heads of each layer where they differ: OpenELM's list, Nemotron's blocks."""
    stated = listed(config, "num_kv_heads", "num_key_value_heads")
    if len(stated) == count and all(type(n) is int and n >= 0 for n in stated):
        return stated
    blocks = listed(config, "block_configs")
    if len(blocks) != count:
        return None
    return tuple(_heads_of_block(block, full) for block in blocks)


def _heads_of_block(block: object, full: Block) -> int:
    attention = section(block, "attention") if isinstance(block, dict) else {}
    if says(attention, "no_op") or says(attention, "replace_with_linear"):
        return 0
    group = positive(attention, "n_heads_in_group")
    return max(1, full.heads // group) if group else full.heads
