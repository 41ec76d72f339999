"""LIC005: a license with conditions, and a note that mentions none."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.quantities.todos import is_license_todo, is_placeholder
from decision_lint.quoting import quoted
from decision_lint.record.shape import Candidate
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule

_SHOWN = 3


@rule("LIC005", Level.WARNING)
def unacknowledged_condition(
    candidate: Candidate, place: Where, facts: ModelFacts
) -> Iterator[Outcome]:
    """The license has conditions, and the note has no word on any of them.

    ## Why

    "Community" and "open model" licenses allow much and ask for something: a limit of users or of
    revenue, a list of forbidden uses, a name that has to be shown. Somebody has to do it, and the
    note is where that somebody reads of it.

    ## How to mend it

    Say in the note which conditions matter here and how they are met: `Llama 3.1 community
    license; far below 700M users, "Built with Llama" is on the about page`.
    """
    from decision_lint.facts.licenses.claims import claims_commercial
    from decision_lint.facts.licenses.conditions import acknowledged
    from decision_lint.facts.licenses.known import license_of
    from decision_lint.facts.licenses.names import agrees
    from decision_lint.facts.licenses.telling import UNTAGGED, tag_of

    note, license_ = candidate.license_note, license_of(facts)
    if note is None or is_license_todo(note) or is_placeholder(note):
        return  # other rules say so
    if license_ is None:
        yield NotChecked(UNTAGGED)
    elif not license_.is_known:
        yield NotChecked(f"what {quoted(license_.named)} asks is not known")
    elif license_.asks_something and agrees(note, license_) is not False:
        is_forbidden = license_.commercial == "no" and claims_commercial(note)
        if not is_forbidden and not acknowledged(note, license_):
            terms = [*license_.conditions.values()]
            more = f"; and {len(terms) - _SHOWN} more" if len(terms) > _SHOWN else ""
            asks = f"{'; '.join(terms[:_SHOWN])}{more}"
            message = f"{quoted(note)} has no word on what {tag_of(facts)} asks: {asks}"
            yield Problem((*place, "license_note"), message)
