"""RTE001: a record that does not say where the model runs first."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.document.page import Document
from decision_lint.record.lacks import lack
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule

_ROUTE = ("profile", "route")


@rule("RTE001", Level.WARNING)
def missing_route(document: Document, record: Record) -> Iterator[Problem]:
    """The record does not say where the model runs first.

    ## Why

    A laptop, a free notebook and a rented GPU prove different things, cost different sums and suit
    different data. Without the route the chooser cannot be asked, and nothing is assumed.

    ## How to mend it

    Write `route:` with `local_cpu`, `free_colab` or `rented_gpu`.
    """
    # what stands there and cannot be read is REC005's
    if record.profile.route is None and _ROUTE not in document.values:
        yield lack(document, _ROUTE)
