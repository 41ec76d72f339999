"""Numbers of tokens: `8192`, `32k` (32768), `128K tokens`."""

from __future__ import annotations

import re

from decision_lint.quantities.folding import fold

_TOKENS = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[,_]\d{3})+|\d{1,9}(?:\.\d{1,3})?)\s?(?P<unit>ki|k|mi|m|万)?"
    r"(?![a-z0-9.,_%])"
)
_ANY_NUMBER = re.compile(r"\d+")
_UNITS = {"": 1, "k": 2**10, "ki": 2**10, "m": 2**20, "mi": 2**20, "万": 10_000}


def read_tokens(text: str) -> int | None:
    """Read a text that states one number of tokens; `k` is 1024 and `m` is 1024 times that."""
    folded = re.sub(r"\.(?=\s|$)", " ", fold(text).casefold())
    amounts = [(match, _amount(match)) for match in _TOKENS.finditer(folded)]
    spoken = {amount for _, amount in amounts}
    seen = sum(len(_ANY_NUMBER.findall(match[0])) for match, _ in amounts)
    if len(spoken) != 1 or seen != len(_ANY_NUMBER.findall(folded)):
        return None
    amount = spoken.pop()
    return int(amount) if amount == int(amount) else None


def _amount(match: re.Match[str]) -> float:
    number = float(match["number"].replace(",", "").replace("_", ""))
    return round(number * _UNITS[match["unit"] or ""], 6)
