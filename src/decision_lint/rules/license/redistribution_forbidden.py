"""LIC006: weights that are passed on under a license that forbids it."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.record.shape import Candidate, Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule


@rule("LIC006", Level.ERROR)
def redistribution_forbidden(
    record: Record, candidate: Candidate, place: Where, facts: ModelFacts
) -> Iterator[Outcome]:
    """The record states that the model is passed on, and its license forbids that.

    ## Why

    Serving a model and giving its weights away are different things. Weights on a customer's
    machine, in an app or in an image for others are given away; a license for research, or one
    without derivatives, does not allow it in the way that most products do it.

    ## How to mend it

    Serve the model instead, choose one whose license lets you pass it on, or get an agreement with
    the owner and name it in the note. If the weights go out exactly as they came, and the license
    forbids derivatives alone, say so: `passed on unmodified`.
    """
    from decision_lint.facts.licenses import claims
    from decision_lint.facts.licenses.known import borne, forbids_passing_on
    from decision_lint.facts.licenses.telling import UNTAGGED, bearer, saying

    note, asked = candidate.license_note or "", record.requirements
    is_claimed = claims.claims_redistribution(note) is True
    if not (is_claimed or asked.redistribution) or claims.claims_agreement(note):
        return
    found = borne(facts)
    if not found:
        yield NotChecked(UNTAGGED)
        return
    sells = asked.commercial_use or claims.claims_commercial(note) or claims.is_for_customers(note)
    for license_, repo_id in found:
        if forbids_passing_on(
            license_, commercially=bool(sells), unchanged=claims.is_unchanged(note)
        ):
            stated = f"{quoted(note)} claims" if is_claimed else "'redistribution' states"
            terms = saying(license_, ("no-derivatives", "research", "non-commercial"))
            tagged = bearer(license_, repo_id, facts)
            message = f"{stated} that the model is passed on, but {tagged}: {terms}"
            yield Problem((*place, "license_note"), message)
            return
    if unread := next((one for one, _ in found if one.redistribution == "unknown"), None):
        yield NotChecked(f"what {quoted(unread.named)} says of passing it on is not known")
