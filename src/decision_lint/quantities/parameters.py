"""Numbers of parameters: `7B`, `494M`, `0.5 billion`, `8x7B`, `70亿`."""

from __future__ import annotations

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold

_SIZE = pattern(
    r"(?<![a-z0-9.])(?:(?P<experts>\d{1,3})x)?(?P<number>\d{1,4}(?:\.\d{1,3})?)"
    r"(?:\s?-?(?P<unit>b|m|t|billion|million|trillion)(?![a-z0-9])|\s?(?P<wide>十亿|亿|億))"
)
_UNITS = {"b": 1e9, "m": 1e6, "t": 1e12, "亿": 1e8, "億": 1e8, "十亿": 1e9}


def find_parameters(text: str) -> float | None:
    """Find the first number of parameters in a text; of experts, that of all of them."""
    match = _SIZE.search(fold(text).casefold())
    if match is None:
        return None
    unit = match["wide"] or match["unit"][0]
    return float(match["number"]) * int(match["experts"] or 1) * _UNITS[unit]


_OF_A_MODEL = pattern(
    r"parameters?|params?|model|weights|参数|参數|模型|パラメータ|モデル|^\s*(?:about |~|约|約)?[\d.]+ ?(?:b|m|亿|億)\s*$"
)
_COMPARED = pattern(
    r"(?<![a-z])(?:than|instead of|before|larger|bigger|smaller|later|up to|most|until|if|next|future|active"
    r"|room|also|even|any|small|class)(?![a-z])|大于|小于|以下|以上|より|激活|アクティブ"
)


def stated_parameters(text: str, *, is_size: bool) -> float | None:
    """Read the parameters that a text states of one model; what compares models states none."""
    folded = fold(text).casefold()
    if not is_size and (_COMPARED.search(folded) or not _OF_A_MODEL.search(folded)):
        return None
    return find_parameters(text)
