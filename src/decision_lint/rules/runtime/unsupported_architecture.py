"""RUN003: an architecture that the runtime does not have."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.case import Case
from decision_lint.rule import Absent, Level, NotChecked, Outcome, Problem, rule


@rule("RUN003", Level.ERROR)
def unsupported_architecture(case: Case) -> Iterator[Outcome]:
    """No runtime of the candidate has an implementation of the model's architecture.

    ## Why

    `Model architectures [...] are not supported for now`: a new model is in one runtime months
    before it is in another, and an old one is taken out again. Weights that are right and a card
    that is large enough do not help.

    ## How to mend it

    Use a runtime that the message names, or a version of the runtime that has it, and state that
    version: without one this is a warning. Where vLLM or SGLang run it through the library
    Transformers, which is slower, this is a note.
    """
    from decision_lint.fitting.architectures import unsupported

    found = unsupported(case)
    if isinstance(found, Absent):
        yield NotChecked(found.why, found.mend)
    elif found is not None:
        yield Problem(("candidates", case.number, "runtime_note"), found.why, found.level)
