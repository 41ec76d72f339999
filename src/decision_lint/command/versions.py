"""Versions of runtimes, as far as a command or a record names them."""

from __future__ import annotations

import re

from decision_lint.patterns import pattern

_VERSION = pattern(r"(?<![\w.])v?(\d+\.\d+(?:\.\d+)*(?:\.?post\d+)?)")


def find_version(text: str | None) -> str | None:
    """Find the first version number in a text: `0.8.5` in `vllm/vllm-openai:v0.8.5`."""
    found = _VERSION.search(text or "")
    return found[1] if found else None


def is_before(version: str, other: str) -> bool:
    """Tell whether a version is older than another."""
    return _numbers(version) < _numbers(other)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))
