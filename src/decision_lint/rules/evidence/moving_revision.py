"""EVD006: a version that can mean other weights tomorrow."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.todos import is_placeholder
from decision_lint.quantities.versions import read_version
from decision_lint.quoting import quoted
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, Where, rule


@rule("EVD006", Level.WARNING)
def moving_revision(record: Record, selected: int) -> Iterator[Problem]:
    """The version is a branch or a tag, which can mean other weights tomorrow.

    ## Why

    `main` is whatever was pushed last, and a tag can be set anew. The evaluation was made with one
    state of the weights; a later download may bring another one, with another license file.

    ## How to mend it

    Write the commit that the model's page shows under "Files and versions". For Ollama, write the
    digest that `ollama list` shows.
    """
    candidate = record.candidates[selected]
    if candidate.cloud_api:
        return
    version = read_version(record.evidence.model_version or "")
    where: Where = ("evidence", "model_version")
    if version is None and candidate.model and candidate.model.revision:
        where = ("candidates", selected, "model", "revision")
        word = candidate.model.revision
        if is_placeholder(word):
            return  # REC006 speaks
        version = read_version(word)
        if version is None:
            yield Problem(where, f"{quoted(word)} is not a commit or digest")
            return
    if version and not version.pinned:
        yield Problem(where, f"{quoted(version.word)} is not a commit or digest")
