"""YAML as plain data, for what needs no positions."""

from __future__ import annotations

from typing import Any

LIMIT = 65_536
"""Characters; a longer text is not read."""


def read_yaml(text: str) -> Any:
    """Read a text; None where it is no YAML, is too long or nests too deeply."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if len(text) > LIMIT:
        return None
    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, RecursionError, ValueError, TypeError, AttributeError):
        # The last two come from tags and keys that no mapping of Python's can hold.
        return None
