"""RTE009: a record without the chooser's answer beside it."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.rule import Level, Problem, rule


@rule("RTE009", Level.NOTE)
def missing_twin(source_path: str, has_twin: bool) -> Iterator[Problem]:  # noqa: FBT001  (a need)
    """The record's twin, the chooser's answer as JSON, is not beside it.

    ## Why

    The twin holds the profile and the decision that the chooser gave for it. With it, anyone can
    see what was asked and answered at the time, and a later run can be compared.

    ## How to mend it

    Write it with the chooser: `decision-lint choose --write`, with the profile of the record.
    """
    if not has_twin:
        name = source_path.replace("\\", "/").rpartition("/")[2]
        yield Problem((), f"there is no '{name.rpartition('.')[0] or name}.json' beside the record")
