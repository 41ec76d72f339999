"""LIC003: a note that names another license than the model has."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.model import ModelFacts
from decision_lint.quoting import quoted
from decision_lint.record.shape import Candidate
from decision_lint.rule import Level, NotChecked, Outcome, Problem, Where, rule


@rule("LIC003", Level.ERROR)
def license_mismatch(candidate: Candidate, place: Where, facts: ModelFacts) -> Iterator[Outcome]:
    """The license note names another license than the one that the model is tagged with.

    ## Why

    Models of one family differ: most Qwen2.5 are Apache-2.0, and the 3B is for research only. A
    note that was copied from a neighbour reads well and is wrong.

    ## How to mend it

    Open the model card at the revision that you use and write down the license that it states. If
    it now forbids what you do, choose another size or family. If the tag is what is wrong, say so
    in a suppression, with the place where the license stands.
    """
    note = candidate.license_note
    if note is None:
        return
    from decision_lint.facts.licenses.known import borne, licenses_of
    from decision_lint.facts.licenses.names import agrees, names_in
    from decision_lint.facts.licenses.telling import UNTAGGED, tag_of

    tagged = licenses_of(facts)
    if not tagged or tagged[0].key == "unknown":
        yield NotChecked(UNTAGGED)
        return
    verdicts = [agrees(note, license_) for license_ in tagged]
    bases = [agrees(note, license_) for license_, _ in borne(facts)[1:]]
    if True in verdicts or True in bases:
        return
    if None in verdicts and names_in(note):
        yield NotChecked(f"what the license {quoted(tagged[0].named)} is called is not known")
    elif False in verdicts:
        message = f"{quoted(note)} names another license: {facts.repo_id} is tagged {tag_of(facts)}"
        yield Problem((*place, "license_note"), message)
