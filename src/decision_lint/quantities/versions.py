"""The version of a model as people write it: a commit, a digest, a branch or a tag."""

from __future__ import annotations

import re
from typing import NamedTuple

from decision_lint.patterns import pattern
from decision_lint.quantities.references import Reference, read_reference

_DIGEST = pattern(r"sha256[:\-]\s?[0-9a-f]{12,64}(?![0-9a-z])")
_COMMIT = pattern(r"(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{7,40})(?![0-9a-z])")
_FULL = 40
_BRANCH = pattern(r"(?<![\w\-])(?:main|master|latest|nightly)(?![\w\-])|最新", re.IGNORECASE)
_SAID = pattern(
    r"(?:branch|tag|revision|分支|标签|标记|ブランチ|タグ)\s?[:：]?\s?([\w./\-]{0,80}\d[\w./\-]{0,80})",
    re.IGNORECASE,
)
_NUMBER = pattern(
    r"(?:version|release|版本|バージョン)?\s?[:：]?\s?(v\d+(?:\.\d+)*|\d+(?:\.\d+)+)", re.IGNORECASE
)
_WORD = pattern(r"[^\s,;，；、。()（）]+")


class Version(NamedTuple):
    """The word that names a version, and whether it can never mean other weights."""

    word: str
    pinned: bool


def read_version(text: str) -> Version | None:
    """Read the version that a text names; a model's bare name is none."""
    if pinned := _pinned(text.lower()):
        return Version(pinned, pinned=True)
    if moving := _of_reference(text):
        return Version(moving, pinned=False)
    if found := _BRANCH.search(text):
        return Version(found[0], pinned=False)
    if found := _SAID.search(text) or _NUMBER.fullmatch(text.strip()):
        return Version(found[1], pinned=False)
    return None


def _pinned(text: str) -> str | None:
    if digest := _DIGEST.search(text):
        return digest[0]
    for commit in _COMMIT.finditer(text):
        word = commit[0]
        # a short run of digits is a date, one of letters may be a word
        if len(word) >= _FULL or not (word.isdigit() or word.isalpha()):
            return word
    return None


def _of_reference(text: str) -> str | None:
    """Take the revision of the model that a text refers to; of an Ollama tag, its tag."""
    words: list[str] = [word for word in _WORD.findall(text) if any(mark in word for mark in "@:/")]
    for word in (text.strip(), *words):
        reference = read_reference(word)
        if reference.revision:
            return reference.revision
        if reference.kind is Reference.OLLAMA and ":" in word:
            return word.rpartition(":")[2]
    return None
