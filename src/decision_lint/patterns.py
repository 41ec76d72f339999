"""Patterns that are compiled when they are first used: most records need few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Unused:
    """Stands for a pattern until somebody asks it for something."""

    def __init__(self, source: str, flags: int) -> None:
        self.source, self.options = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.source, self.options)
        for each in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            self.__dict__[each] = getattr(compiled, each)  # from now on as quick as the pattern
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern for what is not asked of every text."""
    return cast("re.Pattern[str]", _Unused(source, flags))
