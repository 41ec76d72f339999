"""The bare numbers that people call cards by: `4090`, `3080 Ti`, `7900 XTX`."""

from __future__ import annotations

import re
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.numbers import COUNT_WORD

CARD = r"[张張块塊卡片枚台路基]"
"""The words that count cards in Chinese and Japanese."""

_BARE = pattern(
    rf"(?:geforce|nvidia|[\d)]\s?[x×*]|\d\s?{CARD}\s?(?:の|的)?|{COUNT_WORD}\s?{CARD}\s?(?:の|的)?)\s?$"
)
_BARE_IN_WORDS = pattern(
    rf"(?<![a-z])(?:{COUNT_WORD}|an?|our|my|the|used|rented|local|spare|desktop|home)\s?$"
)
_AS_CARD = pattern(
    rf"s?(?:[\s,(-]|with){{0,3}}(?:gpus?\b|cards?\b|显卡|卡|laptop|笔记本|ノート|\d{{1,2}}\s?gi?b?\b"
    rf"|[x×*]\s?\d{{1,2}}(?!\d)|を?\s?(?:\d{{1,2}}|{COUNT_WORD})\s?{CARD})"
)
_ENDS = pattern(
    r"s?\s?(?:$|[.,;:()/+&|\n、。]|-\s|(?:with|in|on|at|for|from|and|or|via|is|are|under|desktop|has|each)\b)"
)
"""What follows a number that is a card, in words: "our 4090 at home", not "a 4090 token prompt"."""
_LOOK = 60


@cache
def numbers() -> dict[str, str]:
    """Give the numbers that people call cards by: `4090`, `3080ti`, `7900xtx`."""
    found: dict[str, str] = {}
    for name in table("devices")["devices"]:
        if card := re.fullmatch(
            r"(?:rtx|gtx|rx) (\d{4}(?: (?:ti|super|xtx?|gre|d))*)", name.casefold()
        ):
            found[card[1].replace(" ", "")] = name
    return found


def is_card(text: str, start: int, end: int) -> bool:
    """Tell a card's number from any other: by what stands around it."""
    if (start, end) == (0, len(text)):
        return True
    before = text[max(0, start - _LOOK) : start]
    if _AS_CARD.match(text, end) or _BARE.search(before):
        return True
    return bool(_ENDS.match(text, end) and _BARE_IN_WORDS.search(before))
