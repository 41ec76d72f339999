"""RUN010: a flag that the runtime does not know."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.knowledge.tables import table
from decision_lint.quoting import quoted
from decision_lint.rule import Level, Problem, rule


@rule("RUN010", Level.WARNING)
def unknown_flag(launch: Launch) -> Iterator[Problem]:
    """The first-run command has a flag that the runtime does not know, or no longer knows.

    ## Why

    A server with a misspelt flag does not start, and a flag that was taken out stops a command that
    worked last year. The table of flags has a version, which the message names.

    ## How to mend it

    Use the flag that the message gives. If your version of the runtime knows this one, silence the
    rule at the line and say which version.
    """
    where = ("evidence", "first_run_command")
    version = table("runtimes")["runtimes"][launch.runtime]["version"]
    known = f"{launch.runtime} {version}"
    for flag in launch.removed_flags:
        since = f" since {flag.gone}" if flag.gone else ""
        hint = f"; {flag.instead}" if flag.instead else ""
        yield Problem(where, f"{known} has no {quoted(flag.name)}{since}{hint}")
    for unknown in launch.unknown_flags:
        hint = f"; did you mean '{unknown.nearest}'?" if unknown.nearest else ""
        yield Problem(where, f"{known} knows no {quoted(unknown.name)}{hint}")
