"""Amounts of memory: `24 GB`, `16GiB`, `2 x 24 GB`, `8 + 8 GB`, `about 5 GB VRAM`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quantities.numbers import (
    COUNT_WORD,
    NO_NUMBER_BEFORE,
    NUMBER,
    number_of,
    word_number,
)

_UNIT = (
    r"(?P<unit>[kmgt]ib|[mgt]b|go|g|gigs?|gigabytes?|megabytes?|terabytes?|gibibytes?"
    r"|ギガバイト|ギガ|千兆字节|吉字节)(?![a-z0-9]|/(?! ?\d)|ps\b)"
)
_CARDS = r"[张張块塊卡片枚台基]"
_AMOUNT = pattern(
    rf"{NO_NUMBER_BEFORE}(?:(?P<count>\d{{1,2}})\s?[x×*]\s?)?(?P<number>{NUMBER})\s?-?{_UNIT}"
)
_PER_SECOND = pattern(r"\s?(?:/|per\s|每)\s?s")
_IS_STORAGE = pattern(
    r"\s?(?:of\s|free\s|的\s?|の)*(?:disk|ssd|nvme|hdd|storage|drive|swap|磁盘|硬盘|固态|存储|ディスク|ストレージ)"
)
_FOR_STORAGE = pattern(
    r"(?:disk|ssd|nvme|storage|磁盘|硬盘|ディスク|ストレージ)[:：\s]{0,3}(?:of\s)?$"
)
_PIECES = pattern(
    r"\s?(?:ssds?|nvmes?|hdds?|drives?|disks?|cards?|gpus?|sticks?|modules?|dimms?)\b"
)
_NAME = pattern(r"[a-z+]\s$")
_TIMES = pattern(
    rf"(?:\s(?:each|per (?:gpu|card)),?)?\s?(?:[x×*]\s?(\d{{1,2}})(?!\.?[a-z0-9_])|(?:を|,)?\s?(\d{{1,2}}|{COUNT_WORD})\s?{_CARDS})"
)
_TIMES_BEFORE = pattern(
    rf"(?:{NO_NUMBER_BEFORE}(\d{{1,2}})\s?{_CARDS}|(?<![a-z])({COUNT_WORD})\s?[x×*]?{_CARDS}?)\s?(?:の|的)?\s?$"
)
_ADDENDS = pattern(r"(?:^|[(:=,;、~≈]\s?)((?:\d{1,3}(?:\.\d{1,2})?\s?\+\s?){1,7})$")
_PLUS = pattern(r"\s?\+\s?")
_TO = r"\s?(?:-|–|—|~|〜|/|\.{2,3}|…|\bto\b|\bor\b|到|至|から|或|または)\s?"
_BETWEEN = pattern(_TO.replace("|/|", "|"))  # "24 GB / 64 GB RAM" are two things
_SYSTEM = pattern(r"\s?(?:of\s)?(?:system\s|cpu\s)?(?:ram\b|ddr\d|内存|メモリ)")
_FROM = pattern(rf"{NO_NUMBER_BEFORE}({NUMBER}){_TO}$")
_UPTO = pattern(rf"{_TO}({NUMBER})(?!\s?[a-z0-9×*.%])")
_PLAIN = pattern(
    rf"(?:~|≈|about|around|approx\.?|approximately|at least|up to|max\.?|min\.?|>=|≥|约|大约|約|至少)?\s?"
    rf"(?P<number>-?(?:{NUMBER}))[.,;]?(?P<aside>\s?\([^()]*\))?"
)
_FEW_DIGITS = pattern(r"(?<![a-z0-9.])\d{1,3}(?!\d)")
_SEVERAL = pattern(
    rf"(?<![\w.])(\d{{1,3}}|{COUNT_WORD})\s?(?:cards|gpus|devices|nodes|machines|{_CARDS}(?!あたり))"
)
_NONE = frozenset("none no nothing 无 没有 なし 無し ゼロ 零".split())
_GIB = {"k": 2**-20, "m": 2**-10, "g": 1.0, "t": 1024.0}
_GB = {"m": 0.001, "g": 1.0, "t": 1000.0}
_MB_IN_A_GIB = 1024
_LINKS = frozenset("-–—~〜/.…orto到至ら或は")
"""What a range's first end is followed by, at the last: `to`, `or`, `から`."""
_NEAR = 24
_LOOK = 40


class Memory(NamedTuple):
    """An amount as written: a product's GB is a nameplate, GiB (2^30 bytes) is exact."""

    amount: float
    """In GB where `exact` is false, else in GiB."""
    exact: bool
    start: int
    end: int
    """Where it stands in the folded text, with the count in front of it."""
    times: int = 1
    """How many times it is stated: of `2 x 24 GB`, 2."""
    most: float | None = None
    """The upper end where the text states a range or a choice: no one amount then."""


@lru_cache(maxsize=64)
def find_memory(text: str, *, storage: bool = False) -> tuple[Memory, ...]:
    """Find the amounts of memory in a text; those of disks only where they are asked for."""
    text = fold(text).casefold()
    found: list[Memory] = []
    for memory in _amounts(text, storage=storage):
        joined = _join(found[-1], memory, text) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(memory)
    return tuple(found)


