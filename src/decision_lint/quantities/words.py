"""Words for a status, a route, yes and no; and days, in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.quantities.folding import fold

_NO = re.compile(
    r"(?:(?:no|n|false|off|none|never)(?![a-z0-9_])(?! (?:idea|clue|decision))|not (?:needed|required|necessary|allowed|used|planned|applicable)"
    r"|not?[,.;:]|unnecessary|forbidden|prohibited|without"
    r"|否|不|无|無|没|未要求|いいえ|なし|ない|しない|禁止|必要(?:は)?(?:な|あり?ませ)|要らな|いらな|ノー)"
)
_YES = re.compile(
    r"(?:(?:yes|y|true|on|needed|required|necessary|allowed|permitted)(?![a-z0-9_])"
    r"|是(?!否)|需|要(?!確認|检|検)|有|允许|可(?!能)|会(?!议)|对(?!于)|はい|ある|あり|必要|する|許可|イエス)"
)
_DOUBT = re.compile(
    r"(?:不确定|不清楚|不知|不明|未定|未知|不一定|无法确定|没(?:有)?(?:决定|确定|想)|無回答)"
)
_ARROW = re.compile(r"\s?(?:->|=>|→|⇒|➜)\s?")
_SUPERSEDED_BY = re.compile(
    r"\b(?:superseded|replaced) by\b|已?被.{0,20}(?:取代|替代|替换)|に(?:より)?置き換え"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct"
        "|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(
    rf"(?:(?P<y1>\d{{4}})\s?[-/.年]\s?(?P<m1>\d{{1,2}})\s?[-/.月]\s?(?P<d1>\d{{1,2}})\s?日?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of )?(?P<m2>{_MONTH})\.?,?[\s-](?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH})\.?\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y3>\d{{4}})"
    rf"|(?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.\s?(?P<y4>\d{{4}})"
    rf"|令和\s?(?P<era>\d{{1,2}}|元)年\s?(?P<m5>\d{{1,2}})月\s?(?P<d5>\d{{1,2}})日)"
    rf"(?![\d])(?:t?\s?\d{{1,2}}:\d{{2}}\S*)?",
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_REIWA = 2018
_MOST_MONTHS = 12


def read_status(text: str) -> str | None:
    """Read the state that a text begins with, ends in behind an arrow, or was superseded from."""
    folded = _ARROW.split(_bare(text))[-1]
    return "superseded" if _SUPERSEDED_BY.search(folded) else _leading(folded, "status")


def read_route(text: str) -> str | None:
    """Read the route that a text begins with: where it runs first."""
    folded = _bare(text)
    route = _leading(folded, "route")
    if route == "local_cpu" and re.search(
        r"(?<!no )(?<!without )(?<!无 )\b(?:gpu|rtx|cuda)\b", folded
    ):
        return None  # a laptop with a GPU is none of the three
    if route == "free_colab" and re.search(r"colab (?:pro|enterprise)|paid|付费|有料", folded):
        return None
    return route


def read_yes_no(text: str) -> bool | None:
    """Read the yes or no that a text begins with."""
    folded = _bare(text)
    if _DOUBT.match(folded):
        return None
    if _NO.match(folded):
        return False
    return True if _YES.match(folded) else None


def read_date(text: str) -> str | None:
    """Read the day that a text begins with, as YYYY-MM-DD; one that does not exist is none."""
    folded = _bare(text)
    if match := _DAY.match(folded):
        groups = {
            key[0]: value for key, value in match.groupdict().items() if value and key != "era"
        }
        year = groups.get("y") or _era(match["era"])
        return _day(year, _MONTHS.get(groups["m"], groups["m"]), groups["d"])
    if match := _SLASHED.match(folded):
        one, two = int(match[1]), int(match[2])
        if one > _MOST_MONTHS >= two:
            return _day(match[3], two, one)
        if two > _MOST_MONTHS >= one:
            return _day(match[3], one, two)
    return None  # 3/4/2026 is a day in March or in April


def _bare(text: str) -> str:
    """Give a text as it is compared: folded, without marks in front of its first word."""
    return re.sub(r"^[^\w]+", "", fold(text).casefold()).strip()


def _era(year: str) -> int:
    return _REIWA + (1 if year == "元" else int(year))


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _leading(text: str, what: str) -> str | None:
    match = _spelt(what)[0].match(text)
    return _spelt(what)[1][match[1]] if match else None


@cache
def _spelt(what: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = {
        fold(word).casefold(): meaning
        for meaning, spelt in table("words")[what].items()
        for word in spelt
    }
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"({either})(?![a-z0-9_])"), words
