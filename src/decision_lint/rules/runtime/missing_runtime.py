"""RUN001: a candidate that nothing runs."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lacks
from decision_lint.rule import Level, Problem, rule
from decision_lint.schema.fault import Fault


@rule("RUN001", Level.ERROR)
def missing_runtime(document: Document, faults: tuple[Fault, ...]) -> Iterator[Problem]:
    """A candidate names no runtime.

    ## Why

    Formats, quantizations, memory use and the way to start and stop are the runtime's. A model
    without one cannot be tried, and its hardware note cannot be judged.

    ## How to mend it

    Write `runtime:` with what runs it: Transformers, Ollama, LM Studio, llama.cpp, vLLM, SGLang,
    TGI or MLX.
    """
    yield from lacks(document, faults, "RUN001")
