"""Amounts of memory beside a device that are not the device's: main memory, and a model's need."""

from __future__ import annotations

from decision_lint.knowledge.tables import Table
from decision_lint.patterns import pattern
from decision_lint.quantities.memory import Memory

_OF_A_MODEL = pattern(
    r"\s?(?:of |の|的)?(?:are |is )?(?:weights?|needed|required|for (?:the )?(?:weights|model|kv|cache)|权重|の?重み|必要)"
)
_MAIN_AFTER = pattern(
    r"\s?(?:of |の|的)?(?:ddr\d(?:-\d+)? ?|(?:system|main|host|cpu) ){0,2}(?:ram(?![a-z])|memory|内存|メモリ|メインメモリ)"
)
_MAIN_BEFORE = pattern(r"(?:(?<![a-z])ram|内存|メモリ|主記憶)[\s:：=为は]{0,3}$")
_APART = pattern(r"[,;、，；]")
_NEAR = 0.9
"""What a tool prints of a card's memory is not less than this share of its nameplate."""
_LOOK = 24


def is_beside(device: Table, end: int, memory: Memory, text: str) -> bool:
    """Tell what is not the memory of a device, whose name ends here and whose row is given."""
    if _OF_A_MODEL.match(text, memory.end):
        return True  # `L4: 16 GB weights`
    sold = device.get("gb", ())
    if any(_NEAR * gb <= memory.amount <= gb for gb in sold):
        return False
    of_several = any(memory.amount % gb == 0 for gb in sold)  # `2x L4, 48 GB in all`
    if sold and not of_several and _APART.search(text, end, memory.start):
        return True  # `T4, 3 GB in float16`
    return not device.get("unified") and _is_main_memory(text, memory)


def _is_main_memory(text: str, memory: Memory) -> bool:
    before = text[max(0, memory.start - _LOOK) : memory.start]
    return bool(_MAIN_AFTER.match(text, memory.end) or _MAIN_BEFORE.search(before))
