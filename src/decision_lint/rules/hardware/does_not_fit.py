"""HW003: a model that is larger than its device."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.fit import Fit
from decision_lint.rule import Level, Problem, rule


@rule("HW003", Level.ERROR)
def does_not_fit(fit: Fit) -> Iterator[Problem]:
    """The model does not fit the device, even with one short sequence.

    ## Why

    Weights, a cache for 2048 tokens and what the runtime itself takes have to lie in the memory
    that the device gives the runtime, which is less than its nameplate. Otherwise the first run
    ends with `CUDA out of memory`.

    ## How to mend it

    Take a quantized form of the model, a smaller model, a larger device, or several of them. The
    message says what is needed and what there is, in GiB (2^30 bytes), and names a quantization
    that would fit where there is one. Where llama.cpp runs a part on the processor, and where the
    architecture is not known, this is a warning.
    """
    if fit.outcome == "does not fit":
        yield Problem(fit.where, fit.message, fit.level)
