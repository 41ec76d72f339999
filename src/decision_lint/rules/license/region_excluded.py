"""LIC010: use in a region that the license leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.record.shape import Candidate, Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule


@rule("LIC010", Level.ERROR)
def region_excluded(
    record: Record, candidate: Candidate, place: Where, facts: ModelFacts
) -> Iterator[Outcome]:
    """The license does not hold in the region that the record names.

    ## Why

    Some licenses are not given to everybody: those of Llama's multimodal models leave out the EU,
    Hunyuan's leaves out the EU, the UK and South Korea. Where a license does not hold, nothing is
    allowed.

    ## How to mend it

    Choose a model whose license holds where you are. If `region:` names more than it should, say
    where the model is really used: `US only, no users in the EU`.
    """
    region = record.requirements.region
    if region is None:
        return
    from decision_lint.facts.licenses.claims import claims_agreement
    from decision_lint.facts.licenses.known import borne
    from decision_lint.facts.licenses.regions import is_placed, regions_in
    from decision_lint.facts.licenses.telling import UNTAGGED, bearer

    found = borne(facts)
    if not found:
        yield NotChecked(UNTAGGED)
        return
    named = regions_in(region)
    for license_, repo_id in found:
        out = [one for one in license_.regions_excluded if one in named]
        if out and not claims_agreement(candidate.license_note or ""):
            tagged = bearer(license_, repo_id, facts)
            terms = f"it does not hold in {', '.join(out)}"
            message = f"'region' says {quoted(region)}, but {tagged}: {terms}"
            yield Problem((*place, "license_note"), message)
            return
    if any(one.regions_excluded for one, _ in found) and not is_placed(region):
        yield NotChecked(f"where {quoted(region)} lies is not known")
    elif named and (unread := next((one for one, _ in found if not one.is_known), None)):
        yield NotChecked(f"where {quoted(unread.named)} holds is not known")
