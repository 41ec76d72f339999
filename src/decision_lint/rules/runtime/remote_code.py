"""RUN009: code of somebody else's that can change."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.command.launch import Launch
from decision_lint.quantities.versions import read_version
from decision_lint.rule import Level, Problem, rule


@rule("RUN009", Level.WARNING)
def remote_code(launch: Launch) -> Iterator[Problem]:
    """The first-run command runs code from the model's repository, and pins no commit.

    ## Why

    With remote code allowed, whoever can push to the repository can run anything on the machine, at
    the next start. A commit holds still; a branch does not.

    ## How to mend it

    Leave the flag out if the runtime knows the architecture, which it mostly does by now; else add
    `--revision` with the commit whose code you have read.
    """
    if not launch.remote_code:
        return
    version = read_version(launch.revision) if launch.revision else None
    if version is None or not version.pinned:
        seen = f"revision '{launch.revision}'" if launch.revision else "no revision"
        message = f"remote code is allowed with {seen}, not a commit"
        yield Problem(("evidence", "first_run_command"), message)
