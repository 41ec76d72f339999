"""LIC004: commercial use under a license that forbids it."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.record.shape import Candidate, Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule


@rule("LIC004", Level.ERROR)
def commercial_use_forbidden(
    record: Record, candidate: Candidate, place: Where, facts: ModelFacts
) -> Iterator[Outcome]:
    """The record states commercial use, and the license of the model forbids it.

    ## Why

    Weights that anybody can download may still be for research only, and so is everything that was
    made from them: the stricter license of a model and its base counts.

    ## How to mend it

    Choose a model whose license allows the use, often another size of the same family. If you have
    an agreement with the owner, name it in the note: `commercial license signed with …`.
    """
    from decision_lint.facts.licenses.claims import claims_agreement, claims_commercial
    from decision_lint.facts.licenses.known import effective
    from decision_lint.facts.licenses.telling import UNTAGGED, bearer, saying

    note = candidate.license_note or ""
    is_claimed = claims_commercial(note) is True
    if not (is_claimed or record.requirements.commercial_use) or claims_agreement(note):
        return
    found = effective(facts)
    if found is None:
        yield NotChecked(UNTAGGED)
        return
    license_, repo_id = found
    if license_.commercial == "unknown":
        yield NotChecked(f"what {quoted(license_.named)} says of commercial use is not known")
    elif license_.commercial == "no":
        stated = f"{quoted(note)} claims" if is_claimed else "'commercial_use' states"
        terms = saying(license_, ("non-commercial", "research"))
        message = f"{stated} commercial use, but {bearer(license_, repo_id, facts)}: {terms}"
        yield Problem((*place, "license_note"), message)
