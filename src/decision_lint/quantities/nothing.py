"""Answers that say that there is none: `none`, `N/A`, `no fallback`, `无`, `なし`."""

from __future__ import annotations

import re
from functools import lru_cache

from decision_lint.quantities.deferrals import letters
from decision_lint.quantities.folding import fold

_LONGEST = 80
"""Characters of the longest text that says no more than this."""

_SLOTS = frozenset("?<{$%«")
"""Signs of a question, and of a slot that is to be filled."""

_DASHES = r"[-–—―ー/∅()\s]+"
_NONE = r"[ordvtbBT]*N[NordvmtTbB]*|[or]*n"
"""In kinds of words: `no fallback is planned`, `代替案はない`; never `not yet`, `no idea`."""


@lru_cache(2048)
def is_nothing(text: str) -> bool:
    """Tell whether a text says that there is none, and says nothing else."""
    if not text or len(text) > _LONGEST:
        return False
    folded = fold(text).casefold()
    if not _SLOTS.isdisjoint(folded):
        return False
    return bool(re.fullmatch(_DASHES, folded) or re.fullmatch(_NONE, letters(folded)))
