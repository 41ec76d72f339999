"""The faults of a mapping: a compiled check says yes or no, jsonschema explains the no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from decision_lint.schema.fault import Fault

Name = Literal["record", "config", "twin"]


def faults(name: Name, mapping: object) -> tuple[Fault, ...]:
    """Find the faults of a mapping of plain data, in the schema's reading order."""
    if _compiled(name)(mapping):
        return ()
    # jsonschema costs 60 ms to import, so it is met only by what is already known to be wrong.
    from decision_lint.schema.explanation import explain

    return explain(name, mapping)


def _compiled(name: Name) -> Callable[[object], bool]:
    """Import the one check that is asked for."""
    match name:
        case "record":
            from decision_lint.schema.compiled import record

            return record.accepts
        case "config":
            from decision_lint.schema.compiled import config

            return config.accepts
        case "twin":
            from decision_lint.schema.compiled import twin

            return twin.accepts
