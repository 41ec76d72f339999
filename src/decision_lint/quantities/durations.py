"""Spans of time: `20 min`, `2 hours`, `30 分钟`, `2 時間`."""

from __future__ import annotations

import re
from datetime import timedelta

from decision_lint.quantities.folding import fold

_UNITS = {
    "seconds": "s sec secs second seconds 秒 秒钟 秒間",
    "minutes": "m min mins minute minutes 分 分钟 分間",
    "hours": "h hr hrs hour hours 小时 个小时 時間",
    "days": "d day days 天 日間",
    "weeks": "w week weeks 周 个星期 週間",
}
_NAMES = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_SPELT = "|".join(sorted(_NAMES, key=len, reverse=True))
_DURATION = re.compile(rf"(?<![\w.:])(\d{{1,5}}(?:\.\d{{1,2}})?)[\s-]?({_SPELT})(?![a-z0-9])")


def find_durations(text: str) -> tuple[timedelta, ...]:
    """Find the spans of time that a text states."""
    found = _DURATION.findall(fold(text).casefold())
    return tuple(timedelta(**{_NAMES[unit]: float(number)}) for number, unit in found)
