"""Whole numbers: `4`, `4 users`, `four`, `四`, `8千`."""

from __future__ import annotations

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.numbers import (
    COUNT_WORD,
    NO_NUMBER_BEFORE,
    NUMBER,
    number_of,
    word_number,
)

_NUMBER = pattern(
    rf"(?:{NO_NUMBER_BEFORE}(?<!\d-)|(?<![\w.,]))(?P<number>-?{NUMBER}) ?(?P<scale>[千万])?(?!k\b| k\b|[\d/])"
)
_DIGITS = pattern(r"\d+")
_WORD = pattern(rf"(?<![a-z]){COUNT_WORD}(?![a-z])")
_SCALES = {"千": 1000, "万": 10_000}
_OTHER = pattern(
    r"(?:/|per |an |a |every |each )(?:s|sec|second|min|minute|h|hr|hour|day|week|month)s?(?![a-z])|(?<![a-z])[rqt]p[smhd](?![a-z])"
    r"|[每毎][秒分小时時天日]|\d ?(?:tokens?|tok|gi?b|mi?b|ms|sec|seconds?|min|minutes?|hours?|%)(?![a-z])|[$€£¥￥]"
    r"|\d ?[万千]?(?:秒|分钟|小时|時間|分間|词元|トークン)"
)
"""A rate, an amount or a price: no count of what there is at once."""


def read_count(text: str) -> int | None:
    """Read a text that states one whole number; a rate and an amount of something are none."""
    folded = fold(text).casefold()
    if _OTHER.search(folded):
        return None
    if not _DIGITS.search(folded):
        said = {word_number(word[0]) for word in _WORD.finditer(folded)}
        return said.pop() if _WORD.match(folded) and len(said) == 1 else None
    found = list(_NUMBER.finditer(folded))
    if len(found) != 1 or len(_DIGITS.findall(folded)) != len(_DIGITS.findall(found[0][0])):
        return None
    written, scale = found[0]["number"], found[0]["scale"]
    if "." in written and not scale:
        return None  # 1.000 is one, or a thousand where a point parts them
    number = number_of(written.removeprefix("-")) * _SCALES.get(scale, 1)
    if number != int(number):
        return None
    return -int(number) if written.startswith("-") else int(number)
