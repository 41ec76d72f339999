"""Whether it fits: an estimate against what the device gives the runtime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from decision_lint.knowledge.tables import table
from decision_lint.memory.bands import GIB, MIB
from decision_lint.memory.context import longest
from decision_lint.memory.estimate import Estimate, Plan, plan
from decision_lint.memory.overhead import sglang_steps
from decision_lint.memory.setup import Setup
from decision_lint.memory.versions import is_before
from decision_lint.model import ModelFacts
from decision_lint.profile import Runtime
from decision_lint.rule import Absent

_TIGHT = 0.10
"""Less of the budget free than this is tight."""
_MAIN_MEMORY_KEPT_GIB = 2.0
"""What a machine keeps for itself where a model runs on the processor."""
_MOST_TOKENS = 1 << 24
MOST_SEQUENCES = 1 << 16
"""As many sequences are looked for at most."""


class Fit(StrEnum):
    """How an estimate stands to a budget."""

    FITS = "fits"
    TIGHT = "tight"
    DOES_NOT_FIT = "does not fit"
    CANNOT_TELL = "cannot tell"


class Verdict(NamedTuple):
    """A judgement, with the figures that it rests on, in bytes."""

    fit: Fit
    needed: int
    """What counts against the budget, at `likely`."""
    budget: int
    why: str = ""
    """Which fact is missing, where nothing can be told."""

    @property
    def free(self) -> int:
        """What is left of the budget at `likely`; negative where it does not fit."""
        return self.budget - self.needed


def vllm_fraction(version: str | None) -> float:
    """Give vLLM's default memory fraction: 0.92 since 0.20.0, 0.9 before (config/cache.py)."""
    known = table("memory")["vllm"]["fraction"]
    return float(known["before"] if is_before(version, known["since"]) else known["now"])


def sglang_fraction(device_gib_usable: float, setup: Setup | None = None) -> float:
    """Give the share that SGLang holds its weights and pools in, from its own reserve.

    Before 0.4.7 a table by the number of devices: 0.88, 0.87 from two, 0.85 from four, 0.81 from
    eight.
    """
    setup = setup or Setup(runtime="sglang")
    if is_before(setup.runtime_version, "0.4.7"):
        known = ((16, 0.79), (8, 0.81), (4, 0.85), (2, 0.87))
        return next((share for number, share in known if setup.devices >= number), 0.88)
    if device_gib_usable <= 0:
        return 0.88
    chunk, sequences = sglang_steps(replace(setup, device_gib=device_gib_usable))
    reserved = 512 + 1.5 * max(chunk, 2048) + 2 * sequences + setup.devices / 8 * 1024
    if device_gib_usable > 60:  # noqa: PLR2004 - its own limit
        reserved = max(reserved, 10 * 1024)
    whole = device_gib_usable * 1024
    return max(0.05, round((whole - reserved) / whole, 3))


def budget(  # noqa: PLR0913 - each is another thing that the share depends on
    device_gib_usable: float,
    runtime: Runtime,
    version: str | None = None,
    fraction: float | None = None,
    *,
    cpu: bool = False,
    devices: int = 1,
) -> int:
    """Give the bytes of one device that a runtime may fill; SGLang's reserve grows with `devices`.

    vLLM: usable x its fraction, for weights, cache and overhead. SGLang: usable x its static
    fraction, for weights and cache only. The others: all that is usable, with the CUDA context
    counted once, in the overhead. On the processor: main memory less 2 GiB.
    """
    if cpu:
        return max(0, round((device_gib_usable - _MAIN_MEMORY_KEPT_GIB) * GIB))
    if runtime == "vllm":
        share = fraction if fraction is not None else vllm_fraction(version)
    elif runtime == "sglang":
        setup = Setup(runtime="sglang", runtime_version=version, tensor_parallel=devices)
        share = fraction if fraction is not None else sglang_fraction(device_gib_usable, setup)
    else:
        share = 1.0
    return max(0, round(device_gib_usable * share * GIB))


