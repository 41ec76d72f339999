"""The licenses that a note in prose names, in three languages, and whether the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from decision_lint.facts.licenses.known import License, spell
from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_JOINTS = pattern(r"[-_/\s‐‑–]+")
_PLAINLY = tuple(
    (pattern(way, re.IGNORECASE), plainly)
    for way, plainly in (
        (r"licence", "license"),
        (r"llama[-_]?([34])_([1-9])", r"llama \1.\2"),
        (r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)", r"cc-\1-\2"),
        (r"creativecommons\.org/publicdomain/zero", "cc0"),
        (r"opensource\.org/licenses?/mit\b", "MIT"),
    )
)
"""Other spellings, and the addresses under which the texts stand: `llama.com/llama3_1/license`."""

_NOT_BEFORE = pattern(
    r"(?:\b(?:not|unlike|instead of|rather than|no longer|neither|nor|differs? from|other than"
    r"|contrary to|former(?:ly)?|previously|was)(?: \w+){0,2} ?"
    r"|(?:不是|并非|而非|非|不同于|以前は|旧) ?)$",
    re.IGNORECASE,
)
_NOT_AFTER = pattern(r" ?(?:ライセンス|license|许可证?)? ?(?:ではな|でな[くい]|じゃな|とは異な)")
_LOOK_BACK = 40
_OTHER = frozenset(("other", "unknown", ""))
_AMBIGUOUS = _OTHER | {"mit", "cc", "bsd", "gpl", "lgpl", "gemma", "qwen", "deepseek", "glm 4"}
_AMBIGUOUS |= {"exaone", "hyperclovax", "hunyuan", "model license", "kimi k3", "glm 5.3", "zlib"}
_AMBIGUOUS |= {"postgresql", "isc"}
"""Tags that are words, families or models as well; the table spells how they name a license."""


class Named(NamedTuple):
    """A license that a note names."""

    text: str
    """As the note has it, with its joints as blanks: `Apache 2.0`."""
    means: frozenset[str]
    """The licenses that it may mean, by the keys of the table: `BSD` means several."""


@lru_cache(1024)
def names_in(note: str) -> tuple[Named, ...]:
    """Find the licenses that a note names, in its order; what it says it is not is left out."""
    text = fold(note)
    for way, plainly in _PLAINLY:
        text = way.sub(plainly, text)
    text = _JOINTS.sub(" ", text)
    kept: list[_Span] = []
    for span in sorted(_spans(text)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span[:4] == kept[-1][:4]:  # a name that several owners give to texts of their own
            kept[-1] = span._replace(means=kept[-1].means | span.means)
    return tuple(
        Named(text[one.start : one.end], one.means)
        for one in kept
        if not _NOT_BEFORE.search(text[max(one.start - _LOOK_BACK, 0) : one.start])
        and not _NOT_AFTER.match(text, one.end)
    )


def agrees(note: str, license: License) -> bool | None:  # noqa: A002  (the word of this room)
    """Tell whether a note names the license: None where it names none that is known.

    A note may name several (the base's, the runtime's); one that fits suffices. A tag `other`
    whose name nobody knows is still none of the tags that the Hub has.
    """
    named = names_in(note)
    if any(license.key in one.means for one in named) or _quotes(note, license):
        return True
    if not named or (not license.is_known and not any(one.means & _tags() for one in named)):
        return None
    return False


def _quotes(note: str, license: License) -> bool:  # noqa: A002
    """Tell whether a note quotes a license_name that the table does not know."""
    said = spell(license.named)
    if license.key != "other" or said in _OTHER:
        return False
    words = re.escape(said).replace(r"\-", "[-_ ]")
    return bool(re.search(rf"(?<![a-z0-9.]){words}(?![.]?[a-z0-9])", fold(note).casefold()))


class _Span(NamedTuple):
    """Where a note may name a license; of those that overlap the first in order is the one."""

    start: int
    shortness: int
    is_group: bool
    end: int
    means: frozenset[str]


def _spans(text: str) -> Iterator[_Span]:
    folded = text.casefold()
    for one in _spellings():
        if any(word in folded for word in one.words):
            for match in _pattern(one.pattern).finditer(text):
                start, end = match.span()
                yield _Span(start, start - end, one.is_group, end, one.means)


class _Spelling(NamedTuple):
    """A way to spell a license; some of its words must be there, or it is not even compiled."""

    words: tuple[str, ...]
    pattern: str
    is_group: bool
    means: frozenset[str]


@cache
def _spellings() -> tuple[_Spelling, ...]:
    """Give what each license is called, and what several are called together."""
    licenses = table("licenses")["licenses"]
    spelt: list[_Spelling] = []
    for key, entry in licenses.items():
        means = frozenset((key,))
        names = {key, *entry.get("names", ()), entry.get("spdx", key)}
        literal = sorted({_JOINTS.sub(" ", name).casefold() for name in names} - _AMBIGUOUS)
        ways = [((name,), re.escape(name)) for name in literal]
        ways += [(tuple(entry["words"]), pattern) for pattern in entry.get("spelt", ())]
        spelt += [_Spelling(words, way, is_group=False, means=means) for words, way in ways]
    for group in table("licenses")["groups"]:
        means = frozenset(
            key for key in licenses for meant in group["means"] if _is_meant(key, meant)
        )
        spelt.append(_Spelling(tuple(group["words"]), group["spelt"], is_group=True, means=means))
    return tuple(spelt)


def _is_meant(key: str, meant: str) -> bool:
    """Tell whether a group means a license: by its key, or by how it begins (`bsd-*`)."""
    return key.startswith(meant[:-1]) if meant.endswith("*") else key == meant


@cache
def _pattern(spelt: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9])(?:{spelt})(?![A-Za-z0-9])", re.IGNORECASE)


@cache
def _tags() -> frozenset[str]:
    """Give the licenses that have a tag of their own on the Hub."""
    licenses = table("licenses")["licenses"]
    return frozenset(key for key, entry in licenses.items() if "names" not in entry)
