"""RUN004: files that the runtime does not load."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.case import Case
from decision_lint.rule import Absent, Level, NotChecked, Outcome, Problem, rule


@rule("RUN004", Level.ERROR)
def unsupported_format(case: Case) -> Iterator[Outcome]:
    """No runtime of the candidate loads the files that the repository holds.

    ## Why

    llama.cpp, Ollama and LM Studio load GGUF; vLLM, SGLang and Transformers load safetensors, each
    with its own list of quantizations; MLX runs on Apple silicon. The same model under another
    name mostly exists in the other form.

    ## How to mend it

    Name the repository that holds the form that the runtime loads, or another runtime. What depends
    on the runtime's version is an error only where it is stated. A repository without a GGUF file
    is taken for one of its conversions, unless the first-run command loads it itself.
    """
    from decision_lint.fitting.loading import refusal

    found = refusal(case)
    if isinstance(found, Absent):
        yield NotChecked(found.why, found.mend)
    elif found is not None:
        yield Problem(("candidates", case.number, "runtime_note"), found.why, found.level)
