"""HW012: a quantization that the device does not compute."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.case import Case
from decision_lint.rule import Absent, Level, NotChecked, Outcome, Problem, rule


@rule("HW012", Level.ERROR)
def quantization_unsupported(case: Case) -> Iterator[Outcome]:
    """The runtime loads the quantization, but not on this device.

    ## Why

    Each method has kernels for cards from some compute capability on. On an older card the server
    does not start, or the library Transformers unpacks the weights to 16 bits without a word, which
    takes twice the memory or four times.

    ## How to mend it

    Take another form of the model (AWQ and GPTQ run from Turing on, GGUF nearly everywhere), or a
    newer card. What depends on the runtime's version is an error only where it is stated.
    """
    from decision_lint.fitting.kernels import lacking

    found = lacking(case)
    if isinstance(found, Absent):
        yield NotChecked(found.why, found.mend)
    elif found is not None:
        where, refused = found
        yield Problem(where, refused.why, refused.level)
