"""The cache of llama.cpp, and so of Ollama and LM Studio: cells for each slot, in one piece."""

from __future__ import annotations

from decision_lint.memory.cache.elements import GROUP, Elements
from decision_lint.memory.model.attention import Block
from decision_lint.memory.model.layers import Kind, families
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before

_PAD = 256
"""Cells are allocated in multiples of this (llama-context.cpp, llama-kv-cache-iswa.cpp)."""
_AUTO_SLOTS = 4
"""Slots of llama-server when none are asked for; they share one unified cache."""


def padded(cells: int) -> int:
    """Round a number of cells up as llama.cpp does."""
    return -(-cells // _PAD) * _PAD


def slots(setup: Setup) -> int:
    """Give the number of sequences that the server keeps a place for."""
    wanted = max(1, setup.concurrency)
    if setup.max_sequences:
        return max(1, setup.max_sequences)
    if setup.runtime == "ollama" or _is_single(setup):
        return wanted
    return max(_AUTO_SLOTS, wanted)


def _is_single(setup: Setup) -> bool:
    return setup.runtime == "lm-studio" and is_before(setup.runtime_version, "0.4")


def ubatch(setup: Setup) -> int:
    """Give the tokens computed at once: 512, and 1024 under Ollama since it runs llama-server."""
    if setup.max_batched_tokens:
        return setup.max_batched_tokens
    return (
        1024 if setup.runtime == "ollama" and not is_before(setup.runtime_version, "0.30") else 512
    )


def llama_bytes(shape: Shape, setup: Setup, elements: Elements, context: int) -> int:
    """Give the bytes of the cache for sequences of `context` tokens each, on all devices.

    `context` times the sequences is llama.cpp's own `-c`; explicit slots divide it, automatic
    ones share it. Exact: llama_kv_cache, llama_kv_cache_iswa and llama_memory_recurrent.
    """
    places, wanted = slots(setup), max(1, setup.concurrency)
    unified = setup.max_sequences is None and setup.runtime != "ollama"
    if setup.runtime == "ollama":
        streams, cells = places, padded(context)
    elif unified:
        streams, cells = 1, padded(context * wanted)
    else:
        streams, cells = places, padded(-(-context * wanted // places))
    window = shape.window * (places if unified else 1) + ubatch(setup)
    seen = min(cells, padded(window)) if keeps_windows(shape, setup) else cells
    total = 0
    for block in shape.blocks:
        if block.kind is Kind.STATE or block.kind is Kind.BOTH:
            total += block.count * places * (shape.state.convolution + shape.state.memory) * 4
        if block.kind is not Kind.STATE:
            some = block.kind in (Kind.WINDOW, Kind.CHUNK)
            size = row_bytes(block, setup, elements) * block.count
            size += block.indexed * block.index * elements.keys // GROUP
            total += size * (seen if some else cells) * streams
    return total


def keeps_windows(shape: Shape, setup: Setup) -> bool:
    """Tell whether llama.cpp shrinks this family's layers with a window; of others it does not."""
    return (
        bool(shape.window)
        and not setup.swa_full
        and bool(families().get(shape.family, {}).get("llama_cpp_window"))
    )


def row_bytes(block: Block, setup: Setup, elements: Elements) -> int:
    """Give the bytes that a layer keeps for one token."""
    keys, values = block.heads * block.key, block.heads * block.value
    if block.latent and setup.latent != "expanded":
        keys, values = block.latent, block.rank if setup.latent == "with-values" else 0
    return (keys * elements.keys + values * elements.values) // GROUP
