"""Models behind somebody's API: by their names, by their providers', by the words for them."""

from __future__ import annotations

import re
from functools import cache

from decision_lint.knowledge.tables import table
from decision_lint.patterns import pattern
from decision_lint.quantities.denial import is_denied
from decision_lint.quantities.folding import fold

_API = pattern(
    r"(?<![a-z])(?:(?:cloud|hosted|remote|commercial|proprietary|managed|external|third-party|paid|public|vendor)"
    r" (?:(?:model|llm|ai|inference) )?(?:apis?|endpoint|service|model|llm)"
    r"|(?:model|llm) apis?|api models?)(?![a-z])"
    r"|(?:via|through|over|behind|using|by) (?:the |an |its |their )?(?:official |hosted |cloud )?api(?![a-z])"
    r"|云[端上]?(?:的)?大?(?:模型|服务)?的?\s?(?:api|接口)|云[端上]?的?大?模型|托管(?:模型|api)"
    r"|(?:官方|商用|商业|外部|第三方)的?\s?(?:api|接口)"
    r"|クラウド(?:の)?(?:モデル|llm|ai)?(?:の)?\s?api|クラウドの?(?:モデル|llm)|(?:外部|商用)の?\s?api|ホスト型"
)
_OF_API = "api model llm endpoint service 云 托管 接口 クラウド ホスト".split()
"""What one of stands in whatever the pattern finds: cheaper to look for."""
_PREFIXED = pattern(r"(?P<prefix>[a-z][a-z0-9_\-]*)(?P<mark>[:/])(?P<name>\S+)$")


def is_hosted(text: str) -> bool:
    """Tell whether a text means a model behind somebody's API."""
    folded = fold(text).casefold()
    return is_served(text) or (_holds(folded, "hosted") and bool(_hosted().search(folded)))


def is_turned_to(text: str) -> bool:
    """Tell whether a text turns to a model behind somebody's API: names one and rules it not out."""
    folded = fold(text).casefold()
    named = (found for each in (_API, _providers(), _hosted()) for found in each.finditer(folded))
    return any(not is_denied(folded, found) for found in named)


def is_served(text: str) -> bool:
    """Tell whether a text names somebody's API, whichever model is behind it."""
    folded = fold(text).casefold()
    if any(word in folded for word in _OF_API) and _API.search(folded):
        return True
    return _holds(folded, "providers") and bool(_providers().search(folded))


def is_through_gateway(text: str) -> bool:
    """Tell `openai/gpt-4o-mini` and `azure/gpt-4o`, as gateways name them, from a repository."""
    found = _PREFIXED.match(text.casefold())
    if not found:
        return False
    known = table("models")
    if found["mark"] == "/" and found["prefix"] in known["gateways"]:
        return True
    if found["prefix"] not in known["makers"] or not _holds(found["name"], "hosted"):
        return False
    return bool(_hosted().match(found["name"]))


def _holds(text: str, name: str) -> bool:
    """Tell whether one of a list's words stands in a text: cheaper than the whole pattern."""
    return any(word in text for word in table("models")[name])


def spelt(name: str) -> str:
    """Give the words of a list in the table of models as one pattern, the longest first."""
    words = sorted(table("models")[name], key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


@cache
def _hosted() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{spelt('hosted')})(?![a-z])")


@cache
def _providers() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{spelt('providers')})(?![a-z])")
