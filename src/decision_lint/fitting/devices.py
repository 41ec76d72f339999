"""What the table of devices says of one: what a process can use of it, and what it computes in."""

from __future__ import annotations

import re
from typing import NamedTuple

from decision_lint.knowledge.tables import table
from decision_lint.memory.devices import usable_gib
from decision_lint.quantities.devices import nameplates
from decision_lint.quantities.memory import Memory
from decision_lint.rule import Absent

_NEAR = 0.9
"""A stated amount that is not smaller than this share of a nameplate is what a tool printed."""
_SLICE = re.compile(r"(?<![a-z])(?:mig|vgpu|slices?|fraction\w*|partition\w*|shared|half)(?![a-z])")
_PROFILE = re.compile(r"(?<![a-z0-9])\dg\.(\d{1,3})gb")
"""A part of a card as nvidia-smi names it: `3g.40gb`."""
_LAPTOP = re.compile(r"laptop|notebook|mobile|max-q|笔记本|ノート")


class Variant(NamedTuple):
    """A device with one amount of memory."""

    gb: float | None
    """Its nameplate; None where the text states what is usable."""
    gib: float
    """What a process can use of it."""
    largest: float | None = None
    """What it could use of the largest variant, where the text leaves open which it is."""


def is_unified(name: str) -> bool:
    """Tell whether a device shares its memory with the processor."""
    return bool(table("devices")["devices"].get(name, {}).get("unified"))


def is_slice(text: str) -> bool:
    """Tell whether a folded text speaks of a part of a card."""
    return bool(_SLICE.search(text))


def variant(name: str, memory: Memory | None, text: str) -> Variant | Absent:
    """Find which variant of a device a text means, by the memory that it states."""
    sold = nameplates(name)
    if profile := _PROFILE.search(text):
        return Variant(None, usable_gib("", float(profile[1])))
    if memory is None:
        return _unstated(name, sold, text)
    amount = memory.amount
    if not sold or is_slice(text):
        return Variant(None, amount if memory.exact else usable_gib("", amount))
    if amount in sold:
        return Variant(amount, usable_gib(name, amount))
    for gb in sold:
        if gb * _NEAR <= amount < gb:
            return Variant(None, min(amount, usable_gib(name, gb)))
    return Absent(f"no {name} is sold with {amount:g} GB")


def _unstated(name: str, sold: tuple[float, ...], text: str) -> Variant | Absent:
    if not sold:
        return Absent(f"how much memory the {name} has is not known: the record has to state it")
    usual = min(sold) if len(sold) > 1 and _LAPTOP.search(text) else sold[0]
    if len(sold) == 1 or usual != sold[0]:
        return Variant(usual, usable_gib(name, usual))
    if is_unified(name):
        amounts = ", ".join(f"{gb:g}" for gb in sold)
        return Absent(f"an {name} is sold with {amounts} GB: the record has to state which")
    most = max(sold)
    largest = usable_gib(name, most) if most > usual else None
    return Variant(usual, usable_gib(name, usual), largest)
