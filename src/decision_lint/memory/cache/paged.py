"""The cache of vLLM: pages of equal size, shared by groups of layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from decision_lint.memory.cache.elements import GROUP, Elements
from decision_lint.memory.model.attention import Block
from decision_lint.memory.model.layers import Kind
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before

_PAGE = 16
_HYBRID_SINCE = "0.10"
"""Before it, layers with a window kept the whole sequence."""
_PADDED_SINCE, _WIDE_SINCE = "0.12", "0.17"
"""Kinds that are almost as many are padded to the larger since the first, more since the second."""
_ALIGNED_SINCE = "0.21"
"""Since then a sequence holds two states for each layer, so that prefixes can be shared."""
PRINTS_NEED_SINCE = "0.21"
"""Since then the printed tokens are the largest context times how often it fits."""


@dataclass(frozen=True, slots=True)
class _Layers:
    """Layers of one kind: how many, bytes of a token, and bytes of a state."""

    count: int
    kind: Kind
    token: int
    state: int


class _Sequence(NamedTuple):
    """A sequence to be admitted: its tokens, and what bounds those that a window keeps."""

    context: int
    batched: int
    window: int
    version: str | None


def paged_bytes(shape: Shape, setup: Setup, elements: Elements, context: int, batched: int) -> int:
    """Give the bytes that one sequence of `context` tokens takes on one device.

    As vLLM's own admission check counts (kv_cache_utils, kv_cache_interface): a layer with a
    window keeps the window and one step of `batched` tokens, never more than the sequence; layers
    of unequal kinds are padded to groups of equal size; a state takes whole pages.
    """
    layers = _layers(shape, setup, elements)
    page = setup.block_size or _PAGE
    if not layers:
        return 0
    if all(one.kind is Kind.STATE for one in layers):
        return sum(one.count * one.state for one in layers)
    sequence = _Sequence(context, batched, shape.window, setup.runtime_version)
    if _is_uniform(layers) or is_before(setup.runtime_version, _HYBRID_SINCE):
        return sum(
            one.count * (one.token * page * _pages(one, sequence, page) if one.token else one.state)
            for one in layers
        )
    return _grouped(layers, sequence, page)


def pool_bytes_per_token(shape: Shape, setup: Setup, elements: Elements) -> int:
    """Give the bytes of the pool for each token that vLLM up to 0.20 says it holds.

    Every group is charged for every token, those with a window and the padding included.
    """
    layers = _layers(shape, setup, elements)
    if _is_uniform(layers) or is_before(setup.runtime_version, _HYBRID_SINCE):
        return sum(one.count * one.token for one in layers)
    size, groups = _groups(layers, setup.runtime_version)
    attention = [one.token for one in layers if one.token]
    return size * sum(groups) * min(attention) if attention else 0


def _is_uniform(layers: list[_Layers]) -> bool:
    """Tell whether all layers need the same tokens, whatever the heads of each."""
    return len({one.kind for one in layers}) <= 1


def _layers(shape: Shape, setup: Setup, elements: Elements) -> list[_Layers]:
    """Describe the layers as one device sees them."""
    found = []
    for block in shape.blocks:
        state = _state_bytes(shape, setup)
        token = 0 if block.kind is Kind.STATE else token_bytes(block, setup, elements)
        if block.kind in (Kind.STATE, Kind.BOTH):
            found.append(_Layers(block.count, Kind.STATE, 0, state))
        if token:
            kind = Kind.FULL if block.kind is Kind.BOTH else block.kind
            found.append(_Layers(block.count, kind, token, 0))
    return found


def token_bytes(block: Block, setup: Setup, elements: Elements) -> int:
    """Give the bytes that a layer keeps for one token on one device.

    Heads are divided among devices, and copied where there are fewer heads than devices; the rows
    of latent attention are never divided.
    """
    if block.latent:
        if elements.sparse:
            # 8-bit row with a scale for 128 elements, 16-bit rope, and the indexer's key
            row = block.rank + 4 * (block.rank // 128) + 2 * (block.latent - block.rank)
            index = block.index + 4 * (block.index // 128)
            return row + index * block.indexed // max(1, block.count)
        width = block.latent
        if setup.runtime == "vllm" and _pads_rows(setup):
            width = -(-width // 128) * 128
        return width * elements.keys // GROUP
    parallel = max(1, setup.tensor_parallel)
    heads = max(1, -(-block.heads // parallel)) if block.heads else 0
    return heads * (block.key * elements.keys + block.value * elements.values) // GROUP


def _pads_rows(setup: Setup) -> bool:
    version = setup.runtime_version
    return is_before(version, "0.8") and not is_before(version, "0.7")


def _state_bytes(shape: Shape, setup: Setup) -> int:
    parallel = max(1, setup.tensor_parallel)
    state = shape.state
    return (state.convolution * 2 + state.memory * (4 if state.wide else 2)) // parallel


def _pages(layers: _Layers, sequence: _Sequence, page: int) -> int:
    """Count the pages that one layer needs for a sequence."""
    if layers.kind is Kind.STATE:
        return 1 if is_before(sequence.version, _ALIGNED_SINCE) else 2
    tokens, extra = sequence.context, 0
    if not is_before(sequence.version, _HYBRID_SINCE):
        if layers.kind is Kind.WINDOW:
            tokens, extra = min(sequence.window - 1 + sequence.batched, sequence.context), 1
        elif layers.kind is Kind.CHUNK:
            tokens = min(sequence.window + sequence.batched, sequence.context)
    return -(-tokens // page) + extra


def _groups(layers: list[_Layers], version: str | None) -> tuple[int, list[int]]:
    """Divide the layers into groups of equal size: that of the rarest kind, or of the commonest."""
    counts = [one.count for one in layers]
    size, most = min(counts), max(counts)
    slack = 1.25 if is_before(version, _WIDE_SINCE) else 1.5
    if most < size * slack and not is_before(version, _PADDED_SINCE):
        size = most
    return size, [-(-count // size) for count in counts]


def _grouped(layers: list[_Layers], sequence: _Sequence, page: int) -> int:
    """Add up pages of one size for all groups; smaller layers put more tokens into a page."""
    size, groups = _groups(layers, sequence.version)
    widest = max(one.token for one in layers)
    state = max(one.state for one in layers)
    if state:
        page = page * -(-state // (page * widest))
    page_bytes = max(page * widest, state)
    total = 0
    for one, number in zip(layers, groups, strict=True):
        tokens = page_bytes // one.token if one.token else page
        total += number * _pages(one, sequence, tokens)
    return size * page_bytes * total
