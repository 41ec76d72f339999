"""HW006: a download that the disk cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.fitting.case import Case
from decision_lint.rule import Absent, Level, NotChecked, Outcome, Problem, rule


@rule("HW006", Level.ERROR)
def disk_too_small(case: Case) -> Iterator[Outcome]:
    """The files of the model do not fit the disk that is stated.

    ## Why

    The download ends after an hour with `No space left on device`, on a rented machine that is
    paid for by the minute, and whose disk often cannot be grown.

    ## How to mend it

    Take a larger disk, or a smaller form of the model. A tenth more than the files is asked for;
    images of containers, other models and other forms in the same repository come on top.
    """
    from decision_lint.fitting.sizes import download, needs_disk, stated_disk

    stated = stated_disk(case)
    if stated is None:
        return
    found = download(case)
    if isinstance(found, Absent):
        yield NotChecked(found.why, found.mend)
        return
    (where, disk), (size, what) = stated, found
    if needs_disk(size) > disk:
        needed = f"the {what} take {size:.1f} GB, with a tenth more {needs_disk(size):.1f}"
        yield Problem(where, f"{needed}, and {disk:g} GB of disk are stated")
