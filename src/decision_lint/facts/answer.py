"""What asking for a model comes to: its facts, a fact about their lack, or an absence."""

from __future__ import annotations

from typing import Literal, NamedTuple

from decision_lint.model import FactSource, ModelFacts
from decision_lint.rule import Absent

Key = tuple[str, str | None]
"""A repository and a revision, as the record names them; None is the default branch."""

MissingKind = Literal["not found", "bad revision", "moved", "disabled", "gated", "incomplete"]


class Missing(NamedTuple):
    """A definite answer that is not, or not only, the facts of the model that was asked for.

    `moved` and `incomplete` hold the facts that were had: of the repository's new name, or without
    its config.json, which could not be had. `disabled` holds them where the Hub still gives them.
    """

    kind: MissingKind
    why: str
    """What was seen, as a clause: `it may be private or gated: the caller is anonymous`."""
    as_of: str
    """The day on which it was said: YYYY-MM-DD."""
    facts: ModelFacts | None = None
    source: FactSource = "hub"
    """Who says so: the Hub, or the lock that it was written down in."""


Answer = ModelFacts | Missing | Absent


def facts_in(answer: Answer) -> ModelFacts | Absent:
    """Give the facts that an answer holds, whatever else it says."""
    match answer:
        case Missing(facts=ModelFacts() as facts):
            return facts
        case Missing():
            return Absent(answer.why)
    return answer
