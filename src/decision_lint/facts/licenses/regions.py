"""The regions that licenses leave out, by the names that people give them in three languages."""

from __future__ import annotations

import re
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.quantities.folding import fold


def regions_in(text: str) -> frozenset[str]:
    """Find the regions that a text names or lies in: EU, UK, KR; the whole world has them all."""
    folded = fold(text).casefold()
    return frozenset(name for name, pattern in _patterns() if pattern.search(folded))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    everywhere = "|".join(table("licenses")["everywhere"])
    return tuple(
        (name, re.compile(rf"(?<![a-z])(?:{'|'.join(words)}|{everywhere})(?![a-z])"))
        for name, words in table("licenses")["regions"].items()
    )
