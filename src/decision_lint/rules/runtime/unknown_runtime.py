"""RUN002: a runtime that nobody here knows."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.todos import is_placeholder
from decision_lint.quoting import quoted
from decision_lint.record.shape import Candidate
from decision_lint.rule import Level, Problem, Where, rule


@rule("RUN002", Level.WARNING)
def unknown_runtime(candidate: Candidate, place: Where) -> Iterator[Problem]:
    """The runtime is none that decision-lint knows.

    ## Why

    Formats, architectures, memory and flags are checked against tables of known runtimes. With
    another one, or with a word for something else ("a GPU server"), none of that is checked.

    ## How to mend it

    Name one of Transformers, Ollama, LM Studio, llama.cpp, vLLM, SGLang, TGI and MLX. If it really
    is another one, silence this rule at the line and give the reason.
    """
    note = candidate.runtime_note
    if note is None or candidate.runtimes or candidate.cloud_api or is_placeholder(note):
        return
    yield Problem((*place, "runtime_note"), f"{quoted(note)} names no known runtime")
