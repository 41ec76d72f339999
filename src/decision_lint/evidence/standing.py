"""Tells an instruction to stop something from words that only speak of it."""

from __future__ import annotations

from decision_lint.evidence.meant import Standing
from decision_lint.evidence.sentences import Text, is_wide
from decision_lint.patterns import pattern

_REACH = 80
"""As many characters around a verb may say how it is meant."""


_WORD = r"[^\s.,;:()]{1,30}"
_NEGATED = pattern(
    r"(?:\b(?:not|never|no|n't|cannot|can't|won't|don't|doesn't|didn't|isn't|aren't|wasn't|without"
    r"|nothing|neither|nor|instead of|rather than|fail(?:s|ed)? to|unable to|avoid(?:s|ing)?"
    r"|prevent(?:s|ing)?|refus\w+ to|needn't|nunca|jamais|não|nao|nicht|kein\w*|pas|non|niet|nie"
    r"|nu|не)\b)"
    rf"(?:\s+(?!only\b){_WORD}){{0,3}}[\s\"'`*(]*(?:auto-?)?$"
)
_NOT_AT_ALL = pattern(r"\b(?:if|when|where) not\b|\bnot only\b|\bno (?:longer|more|later)\b")
_REMINDER = pattern(
    r"\b(?:forget(?:ting)?|forgot|remember|remind\w*|esque[çc]a\w*|olvid\w+|oubli\w+|dimentic\w+"
    rf"|vergess\w*|vergeet|забу\w+|ricord\w+|recuerd\w+|lembr\w+|pamięt\w+)\b(?:\s+{_WORD}){{0,4}}"
    r"[\s\"'`*]*$"
)
_REMINDER_BEFORE_COMMA = pattern(r"\bvergess\w*,[^.;,]*$")
_WISH = pattern(
    r"\b(?:could|might|may|would|consider(?:ing)?|plan(?:s|ned|ning)?(?: to)?|want(?:s|ed)? to|hope"
    r"|intend\w*|todo|tbd|tbc|wish|ideally|eventually|someday|propos\w+|discuss\w*"
    r"|think about)"
    rf"\b(?:\s+{_WORD}){{0,3}}[\s\"'`*:]*$"
)
_SUBJECT = r"(?:you|we|i|they|users?|one|someone|somebody|he|she|people|it|the user)"
_IF = (
    r"(?:when(?:ever)?|if|until|unless|once|while|as long as|as soon as"
    r"|even (?:if|when|after|though)"
    r"|whether|although|because|since|that|which|who|what|how|why|before|after|each time|every time"
    r"|quando|cuando|wenn|quand|lorsque|wanneer|если|когда|пока|hasta|até|bis|jusqu\S*|finché)"
)
_CONDITION = pattern(rf"\b{_IF}\s+{_SUBJECT}(?:\s+{_WORD}){{0,2}}\s*$")
_UNDER_CONDITION = pattern(rf"\b{_IF}\b(?:\s+{_WORD}){{1,7}}\s*$")
_PROOF = pattern(
    r"\b(?:verif\w+|confirm\w*|check\w*|look\w*|see|sees|seen|show\w*|prove\w*|proof|wait\w*|assert\w*"
    r"|screenshot|reads?|re-reads|state|status|reports?|displays?|says?|otherwise|listed as|is it)"
    rf"\b(?:\s+{_WORD}){{0,8}}[\s\"'`*]*$"
)
_DESCRIBED = pattern(
    r"(?:^|\b(?:a|an|the|any|all|no|of|for|each|every|your|my|our|its|this|keep|list|these|those)\s)$"
)
_GERUND_FACT = pattern(
    rf"(?:\s+{_WORD}){{0,6}}?\s+(?:is|are|was|does|do|doesn't|don't|will|won't|keeps?|ends?|leaves?"
    r"|means?|costs?|stops?|deletes?|frees?|saves?|only|still|just|also|can|cannot|may|wipes?|loses?"
    r"|pauses?|would|preserves?|removes?|releases?|takes?|makes?|requires?|needs?)\b"
)
_OPENS = pattern(r"^[\s\"'`*>#\d.)\]\-–—•]*$")
_FAILS = pattern(
    rf"(?:\s+{_WORD}){{0,3}}?[\"'`]?\s+(?:button\s+)?(?:(?:does not|doesn't|did not|didn't|never)"
    r" (?:work|help|suffice|end|stop)|(?:is|are) (?:not|never|disabled|forbidden|impossible)"
    r"|isn't|aren't|fails\b)"
)
_STILL_BILLED = pattern(
    r"\b(?:still|continu\w+|keeps?|goes on|remains?)\s+(?:\w+\s+){0,2}?"
    r"(?:bill|charg|cost|pay|paid|incur)"
)


def standing(text: Text, start: int, end: int, form: str = "") -> Standing:
    """Tell how a verb at a place is meant; `form` is `ed`, `ing`, `s` or nothing."""
    low = text.low
    opens, closes = text.clause(start)
    far_before, far_after = low[max(0, start - _REACH) : start], low[end : end + _REACH]
    before, after = low[max(opens, start - _REACH) : start], far_after[: max(closes - end, 0)]
    if is_wide(low[start:end]) or is_wide(before[-4:]) or is_wide(after[:4]):
        from decision_lint.evidence.wide_standing import wide_standing

        return wide_standing(before, far_before, far_after)
    if _REMINDER.search(before) or _REMINDER_BEFORE_COMMA.search(far_before):
        return Standing.REMINDER
    if (_NEGATED.search(before) and not _NOT_AT_ALL.search(before)) or _FAILS.match(after):
        return Standing.NEGATED
    if _WISH.search(before):
        return Standing.WISH
    if _CONDITION.search(before) or _is_told(form, before, far_after):
        return Standing.FACT
    return Standing.MEANT


def _is_told(form: str, before: str, after: str) -> bool:
    """Tell of a form that is no order whether it only describes."""
    match form:
        case "ing":
            return bool(_OPENS.match(before) and _GERUND_FACT.match(after))
        case "s":
            return bool(_UNDER_CONDITION.search(before))
        case "ed":
            return bool(_UNDER_CONDITION.search(before) or _PROOF.search(before))
    return False


def is_described(text: Text, start: int) -> bool:
    """Tell whether a participle before a noun is its adjective: `stopped pods are billed`."""
    opens, _ = text.clause(start)
    return bool(_DESCRIBED.search(text.low[max(opens, start - _REACH) : start].lstrip(" *\"'`-")))


def still_billed(sentence: str) -> bool:
    """Tell whether a sentence says that billing goes on, and not of storage alone."""
    return bool(_STILL_BILLED.search(sentence)) and not _EXCUSED.search(sentence)


_EXCUSED = pattern(
    r"\b(?:storage|disks?|volumes?|snapshots?|data|ip|ips|otherwise|or else|forget|forgotten|unless"
    r"|until|if|not|no|never|without|avoid|nothing)\b"
)
