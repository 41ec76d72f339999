"""RUN007: a command for another runtime than the recorded one."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.quantities.runtimes import find_runtimes
from decision_lint.record.shape import Record
from decision_lint.rule import Level, NotChecked, Outcome, Problem, rule


@rule("RUN007", Level.ERROR)
def command_names_other_runtime(record: Record, selected: int, launch: Launch) -> Iterator[Outcome]:
    """The first-run command starts another runtime than the record decides on.

    ## Why

    The command is what really ran. Memory, formats, flags and the way to stop belong to a runtime,
    so everything else in the record then speaks of a run that did not take place.

    ## How to mend it

    Write the command of the recorded runtime, or record the runtime that was used.
    """
    decided = find_runtimes(record.runtime_decision or "")
    recorded = (*record.candidates[selected].runtimes, *decided)
    if not recorded:
        yield NotChecked("the selected candidate names no known runtime")
    elif launch.runtime not in recorded:
        names = " or ".join(dict.fromkeys(recorded))
        message = f"the command starts {launch.runtime}, and {names} is recorded"
        yield Problem(("evidence", "first_run_command"), message)
