"""RTE003: a twin that is not what the chooser gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.chooser import choose
from decision_lint.policy import Row
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault
from decision_lint.twin import Twin


@rule("RTE003", Level.ERROR)
def stale_twin(twin: Twin, policy: Sequence[Row]) -> Iterator[Problem]:
    """The twin's decision is not what the chooser gives for the twin's own profile.

    ## Why

    The twin is the chooser's answer, committed so that everybody sees it. One that was edited by
    hand, cut short, or written by an older policy answers a question that nobody asked.

    ## How to mend it

    Write it anew with `decision-lint choose --record RECORD --write`, which takes the profile from
    the record; `--force` overwrites a twin that was edited by hand.
    """
    source = twin.json.source
    if source.unreadable:
        yield Problem(("twin",), f"the twin cannot be read: {source.unreadable}")
    elif twin.json.broken:
        span, matter = twin.json.broken
        place = f"line {span.line}, column {span.column}"
        yield Problem(("twin",), f"the twin is not JSON: {matter} ({place})")
    for fault in twin.faults:
        yield Problem(("twin", *fault.where), _told(fault))
    if twin.asked is None:
        return
    fresh = choose(twin.asked, policy)
    gives = {name: getattr(fresh.decision, name) for name in ("model", "runtime", "claim")}
    stale = [name for name, text in twin.decision.items() if text != gives[name]]
    if stale:
        name = "runtime" if "runtime" in stale else stale[0]
        seen = f"{name} is {quoted(twin.decision[name])}"
        message = f"{seen}, and the chooser gives '{gives[name]}' ({fresh.reason})"
        yield Problem(("twin", "decision", name), message)


def _told(fault: Fault) -> str:
    match fault.kind:
        case "missing":
            return f"the twin lacks '{'.'.join(map(str, fault.where))}'"
        case "unknown":
            return f"{quoted(fault.key)} is nothing that the chooser writes"
    seen = quoted(str(fault.seen))
    return f"{seen} is not {fault.expected}" if fault.key else "the twin is not an object"
