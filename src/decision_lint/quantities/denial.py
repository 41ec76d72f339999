"""Tells what a text says is not there: `no firewall`, `没有防火墙`, `トンネルなし`."""

from __future__ import annotations

import re

from decision_lint.patterns import pattern

_LONGEST = 60
"""Characters on both sides of a word in which it is denied."""

_BETWEEN = (
    r"(?:(?:an?|the|any|our|own|other|such|longer|more|us(?:e|ed|ing)|call(?:s|ed|ing)?|sen[dt]|go(?:es)?"
    r"|is|are|it|has|have|be|behind|through|via|with|by|on|to|of|in|need|for|public|external|reverse"
    r"|proper|real|ssh|add)[\s_-]){0,4}"
)
_BEFORE = pattern(
    rf"(?:\b(?:no|not(?! only| just)|non|never|neither|nor|nothing|without|lacks?|lacking|instead of"
    rf"|rather than|todo:?|don't|doesn't|isn't)[\s_-]{_BETWEEN}"
    r"|(?:没有?|(?<!毫)无|未|尚未|缺少|而不是|而非|不(?:再|会|能|是|用|走|使用|经过?|需要?|调用|依赖|通过|采用))"
    r"[^\s，,；;。：:]{0,2})\s?$"
)
_TWICE = pattern(
    r"\b(?:no|not|nobody|no one|nothing|never|none|cannot|can't|refus\w+|unreachable|closed|only)\b[^.;]*"
    r"\bwithout\b[^.;,]*$"
)
"""Denied twice is said: `not reachable without the tunnel`."""

_AFTER = pattern(
    r"\s?(?:(?:is|are|was)\s)?(?:(?:not|never)\s(?:yet\s)?(?:there|used|set|configured|enabled|active"
    r"|needed|required|necessary|in\s(?:place|use)|ready|on)\b|off\b|disabled|missing)"
    r"|\s?[:：=]\s?(?:none|no\b|off\b|n/a|无|没有|なし)"
    r"|\s?[はがもを]?(?:\s?経由)?[はがもを]?(?:なし(?!では)|無し(?!では)|無い|ない|ありません|無効|未設定|未使用|オフ"
    r"|(?:使わ|利用し|使用し|し|通さ)(?:ない(?!と)|ず|ません))"
    r"|\s?(?:尚?未(?:配置|设置|启用|开)|没有?(?:配置|设置|启用|开)|已?关闭(?:$|[，。；,;]))"
)


def is_denied(folded: str, found: re.Match[str]) -> bool:
    """Tell whether a folded text says of a word that it is not there, or not used."""
    before = folded[max(0, found.start() - _LONGEST) : found.start()]
    if _BEFORE.search(before):
        return not _TWICE.search(before)
    return bool(_AFTER.match(folded, found.end(), found.end() + _LONGEST))
