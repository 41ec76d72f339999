"""LIC001: a candidate without a license note."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lacks
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault


@rule("LIC001", Level.ERROR)
def missing_license_note(document: Document, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """A candidate has no license note.

    ## Why

    Open weights are not all open in the same way: some are for research only, some forbid serving
    customers, some ask for a notice. The license is the one question that no measurement answers.

    ## How to mend it

    Read the model card at the revision that you use and write `license_note:` with the license and
    what it means for this use: `Apache-2.0, commercial use is fine`.
    """
    yield from lacks(document, faults, "LIC001")
