"""The regions that licenses leave out, by the names that people give them in three languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_OUT = (
    r"(?:\b(?:outside(?: of)?|except(?:ing)?(?: for| in)?|exclud(?:ing|es?|ed)|without|other than"
    r"|apart from|not(?: (?:in|for|offered|available|sold|used))*|no (?:\w+ )?(?:in|from)|no|non)"
    r"[- ](?:the )?|(?:除了?|不含|不包括|不在|非|不面向))\s?"
)
_OUT_AFTER = (
    r"\s?(?:以外|之外|除外|を除[きくい]?|は除[きくい]|は対象外|不(?:可用|提供|开放)|excluded\b)"
)
_CODES = pattern(r"[A-Z]{2}(?:\W{1,3}[A-Z]{2}){0,40}")
_JOINT = r"\s?(?:,|/|、|和|及|与|や|と|\band\b|\bor\b|\bnor\b|&)\s?(?:the )?"


def regions_in(text: str) -> frozenset[str]:
    """Find the regions that a text names or lies in: EU, UK, KR; the whole world has them all.

    What a text leaves out, it does not name: `worldwide except the EU`.
    """
    plain = fold(text)
    folded = plain.casefold()
    left_out = tuple(match[0] for match in _left_out().finditer(folded))
    said = _left_out().sub(" ", folded)
    out = {name for one in left_out for name, way in _patterns() if way.search(one)}
    everywhere = bool(_everywhere().search(said))
    return frozenset(
        name for name, way in _patterns() if way.search(said) or (everywhere and name not in out)
    ) | _by_codes(plain)


def is_placed(text: str) -> bool:
    """Tell whether a text names a place that is known: one that licenses leave out, or another."""
    folded = fold(text).casefold()
    known = (_everywhere(), _elsewhere(), *(way for _, way in _patterns()))
    return bool(_CODES.fullmatch(fold(text).strip())) or any(one.search(folded) for one in known)


def _by_codes(text: str) -> frozenset[str]:
    """Find the regions of a text that is written in codes of countries alone: `FR, IT`."""
    if not _CODES.fullmatch(text.strip()):
        return frozenset()
    codes = set(re.findall(r"[A-Z]{2}", text))
    known = table("licenses")["codes"].items()
    return frozenset(name for name, own in known if not codes.isdisjoint(own.split()))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(_bounded(words))) for name, words in table("licenses")["regions"].items()
    )


@cache
def _everywhere() -> re.Pattern[str]:
    return re.compile(_bounded(table("licenses")["everywhere"]))


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(_bounded(table("licenses")["elsewhere"]))


@cache
def _left_out() -> re.Pattern[str]:
    """Match regions in a row with a word that leaves them out before or behind them."""
    name = _bounded([word for words in table("licenses")["regions"].values() for word in words])
    row = rf"{name}(?:{_JOINT}{name}){{0,9}}"  # a longer row takes its square to find
    return re.compile(rf"{_OUT}{row}|{row}{_OUT_AFTER}")


def _bounded(words: Sequence[str]) -> str:
    return rf"(?<![a-z])(?:{'|'.join(words)})(?![a-z])"
