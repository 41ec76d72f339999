"""HUB003: a revision that the repository does not have."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.facts.answer import Answer, Key, Missing
from decision_lint.facts.resolve import Resolved
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, Where, rule


@rule("HUB003", Level.ERROR)
def unknown_revision(
    document: Document, place: Where, resolved: Resolved, asked: Key, answer: Answer
) -> Iterator[Problem]:
    """The repository has no such commit, branch or tag.

    ## Why

    A commit that was shortened too far, or that stems from a copy of the repository, pins nothing:
    the download ends with an error, or somebody takes the default branch instead.

    ## How to mend it

    Copy the commit from the model's "Files and versions" page, all 40 digits, or write the lock and
    take the commit that it holds.
    """
    if not isinstance(answer, Missing) or answer.kind != "bad revision":
        return
    repo_id, revision = asked
    message = f"{repo_id} has no revision {quoted(revision or 'main')}"
    yield Problem(_place(document, place, resolved), f"the repository {message}")


def _place(document: Document, place: Where, resolved: Resolved) -> Where:
    """Find where the revision is stated: in a field of its own, at the model, in the evidence."""
    own = (*place, "model", "revision")
    if own in document.spans:
        return own
    evident = ("evidence", "model_version")
    return evident if resolved.revision is None and evident in document.spans else (*place, "model")
