"""The way to mend a fault, in the words of its rule's page."""

from __future__ import annotations

from decision_lint.patterns import pattern

_MEND = "## How to mend it"
_SENTENCE = pattern(r"(?<=[.!?])\s+(?=[A-Z`*\"'])")


def mend(page: str) -> str:
    """Give the first sentence of a page's way to mend the fault, or nothing."""
    _, _, section = page.partition(_MEND)
    paragraph, _, _ = section.strip().partition("\n\n")
    return _SENTENCE.split(" ".join(paragraph.split()), maxsplit=1)[0]


def why(page: str) -> str:
    """Give the first paragraph of a page's reason, or nothing."""
    _, _, section = page.partition("## Why")
    paragraph, _, _ = section.strip().partition("\n\n")
    return "" if paragraph.startswith("## ") else " ".join(paragraph.split())
