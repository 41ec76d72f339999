"""Numbers of tokens: `8192`, `32k` (32768), `128K tokens`, `3.2万`, `4k in + 1k out`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.numbers import NO_NUMBER_BEFORE, NUMBER, number_of

_TOKENS = pattern(
    rf"{NO_NUMBER_BEFORE}(?P<number>{NUMBER})\s?(?P<unit>ki|k|mi|m|thousand|million|千|万|百万)?(?![a-z0-9_%])"
)
_DIGITS = pattern(r"\d+")
_UNITS = {
    "": 1,
    "k": 2**10,
    "ki": 2**10,
    "m": 2**20,
    "mi": 2**20,
    "thousand": 1000,
    "million": 10**6,
    "千": 1000,
    "万": 10_000,
    "百万": 10**6,
}
_OTHER = pattern(
    r"(?:/|per |每|毎)\s?(?:s|sec|seconds?|min|minutes?|h|hours?|day|秒|分|小时|時間|天|日)(?![a-z])"
    r"|(?<![a-z])[rqt]p[smhd](?![a-z])|[$€£¥%]|(?<![\w.])-\s?\d"
    r"|\d ?[km千万]? ?(?:[kmgt]i?b|pages?|words?|docs?|documents?|files?|char(?:acter)?s?|letters|users?|people|req|requests?"
    r"|seconds?|minutes?|min|ms|turns?|messages?|questions?|parameters?|字节|页|字(?!元)|文字|ページ|人|秒|件)(?![a-z])"
)
"""A rate, a price, or a number of something else."""
_NOUN = r"\s?(?:tokens?|トークン|词元)?\s?"
_AND = r"(?:\+|/|,|;|and|plus|&|、|和|と)"
_IN = r"(?:in|inputs?|prompts?|context|输入|入力|提示)(?![a-z])"
_OUT = r"(?:out|outputs?|completions?|generated|answers?|responses?|输出|出力|生成|回答)(?![a-z])"
_PLUS = pattern(rf"{_NOUN}\+{_NOUN}")
_TAKEN = pattern(rf"{_NOUN}(?:of\s)?{_IN}{_NOUN}{_AND}{_NOUN}")
_GIVEN = pattern(rf"{_NOUN}(?:of\s)?{_OUT}")
_NAMED_IN = pattern(rf"(?<![a-z]){_IN}{_NOUN}[:：]?\s?$")
_NAMED_OUT = pattern(rf"{_NOUN}{_AND}?\s?{_OUT}{_NOUN}[:：]?\s?")
_NAME = pattern(r"[a-z]\s?$")  # of "Qwen 3 128k", the 3 is none of a number
_LOOK = 20


def read_tokens(text: str) -> int | None:
    """Read a text that states one number of tokens; `k` is 1024 and `m` is 1024 times that.

    What goes in and what comes out are added: a context holds both.
    """
    folded = re.sub(r"\.(?=\s|$)", " ", fold(text).casefold())
    if _OTHER.search(folded):
        return None
    found = list(_TOKENS.finditer(folded))
    seen = sum(len(_DIGITS.findall(match[0])) for match in found)
    spaced = any(
        " " in match["number"] and (match["unit"] or _NAME.search(folded[: match.start()][-2:]))
        for match in found
    )
    if not found or spaced or seen != len(_DIGITS.findall(folded)):
        return None
    spoken = set(_spoken(folded, found))
    amount = spoken.pop()
    return int(amount) if not spoken and amount == int(amount) else None


def _spoken(text: str, found: list[re.Match[str]]) -> Iterator[float]:
    """Give the amounts that a text states; of those that are added, the sum."""
    at = 0
    while at < len(found):
        amount = _amount(found[at])
        while at + 1 < len(found) and _adds(text, found[at], found[at + 1]):
            at += 1
            amount += _amount(found[at])
        yield round(amount, 6)
        at += 1


def _adds(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[one.end() : other.start()]
    if _PLUS.fullmatch(between):
        return True
    if _TAKEN.fullmatch(between) and _GIVEN.match(text, other.end()):
        return True
    before = text[max(0, one.start() - _LOOK) : one.start()]
    return bool(_NAMED_OUT.fullmatch(between) and _NAMED_IN.search(before))


def _amount(match: re.Match[str]) -> float:
    return round(number_of(match["number"]) * _UNITS[match["unit"] or ""], 6)
