"""What acts come to, once the rest of the text has said what goes on all the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from decision_lint.evidence.acts import Act, Kind
from decision_lint.evidence.lexicon import providers
from decision_lint.evidence.sentences import Text
from decision_lint.evidence.standing import still_billed
from decision_lint.patterns import pattern

STOPPING = frozenset((Kind.MACHINE, Kind.GUEST, Kind.PROCESS))
"""Kinds of acts after which the server no longer runs."""

_KEY = pattern(r"(?:ctrl|ctl|control|strg|⌃|\^c|c-c)")
_LEFT = pattern(
    r"[\s\"'`,]{0,4}(?:to|and|then|only|just|で|は)?\s?(?:safely\s)?(?:stop|exit|quit|end|leav|detach"
    r"|cancel)\w{0,6}(?:\s\w{1,20}){0,2}?\s(?:stream|logs?\b|tail|watch|follow|tunnel|port|view|monitor"
    r"|client|chat|output|ssh|session|download|progress)"
)
_SURVIVES = pattern(
    r"\b(?:keeps?|continues?|goes on|stays?|remains?|still)\s(?:to\s)?"
    r"(?:running|run|up|alive|active)\b"
    r"|\b(?:job|server|service|process|run)\s(?:goes on|continues|lives on)\b"
    r"|继续(?:运行|执行)|仍(?:然|旧)?(?:在)?运行|(?:動|稼働|実行)(?:き|し)?続け"
)
_NOTHING = pattern(
    r"\b(?:nothing|no|none|never|nor|not|neither|anything)\b|没有|不会|什么也|何も|他には|しない"
)
_MACHINE = pattern(
    r"\b(?:pod|instance|vm|machine|node|gpu|box|droplet)\b|实例|机器|主机|インスタンス|マシン"
)
_NOT_BILLING = pattern(r"\b(?:not|never|doesn't|still)\b.{0,60}?(?:\bbill|charg)")
_ENDS_BILLING = pattern(
    r"\b(?:stop|end)(?:s|ping|ped|ing|ed)?\s(?:the\s|its\s)?(?:\w+\s)?(?:billing|charges)|停止计费|不再计费"
)
_OR = pattern(r",?\sor\s|或者?|または|もしくは")
_CHOSEN = pattern(r"\b(?:if|when|on|for|depending|locally)\b|如果|时|場合|なら")
_THEN = pattern(r"\b(?:then|and|finally|afterwards)\b|然后|再|後")


def come_to(text: Text, acts: Sequence[Act]) -> list[Act]:
    """Give the acts with the kind that they have in this text."""
    billed_on = any(still_billed(sentence) for sentence in text.sentences())
    if any(act.kind is Kind.GUEST for act in acts):
        # `自动关机：shutdown` is done in the guest, whatever the bare word may mean elsewhere
        acts = [act for act in acts if not (act.is_bare and act.kind is Kind.MACHINE)]
    result = []
    for act in acts:
        if act.kind is Kind.PROCESS and _only_leaves(text, act):
            result.append(act._replace(kind=Kind.LEAVE))
        elif act.kind is Kind.GUEST and _ends_billing(text, act, billed_on=billed_on):
            result.append(act._replace(kind=Kind.MACHINE, storage_remains=True))
        elif act.kind is Kind.MACHINE and act.storage_remains and billed_on:
            result.append(act._replace(kind=Kind.GUEST, storage_remains=None))
        else:
            result.append(act)
    return result


def near(text: Text, act: Act) -> str:
    """Give the sentence of an act, or what of it stands near."""
    opens, closes = text.sentence(act.start)
    return text.low[max(opens, act.start - 200) : min(closes, act.end + 300)]


def _only_leaves(text: Text, act: Act) -> bool:
    """Tell of a key that it ends a client or a log, and the server goes on."""
    if not _KEY.match(text.low, act.start, act.end):
        return False
    if _LEFT.match(text.low, act.end):
        return True
    sentence = near(text, act)
    found = _SURVIVES.search(sentence)
    if not found:
        return False
    said = sentence[max(0, found.start() - 40) : found.end() + 8]
    return not (_NOTHING.search(said) or _MACHINE.search(said))


def _ends_billing(text: Text, act: Act, *, billed_on: bool) -> bool:
    """Tell of a shutdown in the guest whether the text names a provider where that ends billing."""
    if billed_on or _NOT_BILLING.search(text.low):
        return False
    named = providers("guest_ends_billing").search(text.low)
    return bool(named or _ENDS_BILLING.search(near(text, act)))


def is_undecided(text: Text, acts: Sequence[Act]) -> bool:
    """Tell whether a process and a machine are offered as alternatives without a choice."""
    stops = [act for act in acts if act.kind in STOPPING]
    for one, other in pairwise(stops):
        if {one.kind, other.kind} != {Kind.MACHINE, Kind.PROCESS}:
            continue
        between = text.low[one.end : max(one.end, min(other.start, one.end + 200))]
        around = text.low[max(0, one.start - 30) : other.end + 40]
        apart = "\n" in between or ". " in between or _CHOSEN.search(around)
        if _OR.search(between) and not apart:
            return True
    return False


def leaves_storage(text: Text, ending: Sequence[Act]) -> bool | None:
    """Tell whether storage goes on billing after the acts that end a machine's billing."""
    remains = {act.storage_remains for act in ending}
    if len(remains) == 1:
        return remains.pop()
    if None in remains:
        return None
    lead = text.low[ending[-2].end : ending[-1].start]
    return not (ending[-1].storage_remains is False and _THEN.search(lead))
