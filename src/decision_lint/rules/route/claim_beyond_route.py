"""RTE007: a claim that the route cannot prove."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_lint.patterns import pattern
from decision_lint.quantities.folding import fold
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule

_BEYOND = {
    "local_cpu": (
        r"\b(?:quality|accura(?:te|cy)|production|throughput|(?:stable|controlled) serving"
        r"|serving (?:cost|load)|sla|benchmark|good answers|ready for (?:users|customers))\b"
        r"|质量|准确|精度|生产|吞吐|稳定服务|品質|正確|精度|本番|スループット"
    ),
    "free_colab": (
        r"\b(?:stable|reliable|production|serving|uptime|availability|sla|24/7|always on"
        r"|throughput|for (?:users|customers))\b"
        r"|稳定|可靠|生产|上线|在线服务|可用性|吞吐|安定|信頼|本番|稼働|常時|提供できる|スループット"
    ),
}
"""What a run on a route cannot show, in three languages."""

_CLAUSE = pattern(r"[,;.。；，、:：\n]|\b(?:but|and not|while|though)\b|但是?|ただし|が、")
_NEGATED = pattern(
    r"\b(?:not|no|never|without|nothing|neither|nor|cannot|can't|doesn't|don't|isn't|rather than"
    r"|instead of|yet to|says? little)\b|不|未|没|非|无|ない|ません|ず(?:に|、|$)|ぬ$"
)


@rule("RTE007", Level.ERROR)
def claim_beyond_route(record: Record) -> Iterator[Outcome]:
    """The record claims more than a run on its route can prove.

    ## Why

    A laptop proves that the workflow runs, and a free notebook that somebody else can run it.
    Neither proves that answers are good or that a service is stable, and a claim that says so is
    what the next decision will be built on.

    ## How to mend it

    Claim what the route proves: `proves the workflow, not model quality` on a laptop, `proves a
    portable notebook run, not stable serving` on free Colab. For more, use a rented GPU.
    """
    if record.claim is None:
        return
    if record.profile.route is None:
        yield NotChecked("the record states no route")
        return
    beyond = _BEYOND.get(record.profile.route)
    if beyond is None:
        return
    for clause in _CLAUSE.split(fold(record.claim).casefold()):
        found = re.search(beyond, clause)
        if found and not _NEGATED.search(clause):
            message = f"{record.profile.route} does not prove {quoted(found[0])}"
            yield Problem(("claim",), message)
            return
