"""HW008: a model that fits, and a context that does not."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.fit import Fit
from decision_lint.rule import Level, Problem, rule


@rule("HW008", Level.ERROR)
def context_does_not_fit(fit: Fit) -> Iterator[Problem]:
    """The model fits the device, but not with the context and the concurrency that are asked for.

    ## Why

    Every token of every sequence keeps its keys and values. vLLM does not start when one sequence
    of its full context has no room, and without an option that is the model's maximum; with several
    requests at a time others wait or are computed again.

    ## How to mend it

    State a context that fits (`--max-model-len`, `--ctx-size`, `context_length:`), serve fewer
    requests at a time, quantize the cache, or take a larger device. The message says what would
    fit. A default that no command asks for is a warning.
    """
    if fit.outcome == "context does not fit":
        yield Problem(fit.where, fit.message, fit.level)
