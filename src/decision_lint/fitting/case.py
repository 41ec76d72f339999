"""A candidate with all that its fit depends on."""

from __future__ import annotations

from typing import NamedTuple

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

    @property
    def candidate(self) -> Candidate:
        """The candidate itself."""
        return self.record.candidates[self.number]
