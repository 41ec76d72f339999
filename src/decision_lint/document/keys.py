"""Keys: where a line's key ends and its value begins, and which field a key means."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from decision_lint.document.blocks import Part
from decision_lint.document.inline import unwrap
from decision_lint.patterns import pattern
from decision_lint.vocabulary import (
    CANDIDATE,
    CANDIDATE_KEYS,
    RECORD_KEYS,
    Field,
    candidate_label,
    normalise,
)

LONGEST_KEY = 60
_COLON = pattern("[:：︰]")
_LEAD = pattern(
    r"[^\w*`~]*(?:(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]|[①-⑳]|第[一二三四五六七八九十]+[、，])\s*(?=[^\s\d]))?"
    r"(?P<mark>\*{1,3}|__?(?=\w)|`|~~)?"
)
"""What stands before a key: bullets, a number, a mark."""
_DASHED = pattern(r"\W*?(?P<mark>\*\*|__)(?P<key>[^*]{1,60})(?P=mark)\s*[—–-]\s+(?=\S)")
_ASIDE = pattern(r"[（(【\[].*?[)）】\]]")


class KeyLine(NamedTuple):
    """A line that begins like a field."""

    key: Part
    text: str
    name: str
    """The key, normalised."""
    value: Part
    marked: bool
    """The key is emphasised."""
    spaced: bool
    """A space, the end of the line or a full-width colon follows the key."""


class Opening(NamedTuple):
    """A key that opens a candidate, and perhaps a field of it at once."""

    label: str
    """Its number or letter; empty where it has none."""
    field: Field | None = None


Meaning = Field | Opening


def after_lead(text: str, line: Part) -> int:
    """Find where a line begins: after bullets and numbers, before a mark."""
    lead = _LEAD.match(text, *line)
    if lead is None:
        return line[0]
    return lead.start("mark") if lead["mark"] else lead.end()


def split(text: str, line: Part) -> KeyLine | None:
    """Split a line at its first colon, if what stands before can be a key."""
    start, end = line
    colon = _COLON.search(text, start, min(end, start + LONGEST_KEY + 20))
    if colon is None or _DASHED.match(text, start, colon.start()):
        return _split_dashed(text, line)
    lead = _LEAD.match(text, start, colon.start())
    mark = (lead and lead["mark"]) or ""
    if mark == "~~":
        return None  # a line that was struck says nothing any more
    key_start = lead.end() if lead else start
    key_end = key_start + len(text[key_start : colon.start()].rstrip())
    value_start, value_end = colon.end(), end
    if mark and text.endswith(mark, key_start, key_end):
        key_end -= len(mark)
    elif mark and text.startswith(mark, value_start):
        value_start += len(mark)
    elif mark and text.endswith(mark, value_start, value_end):
        value_end -= len(mark)
    key = text[key_start:key_end].rstrip()
    follows = text[colon.end() : colon.end() + 1]
    if not key or len(key) > LONGEST_KEY or text.startswith("//", value_start):
        return None
    spaced = not follows or follows.isspace() or follows in "*_`~" or colon[0] != ":"
    value = unwrap(text, value_start, value_end)
    part = (key_start, key_start + len(key))
    return KeyLine(part, key, normalise(key), value, bool(mark), spaced)


def _split_dashed(text: str, line: Part) -> KeyLine | None:
    """Split `**Key** — value`."""
    match = _DASHED.match(text, *line)
    if match is None:
        return None
    value = unwrap(text, match.end(), line[1])
    return KeyLine(
        match.span("key"), match["key"], normalise(match["key"]), value, marked=True, spaced=True
    )


@lru_cache(4096)
def meaning(key: str, *, in_candidate: bool, name: str | None = None) -> Meaning | None:
    """Say which field a key means here, or which candidate it opens."""
    name = normalise(key) if name is None else name
    first, second = (CANDIDATE_KEYS, RECORD_KEYS) if in_candidate else (RECORD_KEYS, CANDIDATE_KEYS)
    if found := first.get(name) or second.get(name):
        return found
    if (label := candidate_label(name)) is not None:
        return Opening(label)
    if (match := CANDIDATE.match(name)) and (field := CANDIDATE_KEYS.get(name[match.end() + 1 :])):
        return Opening(candidate_label(match[0]) or "", field)
    if (bare := _ASIDE.sub("", key)) != key and bare.strip():
        return meaning(bare, in_candidate=in_candidate)
    return None


def known(text: str, line: Part, *, in_candidate: bool) -> tuple[KeyLine, Meaning] | None:
    """Read a line as a field whose key is known."""
    found = split(text, line)
    if found and (means := meaning(found.text, in_candidate=in_candidate, name=found.name)):
        return found, means
    return None
