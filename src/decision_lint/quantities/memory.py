"""Amounts of memory: `24 GB`, `16GiB`, `about 5 GB VRAM`."""

from __future__ import annotations

import re
from typing import NamedTuple

from decision_lint.quantities.folding import fold

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,6})?"
"""A number as it stands in a text, with or without commas."""

UNIT = (
    r"(?P<unit>[kmgt]ib|[mgt]b|mo|go|to|g|gigs?|gigabytes?|megabytes?|terabytes?|gibibytes?"
    r"|ギガバイト|ギガ|千兆字节|吉字节)(?![a-z0-9/]|ps\b)"
)
_AMOUNT = re.compile(rf"(?<![\w.])(?P<number>{NUMBER})\s?-?{UNIT}")
_PER_SECOND = re.compile(r"\s?(?:/|per\s|每)\s?s")
_IS_STORAGE = re.compile(
    r"\s?(?:of\s|free\s|的\s?|の)*(?:disk|ssd|nvme|hdd|storage|drive|swap|磁盘|硬盘|固态|存储|ディスク|ストレージ)"
)
_FOR_STORAGE = re.compile(
    r"(?:disk|ssd|nvme|storage|磁盘|硬盘|ディスク|ストレージ)[:：\s]{0,3}(?:of\s)?$"
)
_PLAIN = re.compile(
    rf"(?:~|≈|about|around|approx\.?|approximately|at least|up to|max\.?|min\.?|约|大约|約|至少)?\s?"
    rf"(?P<number>-?(?:{NUMBER}))"
)
_NONE = frozenset("none no nothing 无 没有 なし 無し ゼロ 零".split())
_GIB = {"k": 2**-20, "m": 2**-10, "g": 1.0, "t": 1024.0}
_GB = {"m": 0.001, "g": 1.0, "t": 1000.0}
_MB_IN_A_GIB = 1024


class Memory(NamedTuple):
    """An amount as written: a product's GB is a nameplate, GiB (2^30 bytes) is exact."""

    amount: float
    """In GB where `exact` is false, else in GiB."""
    exact: bool
    start: int
    end: int
    """Where it stands in the folded text."""


def find_memory(text: str, *, storage: bool = False) -> tuple[Memory, ...]:
    """Find the amounts of memory in a text; those of disks only where they are asked for."""
    text = fold(text).casefold()
    found = []
    for match in _AMOUNT.finditer(text):
        if _PER_SECOND.match(text, match.end()):
            continue
        of_disk = _IS_STORAGE.match(text, match.end()) or _FOR_STORAGE.search(
            text, 0, match.start()
        )
        if storage or not of_disk:
            found.append(_memory(match))
    return tuple(found)


def read_memory(text: str, *, storage: bool = False) -> Memory | None:
    """Read a text that states one amount of memory; a bare number is GB."""
    folded = fold(text).casefold()
    if folded in _NONE:
        return Memory(0.0, exact=False, start=0, end=len(folded))
    if plain := _PLAIN.fullmatch(folded):
        number = float(plain["number"].replace(",", ""))
        return Memory(number, exact=False, start=0, end=len(folded))
    amounts = find_memory(text, storage=storage)
    if len(amounts) == 1 and not re.search(r"\d\s?[-–~]\s?$", folded[: amounts[0].start]):
        return _times(amounts[0], folded)
    return None


def _memory(match: re.Match[str]) -> Memory:
    number, unit = float(match["number"].replace(",", "")), match["unit"]
    start, end = match.span()
    if "ib" in unit or unit.startswith("gibi"):
        return Memory(number * _GIB[unit[0]], exact=True, start=start, end=end)
    scale = unit[0] if unit[0] in _GB else "g"
    if scale == "m" and number % _MB_IN_A_GIB == 0:  # 16384 MB is what people call 16 GB
        return Memory(number / _MB_IN_A_GIB, exact=False, start=start, end=end)
    return Memory(number * _GB[scale], exact=False, start=start, end=end)


def _times(memory: Memory, text: str) -> Memory:
    """Multiply an amount that is stated for each of several devices: `2 x 24 GB`."""
    count = re.search(r"(?<![\w.])(\d{1,2})\s?[x×*]\s?$", text[: memory.start])
    if count is None:
        return memory
    return Memory(memory.amount * int(count[1]), memory.exact, memory.start, memory.end)
