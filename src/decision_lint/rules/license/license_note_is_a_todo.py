"""LIC002: a license note that puts the question off."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.todos import is_license_todo, is_placeholder
from decision_lint.quoting import quoted
from decision_lint.record.shape import Candidate
from decision_lint.rule import Level, Problem, Where, rule


@rule("LIC002", Level.ERROR)
def license_note_is_a_todo(candidate: Candidate, place: Where) -> Iterator[Problem]:
    """A license note says that the license will be looked at, and not what it is.

    ## Why

    "Check the model card" is what the note was to report. A note like this is what a team finds
    after the launch, when the model turns out to be for research only.

    ## How to mend it

    Open the model card at the revision that you use and write down the license and what it means
    for this use: `Apache-2.0, commercial use is fine`. What is to be looked at each time again, as
    in `Apache-2.0; check the use policy before each release`, is a duty and no to-do, as long as
    the license is named.
    """
    note = candidate.license_note
    if note is not None and (is_license_todo(note) or is_placeholder(note)):
        yield Problem((*place, "license_note"), f"{quoted(note)} is a to-do, not a license")
