"""The word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

CLOSE = 0.7
"""How much alike two words have to be, of 1, where nothing asks for more."""


def nearest(word: str, known: Iterable[str], *, cutoff: float = CLOSE) -> str | None:
    """Find the known word that is spelt most like this one, whatever its case."""
    from difflib import get_close_matches  # slow to import, and only a mistake needs it

    spelt = {choice.casefold(): choice for choice in known}
    near = get_close_matches(word.casefold(), spelt, n=1, cutoff=cutoff)
    return spelt[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say the word that was probably meant as the end of a sentence, or nothing."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""
