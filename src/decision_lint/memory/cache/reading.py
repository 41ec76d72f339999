"""The key-value cache: what a runtime keeps of the sequences that it holds."""

from __future__ import annotations

from typing import NamedTuple

from decision_lint.memory.bands import Band, Component
from decision_lint.memory.cache.elements import GROUP, LLAMA_CPP, Elements
from decision_lint.memory.cache.llama import keeps_windows, llama_bytes, row_bytes
from decision_lint.memory.cache.paged import (
    PRINTS_NEED_SINCE,
    paged_bytes,
    pool_bytes_per_token,
    token_bytes,
)
from decision_lint.memory.model.attention import Block
from decision_lint.memory.model.layers import Kind
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before
from decision_lint.quoting import quoted

_SGLANG_WINDOW_SHARE = 0.8
"""SGLang's pool for layers with a window, as a share of the other (swa_full_tokens_ratio)."""
_WINDOWS_SINCE = "4.56"
"""Transformers' DynamicCache drops what a window no longer sees since then."""
_ROWS_SINCE = "5.20"
"""Transformers caches the compressed rows of latent attention since then (seen in 5.20.2)."""
_MLX_STEP = 256
"""MLX allocates its cache in steps of so many tokens."""


class Cache(NamedTuple):
    """The cache of a model under a setup, for any length of the sequences."""

    shape: Shape
    setup: Setup
    elements: Elements
    batched: int
    """Tokens of one step, which vLLM adds to a window."""

    def bytes_at(self, context: int) -> Band:
        """Give the bytes for all sequences of `context` tokens, on the fullest device."""
        shape, setup, elements = self.shape, self.setup, self.elements
        sequences = max(1, setup.concurrency)
        match setup.runtime:
            case "vllm":
                size = paged_bytes(shape, setup, elements, context, self.batched) * sequences
                band = Band.exactly(size)
            case "llama.cpp" | "ollama" | "lm-studio":
                band = Band.exactly(llama_bytes(shape, setup, elements, context))
            case _:
                band = self._plain(context) * sequences
        if not shape.known:
            band = Band(0, band.likely, band.high)
        return band * self._stage()

    def per_token(self, context: int) -> Band:
        """Give the bytes for one more token of one sequence, as the runtime itself counts.

        vLLM up to 0.20 divides its whole pool by the tokens it prints, and charges every layer;
        since 0.21 it prints the largest context times how often it fits.
        """
        shape, setup, elements = self.shape, self.setup, self.elements
        if setup.runtime == "vllm":
            if is_before(setup.runtime_version, PRINTS_NEED_SINCE) or not _is_mixed(shape):
                band = Band.exactly(pool_bytes_per_token(shape, setup, elements))
            else:
                need = paged_bytes(shape, setup, elements, context, self.batched)
                band = Band.exactly(need / max(1, context))
        else:
            band = self._growth(context)
        if not shape.known:
            band = Band(0, band.likely, band.high)
        return band * (self._stage() if setup.runtime == "vllm" else 1.0)

    def rule(self) -> str:
        """Name the rule that these figures come from."""
        shape = self.shape
        if not shape.known:
            return f"kv: upper bound, architecture {quoted(shape.family or 'unnamed')} is unknown"
        if all(block.kind is Kind.STATE for block in shape.blocks):
            return "kv: recurrent state" if shape.blocks else "kv: none, an encoder keeps no cache"
        parts = ["latent rows" if shape.is_latent else _attention_name(shape)]
        if shape.has_window:
            parts.append("windows")
        if shape.has_state:
            parts.append("recurrent state")
        return f"kv: {', '.join(parts)} ({self.elements.name})"

    def _stage(self) -> float:
        """Give the share of the layers that the fullest stage of a pipeline holds."""
        stages = max(1, self.setup.pipeline_parallel)
        layers = self.shape.layers
        if self.setup.gpu_layers is not None and not self.setup.cpu and _is_llama(self.setup):
            return min(layers, max(0, self.setup.gpu_layers)) / layers
        return min(1.0, -(-layers // stages) / layers) if stages > 1 else 1.0

    def _growth(self, context: int) -> Band:
        """Give what one more token of a sequence adds, with the windows full or not."""
        shape, setup, elements = self.shape, self.setup, self.elements
        in_llama = setup.runtime in LLAMA_CPP
        shrinks = not in_llama or keeps_windows(shape, setup)
        low = likely = high = 0
        for block in shape.blocks:
            if block.kind is Kind.STATE:
                continue
            one = row_bytes(block, setup, elements) if in_llama else self._token(block)
            size = block.count * one + block.indexed * block.index * elements.keys // GROUP
            some = block.kind in (Kind.WINDOW, Kind.CHUNK) and context > shape.window and shrinks
            high += size
            low += 0 if some else size
            likely += (0 if in_llama else self._kept(0, size)) if some else size
        return Band(low, likely, high if not in_llama else likely)

    def _token(self, block: Block) -> int:
        """Give the bytes of one token in one layer, heads in full where rows are not cached."""
        if block.latent and self._expands():
            return block.heads * (block.key + block.value) * self.elements.keys // GROUP
        return token_bytes(block, self.setup, self.elements)

    def _plain(self, context: int) -> Band:
        """One sequence under Transformers, SGLang, TGI or MLX: every layer's tokens, added up."""
        shape, setup, elements = self.shape, self.setup, self.elements
        if setup.runtime == "mlx":
            context = -(-context // _MLX_STEP) * _MLX_STEP
        low = likely = high = 0
        for block in shape.blocks:
            if block.kind in (Kind.STATE, Kind.BOTH):
                state = self._state() * block.count
                low, likely, high = low + state, likely + state, high + state
            if block.kind is Kind.STATE:
                continue
            size = block.count * token_bytes(block, setup, elements)
            size += block.indexed * block.index * elements.keys // GROUP
            spread = size * context
            if block.kind in (Kind.WINDOW, Kind.CHUNK):
                seen = size * min(context, shape.window)
                low, likely, high = low + seen, likely + self._kept(seen, spread), high + spread
            elif block.latent and self._expands():
                wide = block.heads * (block.key + block.value) * elements.keys // GROUP
                wide *= block.count * context
                low, likely, high = low + spread, likely + wide, high + wide
            else:
                low, likely, high = low + spread, likely + spread, high + spread
        return Band(low, likely, high)

    def _kept(self, seen: int, spread: int) -> int:
        """Choose what a layer with a window keeps: the window, everything, or a share."""
        version = self.setup.runtime_version
        match self.setup.runtime:
            case "sglang":
                return max(seen, round(spread * _SGLANG_WINDOW_SHARE))
            case "transformers":
                return spread if is_before(version, _WINDOWS_SINCE) else seen
            case "mlx":
                return seen
            case _:
                return spread

    def _expands(self) -> bool:
        """Tell whether heads are cached although the model could keep compressed rows."""
        return self.setup.runtime == "transformers" and is_before(
            self.setup.runtime_version, _ROWS_SINCE
        )

    def _state(self) -> int:
        """Give the bytes of one layer's state: the convolution in 16 bits, the memory in 32."""
        state = self.shape.state
        kept = state.channels * state.kernel
        return (2 * kept + 4 * state.memory) // max(1, self.setup.tensor_parallel)


def _is_llama(setup: Setup) -> bool:
    return setup.runtime in LLAMA_CPP


def _is_mixed(shape: Shape) -> bool:
    return shape.has_state or (shape.has_window and len(shape.blocks) > 1)


def _attention_name(shape: Shape) -> str:
    heads = {block.heads for block in shape.blocks if block.kind is not Kind.STATE}
    if heads == {shape.heads}:
        return "multi-head attention"
    return "multi-query attention" if heads == {1} else "grouped-query attention"


def cache_component(cache: Cache, context: int) -> Component:
    """Give the cache for a setup's sequences as a part of the estimate."""
    return Component(cache.bytes_at(context), cache.rule())
