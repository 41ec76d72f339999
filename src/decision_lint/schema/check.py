"""The faults of a mapping: a compiled check says yes or no, jsonschema explains the no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from decision_lint.rule import Where
from decision_lint.vocabulary import OWNERS

Name = Literal["record", "config"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a mapping breaks its schema, and how."""

    where: Where
    """The route of the field itself, also when it is missing."""
    kind: Literal["missing", "unknown", "invalid"]
    key: str
    seen: object
    """What stands there; `None` for what is missing."""
    expected: str
    """In plain words what should stand there; for an unknown key the known one near it, or ''."""

    @property
    def owner(self) -> str:
        """The code of the rule that speaks of it."""
        match self.kind:
            case "missing":
                return OWNERS.get(self.key, "REC002")
            case "unknown":
                return "REC003"
            case "invalid":
                return "REC005"


def faults(name: Name, mapping: Mapping[str, object]) -> tuple[Fault, ...]:
    """Find the faults of a mapping of plain data, in the schema's reading order."""
    if _compiled(name)(mapping):
        return ()
    # jsonschema costs 60 ms to import, so it is met only by what is already known to be wrong.
    from decision_lint.schema.explanation import explain

    return explain(name, mapping)


def _compiled(name: Name) -> Callable[[object], bool]:
    if name == "record":
        from decision_lint.schema.compiled import record

        return record.accepts
    from decision_lint.schema.compiled import config

    return config.accepts
