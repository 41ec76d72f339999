"""Numbers as people write them: `14,5`, `1,500`, `1 500`, `twelve`, `十二`."""

from __future__ import annotations

NUMBER = (
    r"(?:\d{1,3}(?:[,_'’]\d{3})+(?:\.\d{1,6})?"
    r"|\d{1,3}(?: \d{3})+"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,9}\.\d{1,6}|\d{1,6},\d{1,2}|\d{1,9})(?![.,'’]?\d)"
)
"""A number: thousands parted by commas, spaces or dots, decimals behind a point or a comma."""

NO_NUMBER_BEFORE = r"(?<![a-z0-9_.])(?<!\d[,'’])"
"""What stands in front of a number that begins here; Chinese and Japanese may."""

_WORDS = {
    word: number
    for number, words in enumerate(
        "zero|one single 一 单 単|two dual 二 两 兩 双 雙|three triple 三|four quad 四|five 五|six 六|seven 七"
        "|eight 八|nine 九|ten 十|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
        "|nineteen|twenty".split("|")
    )
    for word in words.split()
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
COUNT_WORD = (
    r"(?:a pair of|a couple of|[一二两兩三四五六七八九]?十[一二三四五六七八九]?|"
    + "|".join(sorted(_WORDS | _TENS, key=len, reverse=True))
    + ")"
)
"""A word that states a count."""


def number_of(written: str) -> float:
    """Give the value of what `NUMBER` matches."""
    digits = written.translate({ord(mark): None for mark in " _'’"})
    whole, _, part = digits.rpartition(",")
    if "," not in digits:
        return float(digits.replace(".", "") if digits.count(".") > 1 else digits)
    if "." in part or len(part) == 3:  # noqa: PLR2004  (digits in a group of thousands)
        return float(digits.replace(",", ""))
    return float(f"{whole.replace('.', '')}.{part}")


def word_number(word: str) -> int | None:
    """Give the number that one word is: `two`, `两`, `十二`, `a pair of`, `8`."""
    if word.isdecimal():
        return int(word) if len(word) < 10 else None  # noqa: PLR2004  (a count has fewer digits)
    if word in {"a pair of", "a couple of"}:
        return 2
    known = _WORDS.get(word) or _TENS.get(word)
    if known is not None or "十" not in word:
        return _WORDS.get(word, known)
    tens, _, ones = word.partition("十")
    parts = (_WORDS.get(tens, 0) if tens else 1, _WORDS.get(ones, 0) if ones else 0)
    return 10 * parts[0] + parts[1]
