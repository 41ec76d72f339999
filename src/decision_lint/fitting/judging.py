"""Whether a candidate fits: the best of its ways on its machines, with the arithmetic in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from decision_lint.command.launch import option
from decision_lint.fitting.placing import Placed
from decision_lint.fitting.ways import Way
from decision_lint.memory.bands import GIB
from decision_lint.memory.estimate import Estimate, Plan, plan
from decision_lint.memory.setup import Setup
from decision_lint.memory.verdict import Fit, judge
from decision_lint.memory.versions import is_before
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent

_ANY = 1 << 30
_FEW_TOKENS = 2048
"""The context that a model has to fit with, whatever is asked of it."""
_LEAST = {"llama.cpp": 4096, "ollama": 4096}
_LEAST |= dict.fromkeys(("sglang", "transformers", "mlx"), _FEW_TOKENS)
"""What counts where nobody states a context: llama.cpp and Ollama lower theirs until it fits, but
not below this; SGLang serves what its pool holds; Transformers and MLX take what they are given."""
_AUTOMATIC = frozenset(("auto", "-1"))
"""What lets vLLM lower the context until it fits (`--max-model-len auto`)."""


_SGLANG_KNOWN, _SGLANG_MOST = "0.5.23", 0.88
"""The version whose reserve is known, and the largest share that any version was seen to take."""


class Outcome(StrEnum):
    """What comes of a candidate on its device, the best first."""

    FITS = "fits"
    TIGHT = "tight fit"
    CONTEXT = "context does not fit"
    NOT = "does not fit"


_RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}


class Judged(NamedTuple):
    """The outcome of a way on a machine, and the estimate that it rests on."""

    outcome: Outcome
    placed: Placed
    planned: Plan
    estimate: Estimate
    setup: Setup
    """The setup of the estimate, with its context and the number of sequences."""

    @property
    def needed(self) -> int:
        """Bytes that count against the budget of a device."""
        return self.estimate.total.likely - self.estimate.outside.likely

    @property
    def free(self) -> int:
        """What is left of the budget of a device; negative where it does not fit."""
        return self.placed.given - self.needed

    @property
    def is_sure(self) -> bool:
        """Whether an error may rest on it: no upper bound, no default that nobody asked for."""
        is_default = self.placed.way.context is None and self.outcome is not Outcome.NOT
        several = self.setup.concurrency > 1
        return not (
            self.estimate.is_upper_bound
            or (is_default and (self.placed.way.launch is None or several))
            or self.may_be_larger
            or self.may_spill
            or self.is_of_a_version
        )

    @property
    def is_of_a_version(self) -> bool:
        """Whether it would fit in the share that older versions of SGLang took by themselves."""
        setup = self.setup
        if setup.runtime != "sglang" or setup.memory_fraction is not None:
            return False
        if setup.runtime_version and not is_before(setup.runtime_version, _SGLANG_KNOWN):
            return False
        return self.needed <= self.placed.machine.gib * _SGLANG_MOST * GIB

    @property
    def may_be_larger(self) -> bool:
        """Whether it would fit the largest variant of a device whose memory is not stated."""
        machine = self.placed.machine
        if machine.largest is None:
            return False
        return self.needed <= self.placed.given * machine.largest / machine.gib

    @property
    def may_spill(self) -> bool:
        """Whether main memory, as stated, takes what the GPU does not: llama.cpp runs on both."""
        machine = self.placed.machine
        if machine.kind != "gpu" or not machine.ram_gib:
            return False
        if self.setup.runtime not in ("llama.cpp", "ollama", "lm-studio"):
            return False
        room = machine.gib * machine.count + machine.ram_gib - 2
        return self.estimate.everywhere.likely <= room * GIB


def judge_placed(facts: ModelFacts, placed: Placed) -> Judged | Absent:
    """Judge a way on a machine: with what is asked of it, else with less until it fits."""
    setup = placed.setup
    planned = plan(facts, setup)
    if isinstance(planned, Absent):
        return planned
    context = planned.context
    if setup.context_length is None:
        context = min(context, _least(placed.way))
    asked = planned.at(setup, context)
    verdict = judge(asked, placed.given)
    if verdict.fit is not Fit.DOES_NOT_FIT:
        found = Outcome.TIGHT if verdict.fit is Fit.TIGHT else Outcome.FITS
        return Judged(found, placed, planned, asked, setup)
    is_fixed = setup.runtime == "ollama" and setup.max_sequences  # it sets all of them up
    alone = setup if is_fixed else replace(setup, concurrency=1)
    for outcome, tokens in ((Outcome.NOT, min(_FEW_TOKENS, context)), (Outcome.CONTEXT, context)):
        estimated = planned.at(alone, tokens)
        if judge(estimated, placed.given).fit is Fit.DOES_NOT_FIT:
            return Judged(outcome, placed, planned, estimated, alone)
    return Judged(Outcome.CONTEXT, placed, planned, asked, setup)


def _least(way: Way) -> int:
    """Give the tokens to which a runtime lowers a context that nobody states."""
    asked = option(way.launch, "--max-model-len") if way.launch else None
    if asked and (asked.value or "").casefold() in _AUTOMATIC:
        return _FEW_TOKENS
    return _LEAST.get(way.runtime, _ANY)


def best(all_judged: Iterator[Judged]) -> Judged:
    """Choose the best of several ways: one in which it fits is enough."""
    return min(
        all_judged, key=lambda one: (_RANK[one.outcome], -one.free / max(1, one.placed.given))
    )
