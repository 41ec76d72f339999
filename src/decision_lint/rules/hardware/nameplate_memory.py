"""HW013: a nameplate that is taken for what is usable."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.fit import Fit
from decision_lint.rule import Level, Problem, rule


@rule("HW013", Level.NOTE)
def nameplate_memory(fit: Fit) -> Iterator[Problem]:
    """The record counts on the memory on the box as if all of it could be used.

    ## Why

    A card of 24 GB gives a process 22.0 to 23.5 GiB: error correction and the driver keep the rest.
    It makes no difference here, and will for the next model.

    ## How to mend it

    Write the nameplate as such (`L4 24 GB`), or what is usable in GiB (`22.0 GiB`).
    """
    if fit.claimed:
        yield Problem(fit.where, fit.claimed)
