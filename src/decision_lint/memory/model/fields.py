"""The fields of a config.json, read without trust: a value of another type is as good as absent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from decision_lint.knowledge.tables import table

Config = Mapping[str, Any]

MOST_LAYERS = 1024
"""More layers than any model has; a config that claims more is not believed."""
_LARGEST = 1 << 40
_NESTED = ("text_config", "llm_config", "language_config", "language_model", "thinker_config")


def whole(config: Config, *names: str) -> int | None:
    """Give the first of these fields that is a whole number, zero included."""
    for name in names:
        value = config.get(name)
        if value is None:
            continue
        if type(value) is int and 0 <= value <= _LARGEST:
            return value
        if type(value) is float and 0 <= value <= _LARGEST and value.is_integer():
            return int(value)
    return None


def positive(config: Config, *names: str) -> int | None:
    """Give the first of these fields that is a whole number above zero."""
    for name in names:
        value = config.get(name)
        if value is None:
            continue
        if type(value) is int and 0 < value <= _LARGEST:
            return value
        if type(value) is float and 0 < value <= _LARGEST and value.is_integer():
            return int(value)
    return None


def ratio(config: Config, *names: str) -> float | None:
    """Give the first of these fields that is a number above zero."""
    for name in names:
        value = config.get(name)
        if isinstance(value, int | float) and value is not True and 0 < value <= _LARGEST:
            return float(value)
    return None


def listed(config: Config, *names: str) -> tuple[Any, ...]:
    """Give the first of these fields that is a list with something in it."""
    for name in names:
        value = config.get(name)
        if isinstance(value, list | tuple) and 0 < len(value) <= MOST_LAYERS:
            return tuple(value)
    return ()


def section(config: Config, *names: str) -> Config:
    """Give the first of these fields that is a mapping with something in it."""
    for name in names:
        value = config.get(name)
        if value is not None and isinstance(value, dict | Mapping) and value:
            return value
    return {}


def word(config: Config, *names: str) -> str:
    """Give the first of these fields that is a text, in lower case."""
    for name in names:
        value = config.get(name)
        if isinstance(value, str) and value:
            return value.casefold()
    return ""


def says(config: Config, name: str, *, default: bool = False) -> bool:
    """Tell whether a field is true."""
    value = config.get(name)
    return value if isinstance(value, bool) else default


def language_model(config: Config) -> Config:
    """Give the fields of the language model: those of its own section, then the others.

    A section leaves out what its class has as a default (Gemma 3 4B does not even state its
    heads), so these are filled in; at the top nothing is, since there a lack is a lack.
    """
    for _ in range(3):
        inner = section(config, *_NESTED)
        if not inner:
            break
        defaults = _defaults().get(word(inner, "model_type"), {})
        outer = {key: value for key, value in config.items() if key not in _NESTED}
        config = {**defaults, **outer, **inner}
    if not (usual := usual_fields(config)):
        return config
    return {**usual, **config}


def usual_fields(config: Config) -> Config:
    """Give what every published model of a family has, where the facts do not state it.

    Catalogues leave out the rank of latent attention and the like; the estimate says which were
    taken. A field that is stated as null stays as it is.
    """
    family = _families().get(word(config, "model_type"), {})
    usual = section(family, "usual")
    if not usual:
        return {}
    small = section(family, "usual_small")
    if small and (whole(config, "hidden_size") or 0) <= int(small["hidden_size"]):
        usual = {**usual, "sliding_window": small["sliding_window"]}
    for key, other in section(family, "usual_twice").items():
        if number := positive(config, other):
            usual = {**usual, key: 2 * number}
    return {key: value for key, value in usual.items() if key not in config}


@cache
def _families() -> Mapping[str, Config]:
    found: Mapping[str, Config] = table("memory")["families"]
    return found


@cache
def _defaults() -> Mapping[str, Config]:
    found: Mapping[str, Config] = table("memory")["defaults"]
    return found
