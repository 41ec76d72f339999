"""Misspelt keys: what looks like a key and is none, and which one was probably meant."""

from __future__ import annotations

from functools import lru_cache

from decision_lint.document.keys import KeyLine
from decision_lint.patterns import pattern
from decision_lint.spelling import nearest as nearest_word
from decision_lint.vocabulary import CANDIDATE_KEYS, RECORD_KEYS, Field
from decision_lint.vocabulary.fields import NEUTRAL

CLOSE_ENOUGH = 0.84
CLOSE_ENOUGH_WIDE = 0.7
"""Of a Chinese or Japanese key: one character of four may be another."""

_SLIP = 3
"""As many letters may be lacking or too many."""

_SHORT = 6
"""A key of so many letters is met by two of them swapped."""

_ENDING = 3

_LEAST = 4
"""Three letters are near everything."""

_IDENTIFIER = pattern(r"[a-z][a-z0-9]*(?:_[a-z0-9]+){0,4}")
_PLAIN = pattern(r"[A-Za-z][\w /()-]{1,40}")
_WIDE = pattern(r"[^\x00-\x7f、。，．！？「」\s][^、。，．！？\s]{1,11}")


@lru_cache(maxsize=1024)
def nearest(name: str, *, in_candidate: bool) -> Field | None:
    """Find the field that a misspelt key was probably meant to be."""
    if name in NEUTRAL or len(name) < (_LEAST if name.isascii() else _LEAST - 1):
        return None
    first, second = (CANDIDATE_KEYS, RECORD_KEYS) if in_candidate else (RECORD_KEYS, CANDIDATE_KEYS)
    likely = _likely(name)
    swapped = (key for key in likely if len(name) <= _SHORT and sorted(key) == sorted(name))
    cutoff = CLOSE_ENOUGH if name.isascii() else CLOSE_ENOUGH_WIDE
    close = next(swapped, None) or nearest_word(name, likely, cutoff=cutoff)
    return (first.get(close) or second[close]) if close else None


def _likely(name: str) -> list[str]:
    """Give the keys that a slip may have come from: to compare with all of them is slow.

    One end and about the length are right in nearly every slip.
    """
    index = _index()
    if not name.isascii():
        likely, slip = index["wide"], 1
    else:
        likely, slip = index.get(name[0], []) + index.get(name[-_ENDING:], []), _SLIP
    return [key for key in likely if abs(len(key) - len(name)) <= slip]


@lru_cache(maxsize=1)
def _index() -> dict[str, list[str]]:
    """Index the keys by their first letter and by their last ones; the wide ones together."""
    index: dict[str, list[str]] = {}
    for key in RECORD_KEYS | CANDIDATE_KEYS:
        for end in (key[0], key[-_ENDING:]) if key.isascii() else ("wide",):
            index.setdefault(end, []).append(key)
    return index


def looks_like_a_key(line: KeyLine) -> bool:
    """Tell a name, an identifier or an emphasised word from prose that contains a colon."""
    if line.name in NEUTRAL or not line.spaced:
        return False
    words = line.text.split()
    if line.marked:
        return len(words) <= _LEAST + 1 and len(line.name) <= 40  # noqa: PLR2004  (a line of prose)
    if not line.name.isascii():
        return bool(_WIDE.fullmatch(line.text))
    if _IDENTIFIER.fullmatch(line.name) and ("_" in line.text or len(words) == 1):
        return True
    return bool(_PLAIN.fullmatch(line.text)) and len(words) <= _LEAST and line.text[0].isupper()
