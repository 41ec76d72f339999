"""What a renderer of `fit` is given: the model, the answer, and what was assumed."""

from __future__ import annotations

from dataclasses import dataclass

from decision_lint.memory.estimate import Estimate
from decision_lint.memory.fitted import Fitted
from decision_lint.model import ModelFacts


@dataclass(frozen=True, slots=True)
class Answered:
    """The whole of what `fit` says."""

    version: str
    text: str
    """The model as it was asked for."""
    repo_id: str
    """The repository that it means."""
    facts: ModelFacts
    """Which may be of the model that it was made from, as `notes` then say."""
    fitted: Fitted
    notes: tuple[str, ...]
    """What the reading of the command line assumed, a clause each."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Everything that was assumed: of the command line, of the model, of the runtime."""
        found = self.fitted.estimate
        own = found.assumptions if isinstance(found, Estimate) else ()
        return tuple(dict.fromkeys((*self.notes, *own)))
