"""A fault: where a mapping breaks its schema, and how."""

from __future__ import annotations

from typing import Literal, NamedTuple

from decision_lint.rule import Where
from decision_lint.vocabulary import OWNERS


class Fault(NamedTuple):
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
