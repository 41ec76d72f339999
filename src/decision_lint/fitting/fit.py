"""The fit of a candidate, as rules and reports ask for it: the outcome, its figures, its words."""

from __future__ import annotations

from typing import NamedTuple

from decision_lint.model import ModelFacts
from decision_lint.rule import Level, Where


class Fit(NamedTuple):
    """Whether a candidate fits what it is to run on."""

    outcome: str
    """`fits`, `tight fit`, `context does not fit` or `does not fit`."""
    message: str
    """The arithmetic; empty where it fits."""
    level: Level
    """How much it may weigh, before the source of the facts is looked at."""
    where: Where
    """Where the record states the device."""
    device: str
    """`L4`, `2 x L4`, `CPU`."""
    runtime: str
    needed: int
    """Bytes that count against the budget of one device, at `likely`."""
    budget: int
    """Bytes that the runtime may fill of one device."""
    weights: int
    """Bytes of weights on one device, at `likely`."""
    context_length: int
    concurrency: int
    assumptions: tuple[str, ...]
    facts: ModelFacts
    """What it rests on."""
    claimed: str = ""
    """What the record counts on, where it takes the nameplate for what is usable."""
