"""A candidate with all that its fit depends on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from decision_lint.command.launch import Launch
from decision_lint.model import ModelFacts
from decision_lint.record.shape import Candidate, Record


class Case(NamedTuple):
    """A candidate, with what it is to be judged by."""

    record: Record
    number: int
    """Its index."""
    facts: ModelFacts
    """What is known of its model, or of the model that it is a quantized form of."""
    quantization: str | None
    """What its reference means by itself: a tag of Ollama."""
    launch: Launch | None
    """The first-run command, for the selected candidate."""
    is_selected: bool
    had: dict[str, Any] | None = None
    """Where what was worked out for it is kept, since several rules ask for it."""

    @property
    def candidate(self) -> Candidate:
        """The candidate itself."""
        return self.record.candidates[self.number]


T = TypeVar("T")


def once(make: Callable[[Case], T]) -> Callable[[Case], T]:
    """Work something out for a case when it is first asked for, and keep it there."""

    def give(case: Case) -> T:
        if case.had is None:
            return make(case)
        name = f"{make.__module__}.{make.__name__}"
        if name not in case.had:
            case.had[name] = make(case)
        made: T = case.had[name]
        return made

    return give
