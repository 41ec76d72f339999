"""One spelling for text that is only looked at: width, hyphens and spaces folded."""

from __future__ import annotations

import re
import unicodedata

_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒−", "-") | {"\u200b": None, "\ufeff": None})
_BLANKS = re.compile(r"[^\S\n]+")


def fold(text: str) -> str:
    """Give the text in ASCII width, with plain hyphens and single spaces; case stays."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    return _BLANKS.sub(" ", text).strip()
