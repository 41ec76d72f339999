"""RTE011: a fallback that sends private data to a cloud API."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.hosted import is_turned_to
from decision_lint.quantities.privacy import says_what_leaves
from decision_lint.quoting import quoted
from decision_lint.record.privacy import private_place
from decision_lint.record.shape import Record
from decision_lint.rule import Level, Problem, rule


@rule("RTE011", Level.WARNING)
def private_data_to_cloud(record: Record) -> Iterator[Problem]:
    """The data is private, the fallback is a cloud API, and nothing says what may leave.

    ## Why

    The fallback is used on the day on which nothing else works. Whether private text may go to
    somebody else's service is a question to settle before that day.

    ## How to mend it

    Say in `fallback:` what may be sent: `cloud model API, for public questions only`, or with
    which names taken out, or under which contract.
    """
    fallback, found = record.fallback, private_place(record)
    if fallback is None or found is None or not is_turned_to(fallback):
        return
    if not says_what_leaves(fallback) and not says_what_leaves(record.profile.privacy or ""):
        message = f"{quoted(found[1])} data, and a cloud fallback without a word on what may leave"
        yield Problem(("fallback",), message)
