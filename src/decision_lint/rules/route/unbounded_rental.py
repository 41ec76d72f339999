"""RTE010: a rented GPU that nothing bounds."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.bounds import ends_by_itself, is_bound
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule


@rule("RTE010", Level.WARNING)
def unbounded_rental(record: Record) -> Iterator[Outcome]:
    """A rented GPU has no stop time, no budget and nothing that stops it by itself.

    ## Why

    A rented machine bills by the hour whether or not anybody uses it, and the evening on which it
    is forgotten is a Friday.

    ## How to mend it

    Write `stop_time:` or `budget:`, or have the provider stop the machine when it is idle and say
    so in `stop_procedure:`.
    """
    route, evidence = record.profile.route, record.evidence
    if route is None:
        yield NotChecked("the record states no route")
    elif route == "rented_gpu" and not any(
        text is not None and is_bound(text) for text in (evidence.stop_time, record.budget)
    ):
        notes = (candidate.hardware_note for candidate in record.candidates)
        texts = (evidence.stop_procedure, evidence.first_run_command, record.hardware.note, *notes)
        if not any(ends_by_itself(text) for text in texts if text):
            message = "a rented GPU without stop time, budget or autostop"
            yield Problem(("profile", "route"), message)
