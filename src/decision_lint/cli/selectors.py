"""The rules as people name them: by code, by name, by family."""

from __future__ import annotations

from collections.abc import Sequence

from decision_lint.config import EVERYTHING
from decision_lint.rule import family_of
from decision_lint.rules import RULES


def known_selectors() -> tuple[str, ...]:
    """Give every word that selects a rule."""
    families = dict.fromkeys(family_of(rule.code) for rule in RULES)
    codes = (rule.code for rule in RULES)
    return (EVERYTHING, *families, *codes, *(rule.name for rule in RULES))


def split(lists: Sequence[str] | None) -> tuple[str, ...]:
    """Read what `--select` and `--ignore` were given: lists with commas, any number of times."""
    words = (word.strip() for text in lists or () for word in text.split(","))
    return tuple(word for word in words if word)
