"""The context that a runtime gives a sequence when nobody states one."""

from __future__ import annotations

from decision_lint.memory.model.fields import Config, language_model, ratio, section, word
from decision_lint.memory.model.shape import Shape, read_positions
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before
from decision_lint.model import ModelFacts

_OLLAMA_TIERS = ((23.0, 4096), (47.0, 32768), (float("inf"), 262144))
"""Ollama's default by the GiB of all devices (routes.go)."""
_TIERS_SINCE = "0.15.5"
_FOUR_THOUSAND_SINCE = "0.6.7"
_SMALL = 4096
_RELATIVE = frozenset("t5 mt5 umt5 longt5 pix2struct".split())


def longest(shape: Shape, config: Config) -> int | None:
    """Give the tokens that a model can take, by what is known of its shape."""
    return _stretched(shape.positions, config)


def most_tokens(facts: ModelFacts) -> int | None:
    """Give the tokens that a model can take, by its config.json, else by its GGUF header.

    A T5 has no positions to run out of: what its config states is what it was trained on.
    """
    config = language_model(facts.config)
    if word(config, "model_type") in _RELATIVE:
        return None
    of_gguf = facts.gguf.context_length if facts.gguf else None
    return _stretched(read_positions(config), config) or of_gguf


def _stretched(positions: int, config: Config) -> int | None:
    """Give a model's positions, times what its rope stretches them.

    YaRN and linear scaling multiply the original length; configs that already state the result
    (Llama 3, longrope) are taken as they are. As vLLM derives max_model_len.
    """
    if not positions:
        return None
    scaling = section(config, "rope_scaling", "rope_parameters")
    kind = word(scaling, "rope_type", "type")
    factor = ratio(scaling, "factor")
    if (
        factor is None
        or factor <= 1
        or kind in ("", "default", "llama3", "longrope", "su", "mrope")
    ):
        return positions
    original = ratio(scaling, "original_max_position_embeddings")
    return max(positions, round((original or positions) * factor))


def default_context(shape: Shape, config: Config, setup: Setup) -> tuple[int | None, str]:
    """Choose the context where none is stated, and say which it is and why."""
    most = longest(shape, config)
    match setup.runtime:
        case "vllm" | "sglang":
            why = f"{setup.runtime} takes the model's maximum"
            return most, why
        case "tgi":
            return min(most or _SMALL, _SMALL), "TGI's own default, 4096 at most"
        case "llama.cpp":
            return most, "llama.cpp takes the model's maximum and shrinks it to free memory"
        case "ollama":
            return _ollama(most, setup)
        case "lm-studio":
            return min(most or _SMALL, _SMALL), "LM Studio's own default, 4096 at most"
        case _:
            why = f"{setup.runtime} grows with its input, and so much is assumed"
            return min(most or _SMALL, _SMALL), why


def _ollama(most: int | None, setup: Setup) -> tuple[int, str]:
    version = setup.runtime_version
    if is_before(version, _TIERS_SINCE):
        tokens = 2048 if is_before(version, _FOUR_THOUSAND_SINCE) else _SMALL
        return min(most or tokens, tokens), f"the default of Ollama {version}"
    if setup.device_gib is None or setup.cpu:
        return min(most or _SMALL, _SMALL), "Ollama's default below 23 GiB of VRAM"
    size = setup.device_gib * setup.devices
    tokens = next(tokens for limit, tokens in _OLLAMA_TIERS if size < limit)
    return min(most or tokens, tokens), f"Ollama's default on {size:.0f} GiB of VRAM"
