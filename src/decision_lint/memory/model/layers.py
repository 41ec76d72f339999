"""What each layer of a model remembers: everything, a window, a state, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from decision_lint.knowledge.tables import table
from decision_lint.memory.model.fields import Config, listed, positive, says, section, whole, word


class Kind(StrEnum):
    """How a layer's memory grows with the sequence."""

    __hash__ = str.__hash__  # an Enum hashes by its name, in Python, for each of many layers

    FULL = "full"
    WINDOW = "window"
    CHUNK = "chunk"
    STATE = "state"
    BOTH = "both"
    """Attention and a state, side by side (Falcon-H1)."""
    NONE = "none"


Kinds = tuple[Kind, ...]

_WORDS = {
    "full_attention": Kind.FULL,
    "full": Kind.FULL,
    "attention": Kind.FULL,
    "global": Kind.FULL,
    "global_attention": Kind.FULL,
    "deepseek_sparse_attention": Kind.FULL,
    "hybrid": Kind.BOTH,
    "sliding_attention": Kind.WINDOW,
    "sliding": Kind.WINDOW,
    "sliding_window": Kind.WINDOW,
    "local": Kind.WINDOW,
    "chunked_attention": Kind.CHUNK,
    "linear_attention": Kind.STATE,
    "linear": Kind.STATE,
    "mamba": Kind.STATE,
    "mamba2": Kind.STATE,
    "recurrent": Kind.STATE,
    "conv": Kind.STATE,
    "gated_delta_net": Kind.STATE,
    "kda": Kind.STATE,
    "mlp": Kind.NONE,
    "moe": Kind.NONE,
}
_LETTERS = {"M": Kind.STATE, "*": Kind.FULL, "-": Kind.NONE, "E": Kind.NONE}


@cache
def families() -> Mapping[str, Mapping[str, Any]]:
    """Give what is known of each architecture, by the model type of its config.json."""
    found: Mapping[str, Mapping[str, Any]] = table("memory")["families"]
    return found


def read_kinds(config: Config, count: int) -> Kinds | None:
    """Read what each of `count` layers remembers; None where the config uses unknown words.

    The config's own list of layers comes first, then its pattern, then the family's rule.
    """
    for read in _READERS:
        if kinds := read(config, count):
            return kinds if len(kinds) == count else None
    if _has_unknown_words(config):
        return None
    return _by_window(config, count)


def _by_letters(config: Config, count: int) -> Kinds | None:
    """Nemotron-H: `M-M*E`, a letter for each layer."""
    pattern = config.get("hybrid_override_pattern")
    if not isinstance(pattern, str) or len(pattern) != count:
        return None
    return tuple(_LETTERS.get(letter, Kind.FULL) for letter in pattern)


def _by_list(config: Config, _: int) -> Kinds | None:
    names = listed(config, "layer_types", "layers_block_type", "attention_layers")
    if names and all(isinstance(name, str) and name in _WORDS for name in names):
        kinds = tuple(_WORDS[name] for name in names)
        if Kind.WINDOW in kinds and not positive(config, "sliding_window", "window_size"):
            return tuple(Kind.FULL if kind is Kind.WINDOW else kind for kind in kinds)
        return kinds
    if flags := listed(config, "attn_type_list"):  # MiniMax: 1 has attention
        return tuple(Kind.FULL if flag == 1 else Kind.STATE for flag in flags)
    if flags := listed(config, "hybrid_layer_pattern"):  # MiMo: 1 has a window
        return tuple(Kind.WINDOW if flag == 1 else Kind.FULL for flag in flags)
    return None


def _by_indices(config: Config, count: int) -> Kinds | None:
    """Lists of the layers that have attention, in a model whose others have a state."""
    inner = section(config, "linear_attn_config")
    if full := listed(inner, "full_attn_layers"):  # Kimi counts from one
        return tuple(Kind.FULL if i + 1 in full else Kind.STATE for i in range(count))
    if full := listed(config, "attn_layer_indices", "full_attn_idxs"):
        return tuple(Kind.FULL if i in full else Kind.STATE for i in range(count))
    return None


def _by_period(config: Config, count: int) -> Kinds | None:
    """Every so many layers one with attention."""
    if period := positive(config, "full_attention_interval"):
        return _every(period, period - 1, count, other=Kind.STATE)
    if period := positive(config, "attn_layer_period"):
        return _every(period, whole(config, "attn_layer_offset") or 0, count, other=Kind.STATE)
    return None


@lru_cache(maxsize=256)
def _every(period: int, offset: int, count: int, *, other: Kind) -> Kinds:
    return tuple(Kind.FULL if i % period == offset % period else other for i in range(count))


_READERS: tuple[Callable[[Config, int], Kinds | None], ...] = (
    _by_letters,
    _by_list,
    _by_indices,
    _by_period,
)


def _has_unknown_words(config: Config) -> bool:
    return bool(listed(config, "layer_types", "layers_block_type", "block_types"))


def _by_window(config: Config, count: int) -> Kinds | None:
    """A window on all layers, on some, or on none, by the config's pattern or the family's."""
    family = families().get(word(config, "model_type"), {})
    rule = family.get("layers", "full")
    if rule in ("state", "both", "none", "chunk"):
        if rule == "chunk":
            return _every(4, 3, count, other=Kind.CHUNK)
        return (Kind(rule),) * count
    if not positive(config, "sliding_window"):
        return (Kind.FULL,) * count
    if "use_sliding_window" in config and not says(config, "use_sliding_window"):
        return (Kind.FULL,) * count
    return _windowed(config, count, rule)


def _windowed(config: Config, count: int, rule: str | int) -> Kinds:
    stated = config.get("sliding_window_pattern", config.get("_sliding_window_pattern"))
    if isinstance(stated, str) and stated and set(stated) <= set("LG"):  # EXAONE: `LLLG`
        kinds = tuple(Kind.FULL if letter == "G" else Kind.WINDOW for letter in stated)
        return tuple(kinds[i % len(kinds)] for i in range(count))
    period = positive(
        config, "sliding_window_pattern", "_sliding_window_pattern", "global_attn_every_n_layers"
    )
    if period or isinstance(rule, int):
        period = period or int(rule)
        return _every(period, period - 1, count, other=Kind.WINDOW)
    first = whole(config, "max_window_layers")
    if rule == "flag" and first is not None:  # Qwen2: the first layers see everything
        return tuple(Kind.WINDOW if i >= first else Kind.FULL for i in range(count))
    return ((Kind.WINDOW if rule in ("window", "flag") else Kind.FULL),) * count
