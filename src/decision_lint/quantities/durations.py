"""Spans of time: `20 min`, `two hours`, `half an hour`, `1h30`, `半小时`, `2 時間半`."""

from __future__ import annotations

import re
from datetime import timedelta

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.numbers import COUNT_WORD, number_of, word_number

_UNITS = {
    "seconds": "s sec secs second seconds 秒 秒钟 秒間",
    "minutes": "m min mins minute minutes 分 分钟 分鐘 分間",
    "hours": "h hr hrs hour hours 小时 小時 个小时 個小時 钟头 个钟头 時間",
    "days": "d day days 天 日間",
    "weeks": "w week weeks 周 个星期 個星期 星期 週間",
}
_NAMES = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_SPELT = "|".join(sorted(_NAMES, key=len, reverse=True))
_NUMBER = r"\d{1,5}(?:[.,]\d{1,2})?"
_DURATION = pattern(
    rf"(?:(?<![a-z0-9_.,:])(?P<number>{_NUMBER})|(?<![a-z0-9_])(?P<word>{COUNT_WORD}|an?(?= )))(?:[\s-]?(?P<and>个半|個半)|[\s-]?)"
    rf"(?P<unit>{_SPELT})(?![a-z]|\d(?!\d?\s?m?(?:in)?\b))(?P<half>半| and a half)?"
    rf"|(?<![a-z0-9_])(?P<part>half|quarter)(?: an?| of an?|-an?)?[ -](?P<of>hour|day|minute)(?![a-z])"
    rf"|半(?P<zh>个小时|個小時|小时|小時|个钟头|時間|天|日|分钟)"
)
_MINUTES = pattern(r"\s?(?:and )?(\d{1,2})(?:\s?(?:m|mins?|minutes?|分|分钟|分鐘)?(?![a-z0-9]))")
_RATE = pattern(r"(?:\d|usd|eur|dollars?|euros?|cents?|yuan|yen|once|twice|times) $")
"""What a day is the measure of: `$2 a day`, `twice a day`."""
_PARTS = {"half": 0.5, "quarter": 0.25}
_CJK_UNITS = {"天": "days", "日": "days"}
_LOOK = 12


def find_durations(text: str) -> tuple[timedelta, ...]:
    """Find the spans of time that a text states; of a range, its longer end."""
    text = fold(text).casefold()
    found, end = [], 0
    for match in _DURATION.finditer(text):
        if match.start() < end or not _is_span(match, text):
            continue  # the minutes of `1h 30min`
        span, end = _span(match), match.end()
        if match["unit"] and _NAMES[match["unit"]] == "hours" and not match["half"]:
            minutes = _MINUTES.match(text, end)
            if minutes:
                span, end = span + timedelta(minutes=int(minutes[1])), minutes.end()
        found.append(span)
    return tuple(found)


def _is_span(match: re.Match[str], text: str) -> bool:
    """Tell a span from words that look like one: `十分` says "very", `a day` may be a rate's."""
    word, unit = match["word"], match["unit"]
    if not word:
        return True
    if unit == "分" or (len(unit) == 1 and unit.isascii()):
        return False
    before = text[max(0, match.start() - _LOOK) : match.start()]
    return not (word in {"a", "an"} and _RATE.search(before))


def _span(match: re.Match[str]) -> timedelta:
    if part := match["part"]:
        return timedelta(**{f"{match['of']}s": _PARTS[part]})
    if unit := match["zh"]:
        return timedelta(**{_CJK_UNITS.get(unit) or _NAMES[unit]: 0.5})
    number = number_of(match["number"]) if match["number"] else word_number(match["word"]) or 1
    if match["and"] or match["half"]:
        number += 0.5
    return timedelta(**{_NAMES[match["unit"]]: number})
