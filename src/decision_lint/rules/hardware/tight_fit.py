"""HW004: a model that fits with next to nothing left."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.fit import Fit
from decision_lint.rule import Level, Problem, rule


@rule("HW004", Level.WARNING)
def tight_fit(fit: Fit) -> Iterator[Problem]:
    """The model fits the device with less than a tenth free, or only if all goes well.

    ## Why

    The estimate has a margin: kernels, fragmentation and a desktop on the same card take memory
    that nobody states. What fits by a few hundred MiB today may not start after an update.

    ## How to mend it

    Lower the context or the number of sequences, quantize the weights or the cache, or take a
    larger device. If it was measured and runs, silence the rule at the line and give the figure.
    """
    if fit.outcome == "tight fit":
        yield Problem(fit.where, fit.message)
