"""Several fields in one line, as authors write them and formatters join them, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decision_lint.document.blocks import Part
from decision_lint.document.inline import unwrap
from decision_lint.document.keys import LONGEST_KEY, Meaning, Opening, meaning
from decision_lint.document.misspelt import nearest
from decision_lint.vocabulary import normalise

_COLON = re.compile(r"[:：](?!//)")
_MARKED = re.compile(r"(?P<mark>\*\*|__)(?P<key>[^*_]{1,60}|[^*]{1,60})(?P<shut>(?P=mark))?\s?")
_LEAD = re.compile(r"[^\w*`~]*")
_SEPARATOR = re.compile(r"(?:[|·•;；]|<br\s?/?>)\s*$", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s*(?:[|·•;；]|<br\s?/?>))+\s*$", re.IGNORECASE)
_IN_A_SENTENCE = frozenset(",，、:：([（【=/")
_BEFORE_A_NOUN = frozenset(
    """the a an our your its this that these each any of for with and or in on at to by per same
    no one all both every as is are was from about""".split()
)
_MOST_WORDS = 5
_WIDEST = 12
_WIDE_ALONE = 4
"""A Chinese or Japanese key of so many characters is one wherever it stands."""

_DENSITY = 4
"""Joined lines hold a key in one line of so many at least."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A key somewhere in a line."""

    start: int
    """Where it begins, with its marks: the value before it ends there at the latest."""
    key: Part
    value: int
    """Where its value begins."""
    means: Meaning | None
    """Nothing where the key is nearly one."""
    leads: bool
    """It begins its line."""
    separator: str
    """What its author put before it: a bar, a dot, a semicolon or a line break."""
    telling: bool
    """It is no word of a sentence."""

    @property
    def is_of_candidate(self) -> bool:
        """Tell whether it belongs to a candidate."""
        return isinstance(self.means, Opening) or bool(self.means and self.means.of_candidate)


def keys_inside(text: str, lines: Sequence[Part]) -> tuple[Hit, ...]:
    """Find the keys of a paragraph, if some stand inside its lines; else nothing."""
    found = [_of_line(text, line) for line in lines if _may_hold(text, line)]
    inside = [hit for hits in found for hit in hits if not hit.leads]
    joined = [hit for hit in inside if not hit.separator]
    is_joined = any(hit.telling for hit in joined) or (
        len(joined) > 1 and len(joined) * _DENSITY >= len(lines)
    )
    kept = {hit for hits in found for hit in _kept(hits, is_joined=is_joined)}
    if not kept:
        return ()
    leading = (hit for line in lines for hit in _of_line(text, line) if hit.leads)
    return tuple(sorted({*kept, *leading}, key=lambda hit: hit.start))


def _may_hold(text: str, line: Part) -> bool:
    return text.count(":", *line) + text.count("：", *line) > 1 or (
        _COLON.search(text, *line) is not None and not _leads(text, line)
    )


def _leads(text: str, line: Part) -> bool:
    """Tell whether the first colon of a line closes a known key at its beginning."""
    colon = _COLON.search(text, *line)
    return bool(colon and meaning(text[line[0] : colon.start()], in_candidate=False))


def _kept(hits: Sequence[Hit], *, is_joined: bool) -> Iterator[Hit]:
    """Give the keys inside a line that are more than words of its value."""
    first = next((hit for hit in hits if hit.leads), None)
    inside = [hit for hit in hits if not hit.leads]
    listed = [hit for hit in inside if hit.separator in {";", "；"} and _alike(first, hit)]
    for hit in inside:
        if not hit.separator:
            single = len(inside) == 1 and _alike(first, hit) and hit.is_of_candidate
            if is_joined or single:
                yield hit
        elif hit.separator not in {";", "；"} or hit.telling or (hit in listed and len(listed) > 1):
            yield hit


def _alike(first: Hit | None, hit: Hit) -> bool:
    return first is not None and first.is_of_candidate == hit.is_of_candidate


def _of_line(text: str, line: Part) -> list[Hit]:
    found: list[Hit] = []
    lead = _LEAD.match(text, *line)
    begins = lead.end() if lead else line[0]
    at = line[0]
    for colon in _COLON.finditer(text, *line):
        after = text[colon.end() : min(colon.end() + 1, line[1])]
        wide = colon[0] == "：" or text[colon.start() - 1] > "\x7f"
        if not wide and after and not after.isspace() and after not in "*_":
            continue
        if hit := _ending_at(text, (max(at, colon.start() - LONGEST_KEY), colon.start()), begins):
            found.append(hit)
            at = hit.value
    return found


def _ending_at(text: str, before: Part, begins: int) -> Hit | None:
    """Find the key that ends at a colon, marked or not."""
    colon = before[1]
    for match in _MARKED.finditer(text, *before):
        closed = text.startswith(match["mark"], colon + 1) and not match["shut"]
        if match.end() == colon and (match["shut"] or closed):
            value = colon + 1 + (len(match["mark"]) if closed else 0)
            means = meaning(match["key"], in_candidate=False)
            key = match.span("key")
            return _hit(text, begins, (match.start(), key, value), means) if means else None
    end = before[0] + len(text[slice(*before)].rstrip())
    for start in _starts(text, (before[0], end)):
        word = text[start:end]
        means = meaning(word, in_candidate=False)
        is_slip = means is None and start > begins and "_" in word and " " not in word
        if means or (is_slip and nearest(normalise(word), in_candidate=False)):
            return _hit(text, begins, (start, (start, end), colon + 1), means)
    return None


def _starts(text: str, stretch: Part) -> Iterator[int]:
    """Give where a key that ends here may begin, the longest first."""
    start, end = stretch
    words = [match.start() for match in re.finditer(r"(?<![^\s|·•;；。>])\S", text[start:end])]
    yield from (start + at for at in words[-_MOST_WORDS:])
    if end > start and text[end - 1] > "\x7f":
        yield from range(max(start, end - _WIDEST), end - _WIDE_ALONE + 1)


def _hit(text: str, begins: int, where: tuple[int, Part, int], means: Meaning | None) -> Hit | None:
    start, key, value = where
    word = text[slice(*key)]
    marked = start < key[0]
    if start <= begins:
        return Hit(start, key, value, means, leads=True, separator="", telling=marked)
    before = text[begins:start].rstrip()
    separated = _SEPARATOR.search(before)
    telling = marked or "_" in word or word[0].isupper()
    telling = telling or (not word.isascii() and len(word) >= _WIDE_ALONE)
    if not separated and not marked:
        last = before.rsplit(maxsplit=1)[-1].casefold() if before else ""
        if before[-1:] in _IN_A_SENTENCE or last in _BEFORE_A_NOUN:
            return None
    separator = separated[0].strip() if separated else ""
    return Hit(start, key, value, means, leads=False, separator=separator, telling=telling)


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
