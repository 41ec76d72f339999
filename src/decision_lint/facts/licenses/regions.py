"""The regions that licenses leave out, by the names that people give them in three languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.quantities.folding import fold

_OUT = (
    r"(?:\b(?:outside(?: of)?|except(?:ing)?(?: for| in)?|exclud(?:ing|es?|ed)|without|other than"
    r"|apart from|not(?: (?:in|for|offered|available|sold|used))*|no (?:\w+ )?(?:in|from)|no|non)"
    r"[- ](?:the )?|(?:除了?|不含|不包括|不在|非|不面向))\s?"
)
_OUT_AFTER = (
    r"\s?(?:以外|之外|除外|を除[きくい]?|は除[きくい]|は対象外|不(?:可用|提供|开放)|excluded\b)"
)
_JOINT = r"\s?(?:,|/|、|和|及|与|や|と|\band\b|\bor\b|\bnor\b|&)\s?(?:the )?"


def regions_in(text: str) -> frozenset[str]:
    """Find the regions that a text names or lies in: EU, UK, KR; the whole world has them all.

    What a text leaves out, it does not name: `worldwide except the EU`.
    """
    folded = fold(text).casefold()
    left_out = tuple(match[0] for match in _left_out().finditer(folded))
    said = _left_out().sub(" ", folded)
    out = {name for one in left_out for name, pattern in _patterns() if pattern.search(one)}
    everywhere = bool(_everywhere().search(said))
    return frozenset(
        name
        for name, pattern in _patterns()
        if pattern.search(said) or (everywhere and name not in out)
    )


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(_bounded(words))) for name, words in table("licenses")["regions"].items()
    )


@cache
def _everywhere() -> re.Pattern[str]:
    return re.compile(_bounded(table("licenses")["everywhere"]))


@cache
def _left_out() -> re.Pattern[str]:
    """Match regions in a row with a word that leaves them out before or behind them."""
    name = _bounded([word for words in table("licenses")["regions"].values() for word in words])
    row = rf"{name}(?:{_JOINT}{name}){{0,9}}"  # a longer row takes its square to find
    return re.compile(rf"{_OUT}{row}|{row}{_OUT_AFTER}")


def _bounded(words: Sequence[str]) -> str:
    return rf"(?<![a-z])(?:{'|'.join(words)})(?![a-z])"
