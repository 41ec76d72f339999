"""REC008: a record without a model."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lack
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault


@rule("REC008", Level.ERROR)
def no_candidate(document: Document, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """The record names no candidate, or a candidate names no model.

    ## Why

    License, memory and runtime are questions about a model. Without one, there is no decision that
    could be checked.

    ## How to mend it

    Write `candidate_1:` with the id of the model, as on the Hub (`Qwen/Qwen2.5-0.5B-Instruct`) or
    as Ollama's tag (`qwen2.5:0.5b`), and its license, runtime and hardware below it.
    """
    for fault in faults:
        if fault.kind == "missing" and fault.owner == "REC008":
            if fault.key == "candidates":
                yield Problem(fault.where, "the record names no candidate")
            else:
                yield lack(document, fault.where)