def read_memory(text: str, *, storage: bool = False) -> Memory | None:
    """Read a text that states one amount of memory, in all; a bare number is GB.

    A range (`16-24 GB`) and a choice (`16 GB or 24 GB`) state no one amount and are not read.
    """
    folded = fold(text).casefold()
    if folded in _NONE:
        return Memory(0.0, exact=False, start=0, end=len(folded))
    if plain := _PLAIN.fullmatch(folded):
        return _plain(plain)
    amounts = {
        (each.exact, each.amount * each.times): each
        for each in sorted(find_memory(text, storage=storage), key=lambda each: each.times)
    }
    stated = find_memory(text, storage=storage)
    if len(amounts) != 1 or (len(stated) > 1 and len({each.times for each in stated}) == 1):
        return None
    one = next(iter(amounts.values()))
    several = any(word_number(found[1]) != 1 for found in _SEVERAL.finditer(folded))
    if one.most is not None or (several and one.times == 1):
        return None
    sign = -1 if re.match(r"-\d", folded) else 1
    return one._replace(amount=sign * one.amount * one.times, times=1)


def _amounts(text: str, *, storage: bool) -> Iterator[Memory]:
    for match in _AMOUNT.finditer(text):
        if _PER_SECOND.match(text, match.end()):
            continue
        before = text[max(0, match.start() - _LOOK) : match.start()]
        of_disk = _IS_STORAGE.match(text, match.end()) or _FOR_STORAGE.search(before)
        if of_disk and not storage:
            continue
        number = _number_in(match, before, text)
        memory = _memory(match, number) if number else None
        if memory:
            yield _ranged(_times(memory, before, text), before, text)


def _plain(plain: re.Match[str]) -> Memory | None:
    if plain["aside"] and _FEW_DIGITS.search(plain["aside"]):
        return None  # "24 (2 cards)"
    number = number_of(plain["number"].removeprefix("-"))
    sign = -1 if plain["number"].startswith("-") else 1
    return Memory(sign * number, exact=False, start=0, end=plain.end())


def _number_in(match: re.Match[str], before: str, text: str) -> str | None:
    """Take the number that is an amount; where spaces may part thousands or two numbers, none."""
    number = match["number"]
    if " " not in number:
        return number
    if _PIECES.match(text, match.end()):
        return None  # "2 512 GB drives" may be two of them
    if not _NAME.search(before):
        return number
    *names, last = number.split(" ")
    return last if len(names[0]) == len(last) else None  # "AI Max+ 395 128GB"; "Gaudi 3 128 GB"


def _memory(match: re.Match[str], written: str) -> Memory | None:
    number, unit, count = number_of(written), match["unit"], int(match["count"] or 1)
    start, end = match.start(), match.end()
    if written != match["number"]:
        start = match.end("number") - len(written)
    if "ib" in unit or unit.startswith("gibi"):
        return Memory(number * _GIB[unit[0]], exact=True, start=start, end=end, times=count)
    scale = unit[0] if unit[0] in _GB else "g"
    if scale == "m" and re.fullmatch(r"\d{1,3}\.\d{3}", written):
        return None  # 16.384 MB is 16 GB where a point parts thousands
    if scale == "m" and number % _MB_IN_A_GIB == 0:  # 16384 MB is what people call 16 GB
        return Memory(number / _MB_IN_A_GIB, exact=False, start=start, end=end, times=count)
    return Memory(number * _GB[scale], exact=False, start=start, end=end, times=count)


def _times(memory: Memory, before: str, text: str) -> Memory:
    """Count an amount that is stated for each of several: `24 GB x 2`, `two 24 GB`, `8 + 8 GB`."""
    if memory.times > 1:
        return memory
    if found := _TIMES.match(text, memory.end):
        count = word_number(found[1] or found[2]) or 1
        return memory._replace(times=max(1, count), end=found.end())
    if found := _TIMES_BEFORE.search(before[-_NEAR:]):
        return memory._replace(times=max(1, word_number(found[1] or found[2]) or 1))
    if found := _ADDENDS.search(before):
        start = memory.start - len(found[1])
        addends = [float(each) for each in re.findall(r"[\d.]+", found[1])]
        if all(each == memory.amount for each in addends):
            return memory._replace(times=1 + len(addends), start=start)
        return memory._replace(amount=memory.amount + sum(addends), start=start)
    return memory


def _ranged(memory: Memory, before: str, text: str) -> Memory:
    """Tell one end of a range or a choice: `16-24 GB`, `24 GB or 48`."""
    links = before.rstrip()[-1:] in _LINKS
    if links and (found := _FROM.search(before)):
        least = number_of(found[1])
        if least < memory.amount:  # the 4090 of "RTX 4090 - 24 GB" is not
            start = memory.start - len(before) + found.start()
            return memory._replace(amount=least, most=memory.amount, start=start)
    if (found := _UPTO.match(text, memory.end)) and number_of(found[1]) > memory.amount:
        return memory._replace(most=number_of(found[1]), end=found.end())
    return memory


def _join(last: Memory, memory: Memory, text: str) -> Memory | None:
    """Join two amounts that are parts of one: `8 GB + 8 GB`, `16 GB to 24 GB`."""
    between = text[last.end : memory.start]
    same = (last.amount, last.exact) == (memory.amount, memory.exact)
    if same and _PLUS.fullmatch(between):
        return last._replace(times=last.times + memory.times, end=memory.end)
    of_system = _SYSTEM.match(text, memory.end)
    if last.amount < memory.amount and not of_system and _BETWEEN.fullmatch(between):
        return last._replace(most=memory.amount, end=memory.end)
    return None
