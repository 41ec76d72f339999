"""Devices that a text names: how many, and with how much memory it says each has."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.beside import is_beside
from decision_lint.quantities.cards import CARD, is_card, numbers
from decision_lint.quantities.folding import fold
from decision_lint.quantities.memory import Memory, find_memory
from decision_lint.quantities.numbers import COUNT_WORD, word_number

_TOKEN = pattern(r"[a-z0-9]+(?:\+(?![a-z0-9]))?|昇腾")
_JOINT = pattern(r"[\s\-_/]{0,2}")
_COUNTED = pattern(r"(\d{1,2})x(.+)")
_TIMES = pattern(r"(.+)x(\d{1,2})")
_NUMBERED = pattern(r"(?:(\d{1,2})x)?(\d{4})(?:x(\d{1,2})|s)?")
_LONGEST = 5
"""As many tokens a spelling has at most: `rtx 4070 ti super`, `ryzen ai max+ 395`."""

_KINDS_OF = (
    r"(?:nvidia|geforce|tesla|quadro|amd|intel|apple|rented|cloud|used|single|spare|dedicated|local|our|the|free"
    r"|colab|kaggle|gpus?|cards?|租用的?|本地的?|免费的?|借りた)"
)
_BEFORE = pattern(
    rf"(?:(?<![\w.,])(?P<number>\d{{1,3}})(?:\s?[x×*]\s?|\s?{CARD}\s?(?:の|的)?\s?|\s)"
    rf"|(?<![a-z])(?P<word>{COUNT_WORD})\s?(?:[x×]|{CARD})?\s?)"
    rf"(?:(?:[\d.]+\s?(?:gib|gb|g)|{_KINDS_OF})[\s-]?){{0,4}}$"
)
_AFTER = pattern(
    rf"s?\s?(?:gpus?|cards?|显卡)?\s?\)?\s?\(?\s?(?:[x×*]\s?(?P<number>\d{{1,3}})(?![\w.])"
    rf"|(?:を|,)?\s?(?P<many>\d{{1,3}}|{COUNT_WORD})\s?(?:{CARD}|cards\b|gpus\b))"
)
_FORM = (
    r"(?:[\s\-–—,:(（、，]|with|and its|sxm\d?|pcie|nvl|hbm\d?e?|gddr\dx?|laptop|mobile|desktop|max-q|edition|gpus?"
    r"|cards?|each|having|has|of|macbook|mac|pro|studio|mini|air|显卡|显存|(?:統合)?メモリ|统一内存|内存|が|の|的|带|配)"
)
_MEMORY_AFTER = pattern(rf"{_FORM}{{0,8}}$")
_MEMORY_BEFORE = pattern(rf"(?:[\s-]|of|{_KINDS_OF}|vram|显存的?|的|の){{0,4}}$")
_GPU_WORDS = pattern(
    r"(?<![a-z])(?:gpus?|vram|nvidia|cuda|tesla|apple|mac\w*|imac)(?![a-z])|显存|显卡|カード"
)
_NOT = pattern(
    r"(?:(?<![a-z])(?:no|not|without|never|(?:instead|in place) of|rather than)(?: an?| the)?|没有|无|不用|不是|不要)\s?$"
)
_NOR = pattern(r"\s?(?:/|,? ?n?or\b|、|和|或|や)\s?(?:an? )?")
_LOOK = 60


@dataclass(frozen=True, slots=True)
class NamedDevice:
    """A device as a text names it."""

    name: str
    """As the table of devices spells it."""
    count: int
    memory: Memory | None
    """Of one of them, where the text states it."""
    start: int = 0
    end: int = 0
    """Where its name stands in the folded text."""


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    start: int
    end: int
    count: int | None = None


@lru_cache(maxsize=64)
@lru_cache(2048)
def find_devices(text: str) -> tuple[NamedDevice, ...]:
    """Find the known devices in a text, each once, in the order of their first mention.

    What is negated ("no A100") is not there; a range states no amount that a device has.
    """
    text = fold(text).casefold()
    memories = find_memory(text)
    found: dict[str, NamedDevice] = {}
    for mention in _affirmed(text):
        known = found.get(mention.name)
        if known and known.memory:
            continue
        memory = _memory_of(mention, text, memories)
        if _is_ambiguous(mention.name) and memory is None and not _is_about_gpus(text):
            continue
        count = _count(mention, memory, text)
        if memory and memory.most is not None:
            memory = None
        if memory and count > 1:
            memory = _of_one(memory, mention.name, count)
        if known is None or memory:
            at = mention.start, mention.end
            found[mention.name] = NamedDevice(mention.name, count, memory, *at)
    return tuple(found.values())


def nameplates(name: str) -> tuple[float, ...]:
    """Give the amounts of memory, in GB, that a device is sold with; the usual one first."""
    device = table("devices")["devices"].get(name, {})
    return tuple(float(amount) for amount in device.get("gb", ()))


@lru_cache(maxsize=1)
def _is_about_gpus(text: str) -> bool:
    return bool(_GPU_WORDS.search(text))


def _is_ambiguous(name: str) -> bool:
    return bool(table("devices")["devices"][name].get("ambiguous"))


@cache
def _spellings() -> dict[str, str]:
    """Give every spelling without spaces and hyphens, with the name that it stands for."""
    found: dict[str, str] = {}
    for name, device in table("devices")["devices"].items():
        for spelling in (name, *device["spellings"]):
            found.setdefault(re.sub(r"[\s\-_]", "", spelling.casefold()), name)
    for word, name in numbers().items():
        if not word.isdecimal():
            found.setdefault(word, name)  # a `7900 XTX` is nothing but a card
    return found


def _affirmed(text: str) -> Iterator[_Mention]:
    """Give the mentions that are not negated: of "no A100 or H100", none."""
    negated_to = -1
    for mention in _mentions(text):
        joined = negated_to >= 0 and _NOR.fullmatch(text, negated_to, mention.start)
        if joined or _NOT.search(text[max(0, mention.start - _LOOK) : mention.start]):
            negated_to = mention.end
        else:
            negated_to = -1
            yield mention


@cache
def _beginnings() -> frozenset[str]:
    """Give the first two characters of every spelling: most words are no device by these."""
    return frozenset(spelling[:2] for spelling in (*_spellings(), *numbers()))


def _mentions(text: str) -> Iterator[_Mention]:
    tokens = list(_TOKEN.finditer(text))
    beginnings = _beginnings()
    at = 0
    while at < len(tokens):
        word = tokens[at][0]
        core = word.partition("x")[2] if word[0].isdigit() and "x" in word[1:3] else word
        may_be = core[:2] in beginnings or word[:2] in beginnings or len(core) == 1
        mention = _longest(text, tokens, at) if may_be else None
        if mention is None:
            at += 1
            continue
        yield mention
        while at < len(tokens) and tokens[at].start() < mention.end:
            at += 1


def _longest(text: str, tokens: list[re.Match[str]], at: int) -> _Mention | None:
    """Find the longest spelling that begins at a token."""
    best: _Mention | None = None
    joined, start, end = "", tokens[at].start(), tokens[at].start()
    for token in tokens[at : at + _LONGEST]:
        if not _JOINT.fullmatch(text, end, token.start()):
            break
        joined += token[0]
        end = token.end()
        best = _named(joined, text, start, end) or best
    return best


def _named(joined: str, text: str, start: int, end: int) -> _Mention | None:
    """Name a run of tokens: as it is, without a count in front or behind, or as a bare number."""
    if re.fullmatch(r"a\s\d+", text[start:end]):
        return None  # `a 16 GB card` is no A16
    known = _spellings()
    if name := known.get(joined) or known.get(joined.removesuffix("s")):
        return _Mention(name, start, end)
    if "x" in joined:
        if (match := _COUNTED.fullmatch(joined)) and (name := known.get(match[2])):
            return _Mention(name, start, end, int(match[1]))
        # The x has to be part of the last token: an `RX 7900 XTX 24 GB` is one card.
        match = _TIMES.fullmatch(joined)
        if match and match[1] in known and text.endswith(f"x{match[2]}", start, end):
            return _Mention(known[match[1]], start, end, int(match[2]))
    if (match := _NUMBERED.fullmatch(joined)) and (name := numbers().get(match[2])):
        times = match[1] or match[3]
        if times or is_card(text, start, end - joined.endswith("s")):
            return _Mention(name, start, end, int(times) if times else None)
    return None


def _memory_of(mention: _Mention, text: str, memories: tuple[Memory, ...]) -> Memory | None:
    """Find the amount that stands right after a device, or right before it."""
    after = bisect_left(memories, mention.end, key=_start)
    device = table("devices")["devices"][mention.name]
    while after < len(memories) and is_beside(device, mention.end, memories[after], text):
        after += 1
    if after < len(memories) and _MEMORY_AFTER.fullmatch(text, mention.end, memories[after].start):
        return memories[after]
    before = bisect_right(memories, mention.start, key=_end) - 1
    if before >= 0 and _MEMORY_BEFORE.fullmatch(text, memories[before].end, mention.start):
        return memories[before]
    return None


_start, _end = attrgetter("start"), attrgetter("end")


def _count(mention: _Mention, memory: Memory | None, text: str) -> int:
    if mention.count:
        return mention.count
    if match := _AFTER.match(text, mention.end):
        return _number(match["number"] or match["many"])
    if memory and memory.times > 1:
        return memory.times
    if memory and memory.start >= mention.end and (match := _AFTER.match(text, memory.end)):
        return _number(match["number"] or match["many"])
    if match := _BEFORE.search(text[max(0, mention.start - _LOOK) : mention.start]):
        return _number(match["number"] or match["word"])
    return 1


def _number(word: str) -> int:
    return max(1, word_number(word) or 1)


def _of_one(memory: Memory, name: str, count: int) -> Memory:
    """Give the memory of one device where the text states that of all: `2x L4, 48 GB`."""
    amounts = nameplates(name)
    if memory.amount in amounts or memory.amount / count not in amounts:
        return memory
    return Memory(memory.amount / count, memory.exact, memory.start, memory.end)
