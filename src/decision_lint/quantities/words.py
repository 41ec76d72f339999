"""Words for a status, a route, yes and no; and days, in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.templates import is_unfilled

_NO = pattern(
    r"(?:(?:no|n|false|off|none|never)(?![a-z0-9_])(?! (?:idea|clue|decision))|not (?:needed|required|necessary|allowed|used|planned|applicable)"
    r"|not?[,.;:]|unnecessary|forbidden|prohibited|without"
    r"|否|不|无|無|没|未要求|いいえ|なし|ない|しない|禁止|必要(?:は)?(?:な|あり?ませ)|要らな|いらな|ノー)"
)
_YES = pattern(
    r"(?:(?:yes|y|true|on|needed|required|necessary|allowed|permitted)(?![a-z0-9_])"
    r"|是(?!否)|需|要(?!確認|检|検)|有|允许|可(?!能)|会(?!议)|对(?!于)|はい|ある|あり|必要|する|許可|イエス)"
)
_DOUBT = pattern(
    r"(?:不确定|不清楚|不知|不明|未定|未知|不一定|无法确定|没(?:有)?(?:决定|确定|想)|無回答)"
)
_EITHER = pattern(
    r"n/a\b|(?:yes|no|y|n|true|false|是|否|有|无|はい|いいえ)(?: ?[/|] ?| or |还是|或|か)(?:yes|no|y|n|true|false|是|否|有|无|はい|いいえ)"
)
"""A choice that nobody made: `yes/no`."""
_MARKED = pattern(r"[\W_]*(?:(?P<yes>[✅✓✔☑]|\[x\])|(?P<no>[❌✗✘✖]))\W*")
_ARROW = pattern(r"\s?(?:->|=>|→|⇒|➜)\s?")
_SUPERSEDED_BY = pattern(
    r"\b(?:superseded|replaced) by\b|已?被.{0,20}(?:取代|替代|替换)|に(?:より)?置き換え"
)
_LABEL = pattern(
    r"(?:(?:current )?status|route|(?:decision )?date|decided(?: on)?|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|mon|tue|wed|thu|fri|sat|sun|状态|状態|ステータス|路线|路線|ルート|日期|日付)\s?[:：,]?\s+"
    r"|(?:status|route|date|状态|状態|ステータス|路线|路線|ルート|日期|日付)[:：]"
)
"""A word that a value repeats from its key, and the day of the week in front of a date."""
_BOX = pattern(r"\[(?P<x>[ x✓✔]?)\]|(?P<empty>☐)|(?P<full>[☑☒])")
_MARKS = pattern(r"^[\W_]+")
_OR = pattern(r"\s?(?:\||/|,?\s?or\b|或者?|还是|または|もしくは|か)\s?")
_RENTED = pattern(
    r"(?:an? |our |the |one |we )?(?:rented|rent|renting|hired|leased|租用?|レンタル(?:の|した)?|借りた)(?:一[张台块]|的)?\s?"
    r"(?:[\w.+]+ ){0,4}?(?:gpu|card|[atlhvb]\d{1,3}s?\b|(?:rtx )?[345]0[6-9]0\b)|gpu ?レンタル|gpu rental"
)
_HAS_GPU = pattern(
    r"(?<!no )(?<!without )(?<!without a )(?<!无 )(?<!no dedicated )(?<!rented )(?<!cloud )\b(?:gpu|rtx|cuda)\b"
)
_LATER = pattern(r" then | later | until |之后|以后|后来|のち|その後")
_PAID = pattern(r"colab (?:pro|enterprise)|paid|付费|有料")
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
_DAY = pattern(
    rf"(?:(?P<y1>\d{{4}})\s?[-–/.年]\s?(?P<m1>\d{{1,2}})\s?[-–/.月]\s?(?P<d1>\d{{1,2}})\s?日?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of )?(?P<m2>{_MONTH})\.?,?[\s-](?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH})\.?\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y3>\d{{4}})"
    rf"|(?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.\s?(?P<y4>\d{{4}})"
    rf"|令和\s?(?P<era>\d{{1,2}}|元)年\s?(?P<m5>\d{{1,2}})月\s?(?P<d5>\d{{1,2}})日)"
    rf"(?!\d|[-/.]\d)(?:t?\s?\d{{1,2}}:\d{{2}}\S*)?",
)
_SLASHED = pattern(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![-/]?\d)")
_ISO = pattern(r"\d{4}-\d{2}-\d{2}")
_PLAIN = {
    "yes": True,
    "no": False,
    "true": True,
    "false": False,
    "是": True,
    "否": False,
    "はい": True,
    "いいえ": False,
}
"""What is written most often needs no closer look."""
_REIWA = 2018
_MOST_MONTHS = 12


def read_status(text: str) -> str | None:
    """Read the state that a text begins with, ends in behind an arrow, or was superseded from."""
    bare = _bare(text)
    if exact := _meanings("status").get(bare):
        return exact
    folded = _ARROW.split(bare)[-1]
    if _SUPERSEDED_BY.search(folded):
        return "superseded"
    return _leading(folded, "status")


def read_route(text: str) -> str | None:
    """Read the route that a text begins with: where it runs first."""
    folded = re.sub(r"(?<=[a-z])[-_](?=[a-z])", " ", _bare(text))
    if exact := _meanings("route").get(folded):
        return exact
    route = _leading(folded, "route") or ("rented_gpu" if _RENTED.match(folded) else None)
    if route == "local_cpu" and _HAS_GPU.search(_first(folded)):
        return None  # a laptop with a GPU is none of the three
    if route == "free_colab" and _PAID.search(folded):
        return None
    return route


def _first(text: str) -> str:
    """Leave out what comes later: `local_cpu -> rented_gpu`."""
    return _LATER.split(_ARROW.split(text, maxsplit=1)[0], maxsplit=1)[0]


def read_yes_no(text: str) -> bool | None:
    """Read the yes or no that a text begins with, or the mark that it is."""
    if (exact := _PLAIN.get(text.casefold())) is not None:
        return exact
    if marked := _MARKED.fullmatch(fold(text).casefold()):
        return bool(marked["yes"])
    folded = _bare(text)
    if _DOUBT.match(folded) or _EITHER.match(folded) or folded.endswith("?"):
        return None
    if _NO.match(folded):
        return False
    return True if _YES.match(folded) else None


def read_date(text: str) -> str | None:
    """Read the day that a text begins with, as YYYY-MM-DD; one that does not exist is none."""
    folded = _bare(text)
    if _ISO.fullmatch(folded):
        return _day(*folded.split("-"))
    if match := _DAY.match(folded):
        groups = {
            key[0]: value for key, value in match.groupdict().items() if value and key != "era"
        }
        year = groups.get("y") or _era(match["era"])
        return _day(year, _MONTHS.get(groups["m"], groups["m"]), groups["d"])
    if match := _SLASHED.match(folded):
        one, two = int(match[1]), int(match[3])
        if one > _MOST_MONTHS >= two:
            return _day(match[4], two, one)
        if two > _MOST_MONTHS >= one or one == two:
            return _day(match[4], one, two)
    return None  # 3/4/2026 is a day in March or in April


def _bare(text: str) -> str:
    """Give a text as it is compared: folded, without marks and its own label in front.

    What is a template that nobody filled in, or a box that nobody ticked, is nothing.
    """
    folded = fold(text).casefold()
    if folded.replace("_", "x").replace("-", "x").isalnum() and folded[0].isalnum():
        return folded  # one word, as most are
    if is_unfilled(folded):
        return ""
    boxes = list(_BOX.finditer(folded))
    ticked = [box for box in boxes if (box["x"] or "").strip() or box["full"]]
    if boxes and len(ticked) != 1:
        return ""
    if ticked:
        folded = folded[ticked[0].end() :]
    bare = _MARKS.sub("", folded).strip()
    return _MARKS.sub("", _LABEL.sub("", bare, count=1) if _LABEL.match(bare) else bare).strip()


def _era(year: str) -> int:
    return _REIWA + (1 if year == "元" else int(year))


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _leading(text: str, what: str) -> str | None:
    """Give what the first word of a text means; of a choice that nobody made, nothing."""
    spelt, words = _spelt(what), _meanings(what)
    match = spelt.match(text)
    if match is None or text.endswith("?"):
        return None
    if either := _OR.match(text, match.end()):
        other = spelt.match(text, either.end())
        if other and words[other[1]] != words[match[1]]:
            return None
    return words[match[1]]


@cache
def _meanings(what: str) -> Mapping[str, str]:
    return {
        fold(word).casefold(): meaning
        for meaning, spelt in table("words")[what].items()
        for word in spelt
    }


@cache
def _spelt(what: str) -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in sorted(_meanings(what), key=len, reverse=True))
    return re.compile(rf"({either})(?![a-z0-9_])")
