"""The arithmetic of a fit in words: what is needed, what the device gives, what would fit."""

from __future__ import annotations

import re
from dataclasses import replace

from decision_lint.fitting.judging import Judged, Outcome
from decision_lint.fitting.kernels import needed
from decision_lint.fitting.machine import Machine
from decision_lint.memory.bands import GIB
from decision_lint.memory.verdict import Change, max_concurrency, max_context, smallest_change

_KEPT = 2
"""GiB that a machine keeps for itself where a model runs on its processor."""


def gib(size: float) -> str:
    """Give bytes as GiB with one decimal, with two below a tenth."""
    amount = size / GIB
    return f"{amount:.1f}" if amount >= 0.1 or amount == 0 else f"{amount:.2f}"  # noqa: PLR2004


def arithmetic(judged: Judged) -> str:
    """Say what is needed: `needs 21.9 GiB (weights 18.2, kv 2.0, overhead 1.7)`."""
    estimate = judged.estimate
    parts = [
        f"weights {gib(estimate.weights.band.likely)}",
        f"kv {gib(estimate.kv_cache.band.likely)}",
    ]
    if inside := estimate.overhead.band.likely - estimate.outside.likely:
        parts.append(f"overhead {gib(inside)}")
    bound = "up to " if estimate.is_upper_bound else ""
    return f"needs {bound}{gib(judged.needed)} GiB ({', '.join(parts)})"


def given(judged: Judged) -> str:
    """Say what the device gives: `an L4 gives 20.3 (22.0 x 0.92)`."""
    placed = judged.placed
    machine = placed.machine
    amount = gib(placed.given)
    if machine.kind == "cpu":
        return f"{machine.gib:g} GB of RAM give {amount} ({machine.gib:g} - {_KEPT})"
    share = f" ({machine.gib:.1f} x {placed.share:g})" if placed.share is not None else ""
    return f"{device_name(judged)} gives {amount}{share}"


def device_name(judged: Judged) -> str:
    """Name the device, or one of several, with its memory where the text left it open."""
    placed = judged.placed
    machine = placed.machine
    name = machine.name
    if machine.gb is not None and (name in ("GPU", "Mac") or _is_open(machine)):
        name = f"{name} of {machine.gb:g} GB"
    if placed.used > 1:
        return f"each of {max(machine.count, placed.used)} {name}"
    if machine.count > 1:
        return f"one of {machine.count} {name}"
    return f"{article(name)} {name}"


def _is_open(machine: Machine) -> bool:
    """Tell whether the text leaves open which variant of a device it is."""
    open_ = machine.largest is not None and machine.largest != machine.gb
    return open_ and machine.kind == "gpu"


def article(name: str) -> str:
    """Choose between a and an, as the name is spoken: an L4, a T4, an RTX 4090, a Radeon."""
    first = re.split(r"[\s\d]", name, maxsplit=1)[0]
    spelt = first.isupper() and first not in ("TITAN", "GPU")
    return "an" if first[:1].casefold() in ("aefhilmnorsx" if spelt else "aeio") else "a"


def message(judged: Judged) -> str:
    """Say the outcome with its figures, and what would fit."""
    asked, told = _asked(judged), arithmetic(judged)
    match judged.outcome:
        case Outcome.NOT:
            return f"{asked} {told} but {given(judged)}{_instead(judged)}"
        case Outcome.CONTEXT:
            return f"{asked} {told} but {given(judged)}{_largest(judged)}"
    most = judged.estimate.total.high - judged.estimate.outside.high
    if most > judged.placed.given:
        return f"{asked} {told}, up to {gib(most)}, and {given(judged)}"
    return f"{asked} {told}, and {given(judged)}: {gib(judged.free)} are left"


def _asked(judged: Judged) -> str:
    """Say in which format, with which context and with how many sequences it is run."""
    setup, tokens = judged.setup, judged.estimate.context_length
    word = setup.quantization or setup.dtype
    form = f"{word} " if word else ""
    many = f"{setup.concurrency} sequences of " if setup.concurrency > 1 else ""
    default = ""
    if judged.placed.way.context is None and judged.outcome is not Outcome.NOT:
        taken = setup.runtime in ("vllm", "sglang", "ollama", "tgi", "lm-studio")
        default = f" ({setup.runtime}'s default)" if taken else " (none is stated)"
    return f"{form}with {many}{tokens} tokens{default} it"


def _instead(judged: Judged) -> str:
    """Say where the rest goes, or name the quantization that would fit, where one does."""
    if judged.may_spill:
        return "; the rest runs on the processor, slowly"
    if judged.setup.dtype != judged.placed.way.setup.dtype:
        return f"; {judged.setup.runtime} computes it so on this device"
    change = smallest_change(judged.planned.known.facts, judged.setup, judged.placed.given)
    if change is None or change.setup.quantization == judged.setup.quantization:
        return _at_most_tokens(judged)
    return f"; {change.what} would fit" if _is_computed(judged, change) else ""


def _is_computed(judged: Judged, change: Change) -> bool:
    """Tell whether the device has kernels for the quantization that a change asks for."""
    least = needed(judged.placed.way, change.setup.quantization or "")
    able = judged.placed.machine.capability
    return least is None or able is None or able >= least


def _at_most_tokens(judged: Judged) -> str:
    tokens = _max_context(judged)
    return f"; at most {tokens} tokens would fit" if tokens else ""


def _largest(judged: Judged) -> str:
    """Name the largest context, and how many sequences of the one that is asked for would fit."""
    tokens = _max_context(judged)
    if judged.setup.concurrency == 1:
        return f"; at most {tokens} tokens fit"
    asked = judged.estimate.context_length
    setup = replace(judged.setup, context_length=asked)
    sequences = max_concurrency(judged.planned.known.facts, setup, judged.placed.given)
    many = f"{sequences} of {asked} tokens or " if isinstance(sequences, int) and sequences else ""
    return f"; at most {many}{judged.setup.concurrency} of {tokens} tokens fit"


def _max_context(judged: Judged) -> int:
    tokens = max_context(judged.planned.known.facts, judged.setup, judged.placed.given)
    return tokens if isinstance(tokens, int) else 0
