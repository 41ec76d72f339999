"""RTE006: private data on somebody else's free notebook."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quoting import quoted
from decision_lint.record.privacy import private_place
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule


@rule("RTE006", Level.ERROR)
def private_data_leaves(record: Record) -> Iterator[Outcome]:
    """Private data is to be used on free Colab.

    ## Why

    A free notebook runs on a machine that the team does not rent, under terms that nobody signed
    for it, and its files outlive the session in somebody's account.

    ## How to mend it

    Use public or made-up data in the notebook and say so in `privacy:`, or choose another route.
    """
    if record.profile.route is None:
        yield NotChecked("the record states no route")
    elif record.profile.route == "free_colab" and (found := private_place(record)):
        where, word = found
        yield Problem(where, f"{quoted(word)} data on free Colab")
