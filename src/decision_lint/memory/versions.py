"""Versions of runtimes, compared: a runtime without a stated version is taken for the newest."""

from __future__ import annotations

import re
from functools import lru_cache

from decision_lint.patterns import pattern

_NUMBERS = pattern(r"\d{1,9}")
_NEWEST = (1 << 30,)
_KNOWN = pattern(r"\s*(?:v|b)?\d")


@lru_cache(maxsize=256)
def parse_version(text: str | None) -> tuple[int, ...]:
    """Read a version as numbers: `0.19.1` is (0, 19, 1), `b6000` is (6000,), none the newest."""
    if text is None or not _KNOWN.match(text):
        return _NEWEST
    words = text.strip().removeprefix("v").split(maxsplit=1)
    head = re.split(r"[+\-_]|dev|rc|x", words[0], maxsplit=1)[0]
    return tuple(int(number) for number in _NUMBERS.findall(head)) or _NEWEST


@lru_cache(maxsize=1024)
def is_before(version: str | None, limit: str) -> bool:
    """Tell whether a version is older than a limit; an unstated one is not."""
    return parse_version(version) < parse_version(limit)