def judge(estimated: Estimate | Absent, bytes_given: int | None) -> Verdict:
    """Judge an estimate: tight with less than a tenth free, or where only `high` does not fit."""
    if isinstance(estimated, Absent):
        return Verdict(Fit.CANNOT_TELL, 0, bytes_given or 0, estimated.why)
    needed = estimated.total.likely - estimated.outside.likely
    if bytes_given is None:
        return Verdict(Fit.CANNOT_TELL, needed, 0, "the memory of the device is not known")
    most = estimated.total.high - estimated.outside.high
    if needed > bytes_given:
        fit = Fit.DOES_NOT_FIT
    elif bytes_given - needed < _TIGHT * bytes_given or most > bytes_given:
        fit = Fit.TIGHT
    else:
        fit = Fit.FITS
    return Verdict(fit, needed, bytes_given)


def max_context(facts: ModelFacts, setup: Setup, bytes_given: int) -> int | Absent:
    """Find the largest context of each sequence that fits at `likely`; 0 where none does.

    No more than the model's own maximum where that is known; exact, by bisection.
    """
    planned = plan(facts, setup)
    if isinstance(planned, Absent):
        return planned
    most = longest(planned.shape, planned.known.config) or _MOST_TOKENS
    return _largest(most, lambda tokens: _fits(planned, setup, tokens, bytes_given))


def max_concurrency(facts: ModelFacts, setup: Setup, bytes_given: int) -> int | Absent:
    """Find how many sequences of the setup's context fit at `likely`; 0 where none does."""
    planned = plan(facts, setup)
    if isinstance(planned, Absent):
        return planned

    def fits(sequences: int) -> bool:
        wanted = replace(setup, concurrency=sequences)
        return _fits(planned, wanted, planned.context, bytes_given)

    return _largest(MOST_SEQUENCES, fits)


def _fits(planned: Plan, setup: Setup, tokens: int, bytes_given: int) -> bool:
    estimated = planned.at(setup, tokens)
    return estimated.total.likely - estimated.outside.likely <= bytes_given


def _largest(most: int, fits: Callable[[int], bool]) -> int:
    """Find the largest number up to `most` that fits, where less always fits if more does."""
    if fits(most):
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            low = middle
        else:
            high = middle
    return low if low and fits(low) else 0


class Change(NamedTuple):
    """A change of a setup that makes it fit: fewer sequences, fewer tokens, a smaller cache."""

    what: str
    """A clause: `4096 tokens instead of 32768`."""
    setup: Setup


_SMALLER = {
    "vllm": ("fp8",),
    "sglang": ("fp8",),
    "transformers": ("bnb-4bit",),
    "tgi": ("fp8",),
    "mlx": ("8bit", "4bit"),
    "llama.cpp": ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M"),
    "ollama": ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M"),
    "lm-studio": ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M"),
}
_FEWEST_TOKENS = 2048


def smallest_change(facts: ModelFacts, setup: Setup, bytes_given: int) -> Change | None:
    """Find the least change that makes it fit at `likely`: sequences, tokens, quantization.

    None where it fits already, or where none of these is enough; then another device is.
    """
    planned = plan(facts, setup)
    if isinstance(planned, Absent) or _fits(planned, setup, planned.context, bytes_given):
        return None
    if setup.concurrency > 1:
        some = max_concurrency(facts, setup, bytes_given)
        if isinstance(some, int) and some >= 1:
            what = f"{some} instead of {setup.concurrency} sequences"
            return Change(what, replace(setup, concurrency=some))
    tokens = max_context(facts, replace(setup, concurrency=1), bytes_given)
    if isinstance(tokens, int) and tokens >= min(_FEWEST_TOKENS, planned.context):
        what = f"{tokens} instead of {planned.context} tokens"
        return Change(what, replace(setup, context_length=tokens, concurrency=1))
    return _quantized(facts, setup, planned, bytes_given)


def _quantized(facts: ModelFacts, setup: Setup, planned: Plan, bytes_given: int) -> Change | None:
    """Try smaller weights, the best of them first, with the context as it is and then 2048."""
    for tokens in (planned.context, min(planned.context, _FEWEST_TOKENS)):
        for name in _SMALLER[setup.runtime]:
            wanted = replace(setup, quantization=name, context_length=tokens)
            other = plan(facts, wanted)
            if isinstance(other, Absent) or other.share.likely >= planned.share.likely - MIB:
                continue
            if _fits(other, wanted, tokens, bytes_given):
                fewer = "" if tokens == planned.context else f" and {tokens} tokens"
                return Change(f"{name}{fewer}", wanted)
    return None
