"""Keys: where a line's key ends and its value begins, and which field a key means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from decision_lint.document.blocks import Part
from decision_lint.document.inline import unwrap
from decision_lint.vocabulary import (
    CANDIDATE,
    CANDIDATE_KEYS,
    NEUTRAL,
    RECORD_KEYS,
    Field,
    normalise,
)

LONGEST_KEY = 60
CLOSE_ENOUGH = 0.84
_SLIP = 3
"""As many letters may be lacking or too many."""

_COLON = re.compile("[:：︰]")
_LEAD = re.compile(r"[^\w*`~]*(?P<mark>\*{1,3}|__?(?=\w)|`|~~)?")
_DASHED = re.compile(r"\W*?(?P<mark>\*\*|__)(?P<key>[^*]{1,60})(?P=mark)\s*[—–-]\s+(?=\S)")
_ASIDE = re.compile(r"[（(【\[].*?[)）】\]]")
_NUMBER = re.compile(
    r"(?:\d+(?:\.\d+)*[.)、:]?\s+|[一二三四五六七八九十]+[、.]\s*|第\S{1,3}[章节節]\s*)"
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+){0,4}")
_NAME_FOLLOWS = re.compile(r"\s*[:：—–|(（、-]\s*|\s+")


@dataclass(frozen=True, slots=True)
class KeyLine:
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


@dataclass(frozen=True, slots=True)
class Opening:
    """A key that opens a candidate, by number or letter, and perhaps a field of it at once."""

    label: str
    field: Field | None = None


Meaning = Field | Opening


def split(text: str, line: Part) -> KeyLine | None:
    """Split a line at its first colon, if what stands before can be a key."""
    start, end = line
    colon = _COLON.search(text, start, min(end, start + LONGEST_KEY + 20))
    if colon is None or _DASHED.match(text, start, colon.start()):
        return _split_dashed(text, line)
    lead = _LEAD.match(text, start, colon.start())
    mark = (lead and lead["mark"]) or ""
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


def meaning(key: str, *, in_candidate: bool, name: str | None = None) -> Meaning | None:
    """Say which field a key means here, or which candidate it opens."""
    name = normalise(key) if name is None else name
    first, second = (CANDIDATE_KEYS, RECORD_KEYS) if in_candidate else (RECORD_KEYS, CANDIDATE_KEYS)
    if found := first.get(name) or second.get(name):
        return found
    if match := CANDIDATE.fullmatch(name):
        return Opening(match[1].lstrip("0") or "0")
    if (match := CANDIDATE.match(name)) and (field := CANDIDATE_KEYS.get(name[match.end() + 1 :])):
        return Opening(match[1].lstrip("0") or "0", field)
    if (bare := _ASIDE.sub("", key)) != key and bare.strip():
        return meaning(bare, in_candidate=in_candidate)
    return None


def known(text: str, line: Part, *, in_candidate: bool) -> tuple[KeyLine, Meaning] | None:
    """Read a line as a field whose key is known."""
    found = split(text, line)
    if found and (means := meaning(found.text, in_candidate=in_candidate, name=found.name)):
        return found, means
    return None


def nearest(name: str, *, in_candidate: bool) -> Field | None:
    """Find the field that a misspelt key was probably meant to be."""
    if len(name) < 4 or name in NEUTRAL:  # noqa: PLR2004  (three letters are near everything)
        return None
    from difflib import get_close_matches

    first, second = (CANDIDATE_KEYS, RECORD_KEYS) if in_candidate else (RECORD_KEYS, CANDIDATE_KEYS)
    close = get_close_matches(name, _likely(name[0], name[-3:], len(name)), 1, CLOSE_ENOUGH)
    return (first.get(close[0]) or second[close[0]]) if close else None


@lru_cache(maxsize=256)
def _likely(first: str, last: str, length: int) -> tuple[str, ...]:
    """Give the keys that a slip may have come from: difflib is slow on all of them.

    One end and about the length are right in nearly every slip.
    """
    return tuple(
        key
        for key in RECORD_KEYS | CANDIDATE_KEYS
        if abs(len(key) - length) <= _SLIP and (key[0] == first or key.endswith(last))
    )


def looks_like_a_key(line: KeyLine) -> bool:
    """Tell an identifier or a short emphasised name from prose that contains a colon."""
    if line.name in NEUTRAL or not line.spaced:
        return False
    words = line.text.split()
    if _IDENTIFIER.fullmatch(line.name):
        return "_" in line.text or len(words) <= 3 or line.marked  # noqa: PLR2004
    return line.marked and not line.name.isascii() and len(line.name) <= 12  # noqa: PLR2004


def unnumbered(text: str, line: Part) -> Part:
    """Take a chapter number off a heading."""
    match = _NUMBER.match(text, *line)
    if match and match.end() < line[1]:
        return match.end(), line[1]
    return line


def opening(text: str, line: Part) -> tuple[Opening, Part, Part] | None:
    """Read a heading or a cell as `Candidate 1: NAME`: the opening, its key, its name."""
    start, end = line
    cuts = [end, *(match.start() for match in _NAME_FOLLOWS.finditer(text, start, end))]
    best = None
    for cut in cuts:
        means = meaning(text[start:cut], in_candidate=False) if cut > start else None
        if isinstance(means, Opening) and means.field is None and (best is None or cut > best[0]):
            best = (cut, means)
    if best is None:
        return None
    cut, means = best
    after = _NAME_FOLLOWS.match(text, cut, end)
    name = unwrap(text, after.end() if after else cut, end)
    if after and after[0].strip() in {"(", "（"} and text[name[0] : name[1]].endswith((")", "）")):
        name = (name[0], name[1] - 1)
    return means, (start, start + len(text[start:cut].rstrip())), name
