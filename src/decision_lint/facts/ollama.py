"""Ollama's tags: which repository of the Hub one was made from, and in which quantization."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern

_QUANTIZED = pattern(
    r"[-_](?P<quantization>i?q\d(?:_[0-9a-z]+)*|(?:b?fp?|int)\d{1,2}|mxfp\d|nvfp4|qat)",
    re.IGNORECASE,
)
_OF_COURSE = frozenset(("instruct", "it", "chat"))
"""What a tag says of the models that the library has, and need not."""


class Tag(NamedTuple):
    """What a tag stands for."""

    repo_id: str
    quantization: str | None
    """As llama.cpp names it: `Q4_K_M`; None where nobody recorded it."""


def read_tag(name: str) -> Tag | None:
    """Find what a name with or without a tag stands for; None where the table does not know.

    A tag without a quantization pulls the table's; `8b-instruct-q8_0` says its own.
    """
    family, _, tag = name.strip().casefold().removeprefix("library/").partition(":")
    entry = table("ollama")["models"].get(family)
    if entry is None:
        return None
    tags: Mapping[str, Sequence[str | None]] = entry["tags"]
    wanted = entry["latest"] if tag in {"", "latest"} else tag
    if found := tags.get(wanted):
        return Tag(str(found[0]), found[1])
    said = _QUANTIZED.search(wanted)
    found = _nearest(tags, wanted[: said.start()] if said else wanted)
    if found is None:
        return None
    own = said["quantization"].upper() if said else found[1]
    return Tag(str(found[0]), None if own == "QAT" else own)


def _nearest(tags: Mapping[str, Sequence[str | None]], tag: str) -> Sequence[str | None] | None:
    """Find the tag that says the same with fewer words: `8b-instruct` is `8b`, `8b-text` is not."""
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        if found := tags.get("-".join(parts[:length])):
            known = {*str(found[0]).casefold().replace("/", "-").split("-"), *_OF_COURSE}
            return found if known.issuperset(parts[length:]) else None
    return None


def families() -> tuple[str, ...]:
    """Give the names that the table knows, with the tag that each pulls by itself."""
    return tuple(f"{name}:{entry['latest']}" for name, entry in table("ollama")["models"].items())
