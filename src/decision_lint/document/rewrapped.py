"""Several fields in one line, as authors write them and formatters join them, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from decision_lint.document.blocks import Part
from decision_lint.document.inline import unwrap
from decision_lint.document.keys import LONGEST_KEY, after_lead, meaning
from decision_lint.document.misspelt import nearest
from decision_lint.patterns import pattern
from decision_lint.vocabulary import Field, normalise

_COLON = pattern(r"[:：](?!//)")
_MARKED = pattern(r"(?P<mark>\*\*|__)(?P<key>[^*_]{1,60}|[^*]{1,60})(?P<shut>(?P=mark))?\s?")
_SEPARATOR = pattern(r"(?:[|·•;；]|<br\s?/?>)\s*$", re.IGNORECASE)
_TRAILING = pattern(r"(?:\s*(?:[|·•;；]|<br\s?/?>))+\s*$", re.IGNORECASE)
_WORD = pattern(r"(?<![^\s|·•;；。>])[^\s|·•;；。>]")
_WEAK = frozenset(";；")
"""What divides clauses as well as fields."""

_IN_A_SENTENCE = frozenset(",，、:：([（【=/")
_SENTENCE_ENDS = frozenset(".!?。！？")
_BEFORE_A_NOUN = frozenset(
    """the a an our your its this that these each any of for with and or in on at to by per same
    no one all both every as is are was from about""".split()
)
_MOST_WORDS = 5
_WIDEST = 12
_WIDE_ALONE = 4
"""A Chinese or Japanese key of so many characters is one wherever it stands."""

_WIDE_AMONG_OTHERS = 2
"""And one of so many where lines are known to be joined."""

_DENSITY = 4
"""Joined lines hold a key in one line of so many at least."""


class Hit(NamedTuple):
    """A key somewhere in a line."""

    start: int
    """Where it begins, with its marks: the value before it ends there at the latest."""
    key: Part
    value: int
    """Where its value begins."""
    of_record: bool
    of_candidate: bool
    """It can be a key of either; a misspelt one is of both."""
    leads: bool
    """It begins its line."""
    separator: str
    """What its author put before it: a bar, a dot, a semicolon or a line break."""
    telling: bool
    """It is no word of a sentence."""

    def goes_with(self, first: Hit | None) -> bool:
        """Tell whether it can be a key of what the first key of its line is one of."""
        if first is None:
            return False
        return self.of_candidate if first.of_candidate else self.of_record


def keys_inside(text: str, lines: Sequence[Part]) -> tuple[Hit, ...]:
    """Find the keys of a paragraph, if some stand inside its lines; else nothing."""
    if not any(_may_hold(text, line) for line in lines):
        return ()
    found = [_of_line(text, line, _WIDE_ALONE) for line in lines]
    joined = [hit for hits in found for hit in hits if not hit.leads and not hit.separator]
    is_joined = any(hit.telling for hit in joined) or (
        len(joined) > 1 and len(joined) * _DENSITY >= len(lines)
    )
    if is_joined and not all(text[slice(*hit.key)].isascii() for hit in joined):
        found = [_of_line(text, line, _WIDE_AMONG_OTHERS) for line in lines]
    kept = {hit for hits in found for hit in _kept(hits, is_joined=is_joined)}
    if not kept:
        return ()
    leading = (hit for hits in found for hit in hits if hit.leads)
    return tuple(sorted({*kept, *leading}, key=lambda hit: hit.start))


def _may_hold(text: str, line: Part) -> bool:
    """Tell whether a colon stands in a line that is not the one after its key."""
    first = _COLON.search(text, *line)
    if first is None:
        return False
    if _COLON.search(text, first.end(), line[1]):
        return True
    begins = after_lead(text, line)
    return meaning(text[begins : first.start()], in_candidate=False) is None


def _kept(hits: Sequence[Hit], *, is_joined: bool) -> Iterator[Hit]:
    """Give the keys inside a line that are more than words of its value."""
    first = next((hit for hit in hits if hit.leads), None)
    inside = [hit for hit in hits if not hit.leads]
    several = sum(hit.separator in _WEAK and hit.goes_with(first) for hit in inside) > 1
    for hit in inside:
        if not hit.separator:
            alone = len(inside) == 1 and bool(first and first.of_candidate and hit.of_candidate)
            if is_joined or alone:
                yield hit
        elif hit.separator not in _WEAK or hit.telling or (several and hit.goes_with(first)):
            yield hit


def _of_line(text: str, line: Part, alone: int) -> list[Hit]:
    """Find the keys of a line; a wide one of so many characters needs nothing before it."""
    found: list[Hit] = []
    begins = after_lead(text, line)
    at = line[0]
    for colon in _COLON.finditer(text, *line):
        after = text[colon.end() : min(colon.end() + 1, line[1])]
        wide = colon[0] == "：" or text[colon.start() - 1] > "\x7f"
        if not wide and after and not after.isspace() and after not in "*_":
            continue
        before = (max(at, colon.start() - LONGEST_KEY), colon.start())
        if hit := _marked(text, before, begins) or _plain(text, before, begins, alone):
            at = hit.value
            if not (found and _repeats(text, found[-1], hit)):
                found.append(hit)
    return found


def _repeats(text: str, last: Hit, hit: Hit) -> bool:
    """Tell whether a key is a word of the value of its own field: `License: Qwen License: …`."""
    one, other = (meaning(text[slice(*each.key)], in_candidate=True) for each in (last, hit))
    return one is not None and one == other and not hit.separator


def _marked(text: str, before: Part, begins: int) -> Hit | None:
    """Find an emphasised key that ends at a colon, or just after it."""
    colon = before[1]
    for match in _MARKED.finditer(text, *before):
        closed = text.startswith(match["mark"], colon + 1) and not match["shut"]
        if match.end() == colon and (match["shut"] or closed):
            value = colon + 1 + (len(match["mark"]) if closed else 0)
            return _hit(text, begins, (match.start(), match.span("key"), value))
    return None


def _plain(text: str, before: Part, begins: int, alone: int) -> Hit | None:
    """Find the longest key that ends at a colon."""
    end = before[0] + len(text[slice(*before)].rstrip())
    for start in _starts(text, (before[0], end), alone):
        if hit := _hit(text, begins, (start, (start, end), before[1] + 1)):
            return hit
    return None


def _starts(text: str, stretch: Part, alone: int) -> Iterator[int]:
    """Give where a key that ends here may begin, the longest first."""
    start, end = stretch
    words = [match.start() for match in _WORD.finditer(text[start:end])]
    yield from (start + at for at in words[-_MOST_WORDS:])
    if end > start and text[end - 1] > "\x7f":
        longest = max(start, end - _WIDEST)
        yield from (at for at in range(longest, end - alone + 1) if text[at] > "\x7f")


def _hit(text: str, begins: int, where: tuple[int, Part, int]) -> Hit | None:
    start, key, value = where
    word = text[slice(*key)]
    leads = start <= begins
    marked = start < key[0]
    kinds = _kinds(word, may_slip=not leads)
    if not any(kinds) or not word[0].isalnum():
        return None
    if leads:
        return Hit(start, key, value, *kinds, leads=True, separator="", telling=marked)
    before = text[begins:start].rstrip()
    separated = _SEPARATOR.search(before)
    if not separated and not marked:
        last = before.rsplit(maxsplit=1)[-1].casefold() if before else ""
        if before[-1:] in _IN_A_SENTENCE or last in _BEFORE_A_NOUN:
            return None
    telling = marked or "_" in word or (word[0].isupper() and before[-1:] not in _SENTENCE_ENDS)
    telling = telling or (not word.isascii() and len(word) >= _WIDE_ALONE)
    separator = separated[0].strip() if separated else ""
    return Hit(start, key, value, *kinds, leads=False, separator=separator, telling=telling)


@lru_cache(4096)
def _kinds(word: str, *, may_slip: bool) -> tuple[bool, bool]:
    """Tell whether a word is a key of a record, and whether it is one of a candidate."""
    of_record = meaning(word, in_candidate=False)
    if of_record is None:
        slip = may_slip and "_" in word and " " not in word
        near = bool(slip and nearest(normalise(word), in_candidate=False))
        return near, near
    of_candidate = meaning(word, in_candidate=True)
    return (
        isinstance(of_record, Field) and not of_record.of_candidate,
        not isinstance(of_candidate, Field) or of_candidate.of_candidate,
    )


def is_by_a_formatter(hits: Sequence[Hit]) -> bool:
    """Tell whether keys stand inside lines with nothing before them that divides."""
    return any(not hit.leads and not hit.separator for hit in hits)


def values(text: str, lines: Sequence[Part], hits: Sequence[Hit]) -> Iterator[tuple[Part, ...]]:
    """Give the parts of each key's value: up to the next key, without what divides them."""
    ends = [*(hit.start for hit in hits[1:]), lines[-1][1]]
    for hit, stop in zip(hits, ends, strict=True):
        divided = _TRAILING.search(text, hit.value, stop) if stop < lines[-1][1] else None
        end = divided.start() if divided else stop
        parts = (
            unwrap(text, max(first, hit.value), min(last, end))
            for first, last in lines
            if last > hit.value and first < end
        )
        yield tuple(part for part in parts if part[0] < part[1])
