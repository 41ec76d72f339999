"""EVD010: evidence that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.evidence.files import Linked
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, rule


@rule("EVD010", Level.ERROR)
def broken_evidence_link(evidence: Sequence[Linked]) -> Iterator[Problem]:
    """A file that the evidence names is not there, is empty, or lies outside the repository.

    ## Why

    Evidence that cannot be opened from a fresh clone is evidence for nobody: the file was never
    committed, was moved, or lies on somebody's disk.

    ## How to mend it

    Commit the file beside the record and write its path as seen from the record. A file outside
    the repository is not opened; copy what matters of it.
    """
    for linked in evidence:
        if linked.trouble:
            yield Problem(linked.where, f"{quoted(linked.link)} {linked.trouble}")
