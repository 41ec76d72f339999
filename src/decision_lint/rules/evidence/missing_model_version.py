"""EVD005: a model without a version."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.quoting import quoted
from decision_lint.record.lacks import SETTLED, lack, states_version
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("EVD005", Level.WARNING)
def missing_model_version(document: Document, record: Record, selected: int) -> Iterator[Problem]:
    """The record does not say which version of the model was tried.

    ## Why

    Weights, tokenizers and chat templates change under the same name. Without a version, nobody can
    run the same model again, and the evidence belongs to nothing in particular.

    ## How to mend it

    Write `model_version:` with the id and the commit, `Qwen/Qwen2.5-0.5B-Instruct@7ae5576…`, or the
    digest of an Ollama model. In an accepted record EVD012 speaks of this.
    """
    if record.status in SETTLED or states_version(record, selected):
        return
    where = ("evidence", "model_version")
    if text := record.evidence.model_version:
        yield Problem(where, f"{quoted(text)} names no commit, digest, branch or tag")
    else:
        yield lack(document, where)
