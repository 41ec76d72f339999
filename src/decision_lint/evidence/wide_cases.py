"""How many fixed cases a text states in Chinese or Japanese: `固定 7 問`, `共 6 题`."""

from __future__ import annotations

import re
from functools import cache

_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"两": 2}
_NUMBER = r"(?<![\d.,第一二三四五六七八九十百])(?P<n>\d{1,5}|[〇一二三四五六七八九十百两]{1,5})\s?"
_COUNTER = (
    r"(?:问题|题|问題|問|題|件|道|份|篇|首|例|条|條|組|组|张|枚|句|封|通|段|页|ページ|ケース|項目"
    r"|サンプル|質問|个?(?:测试)?(?:用例|样例|样本|案例)|個|个|本)"
)
_LOOSE_COUNTERS = frozenset("个 個 本 条 條 枚 张 段".split())


@cache
def _fixed() -> tuple[re.Pattern[str], ...]:
    apart = r"[^\d。；;〇一二三四五六七八九十百两]{0,10}?"
    return (
        re.compile(rf"固定(?:の|的)?{apart}{_NUMBER}{_COUNTER}"),
        re.compile(rf"{_NUMBER}{_COUNTER}\s?(?:の)?固定"),
    )


@cache
def _whole() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"(?:共|全部?|合計|总计|總計|計|计)\s?(?:で)?{_NUMBER}(?:{_COUNTER})"),
        re.compile(rf"{_NUMBER}{_COUNTER}\s?(?:中|のうち|うち|里|当中|內|内)"),
    )


@cache
def _any() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Match a count, what in front makes it a threshold, and what a loose counter needs."""
    passed = "以上|以下|未満|未满|を下回|が合格|が正解|合格|通过|通過|正解|正确|答对|达标|パス|が通"
    limits = "至少|不少于|少于|多于|低于|超过|最少|最多|少なくとも|最低|答对|通过|通過|前|每|毎|第"
    things = (
        "问题|問題|题|用例|样例|案例|测试|提示|样本|文档|句子|对话|工单|邮件|合同|场景|質問|テスト"
        "|文書|メール"
    )
    return (
        re.compile(rf"{_NUMBER}(?P<counter>{_COUNTER})(?!\s?(?:{passed}))"),
        re.compile(rf"(?:{limits})\s?$"),
        re.compile(rf"(?:的|の)?[^，。、\s]{{0,6}}?(?:{things})"),
    )


def count_fixed(text: str) -> int | None:
    """Take the number of what is called fixed."""
    return _first(_fixed(), text)


def count_whole(text: str) -> int | None:
    """Take the number of all, or the one of which a part is asked."""
    return _first(_whole(), text)


def count_any(text: str) -> int | None:
    """Take the first number of cases that is no threshold."""
    counted, limit, thing = _any()
    for found in counted.finditer(text):
        says = found["counter"] not in _LOOSE_COUNTERS or thing.match(text, found.end())
        if says and not limit.search(text[max(0, found.start() - 8) : found.start()]):
            return _number(found["n"])
    return None


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> int | None:
    places = [found for pattern in patterns if (found := pattern.search(text))]
    return _number(min(places, key=re.Match.start)["n"]) if places else None


def _number(word: str) -> int:
    """Read a number below a thousand: `8`, `八`, `十二`, `二十`, `一百五十`."""
    if word.isdecimal():
        return int(word)
    total = current = 0
    for character in word:
        if character in "十百":
            total += max(current, 1) * (10 if character == "十" else 100)
            current = 0
        else:
            current = 10 * current + _DIGITS[character]
    return total + current
