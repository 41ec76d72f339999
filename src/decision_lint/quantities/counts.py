"""Whole numbers: `4`, `4 users`, `four`, `四`."""

from __future__ import annotations

import re

from decision_lint.quantities.folding import fold

_WORDS = {
    word: number
    for number, words in enumerate(
        "zero|one 一|two 二 两 二つ|three 三|four 四|five 五|six 六|seven 七|eight 八|nine 九|ten 十".split(
            "|"
        )
    )
    for word in words.split()
}
_NUMBER = re.compile(
    r"(?<![\w.,])-?\d{1,3}(?:,\d{3})+(?![\w.,]\d)|(?<![\w.,-])-?\d{1,9}(?![\d.,]*\d|\s?k\b)"
)
_ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def read_count(text: str) -> int | None:
    """Read a text that states one whole number."""
    folded = fold(text).casefold()
    first = folded.split(" ", maxsplit=1)[0]
    if not _ANY_NUMBER.search(folded):
        return _WORDS.get(folded, _WORDS.get(first))
    found = _NUMBER.findall(folded)
    if len(found) != 1 or len(_ANY_NUMBER.findall(folded)) != 1:
        return None
    return int(found[0].replace(",", ""))


def count_word(word: str) -> int | None:
    """Give the number that one word is: `two`, `两`, `8`."""
    return int(word) if word.isdecimal() else _WORDS.get(word)
