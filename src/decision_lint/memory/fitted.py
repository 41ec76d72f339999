"""What can be said of a model under a setup: its estimate, the verdict, and what would fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from decision_lint.memory.bands import GIB
from decision_lint.memory.context import longest
from decision_lint.memory.devices import Device, capability, common
from decision_lint.memory.estimate import Estimate, estimate, plan
from decision_lint.memory.setup import Setup
from decision_lint.memory.verdict import (
    Fit,
    Verdict,
    budget,
    judge,
    max_concurrency,
    max_context,
    smallest_change,
)
from decision_lint.model import ModelFacts
from decision_lint.quantities.devices import nameplates
from decision_lint.rule import Absent

_FP8_CAPABILITY = 8.0
"""Below it no kernel of vLLM or SGLang holds weights in fp8 (Marlin needs Ampere)."""
_MORE = (2, 4, 8)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that would make it fit: a clause, and the options that ask for it."""

    what: str
    options: str


@dataclass(frozen=True, slots=True)
class Card:
    """A common card, and how the estimate stands to it."""

    device: Device
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Fitted:
    """The whole answer; what depends on a device is None or empty where none is named."""

    setup: Setup
    device: Device | None
    estimate: Estimate | Absent
    verdict: Verdict | None
    longest: int | None
    """The tokens that the model itself can take."""
    max_context: int | None
    max_concurrency: int | None
    changes: tuple[Change, ...]
    cards: tuple[Card, ...]


def fit_one(
    facts: ModelFacts, setup: Setup, device: Device | None, siblings: Sequence[ModelFacts] = ()
) -> Fitted:
    """Answer for a device, or without one for the common cards.

    `siblings` are the same model in other forms, out of which one that fits may be named.
    """
    if device is None:
        found = estimate(facts, setup)
        cards = () if isinstance(found, Absent) else tuple(_cards(facts, setup))
        return Fitted(setup, None, found, None, None, None, None, (), cards)
    setup = on(setup, device)
    given = budget_of(setup, device)
    found = estimate(facts, setup)
    verdict = judge(found, given)
    tokens, sequences = max_context(facts, setup, given), max_concurrency(facts, setup, given)
    changes = tuple(_changes(facts, setup, device, siblings)) if _is_over(verdict) else ()
    return Fitted(
        setup=setup,
        device=device,
        estimate=found,
        verdict=verdict,
        longest=_longest(facts, setup),
        max_context=tokens if isinstance(tokens, int) else None,
        max_concurrency=sequences if isinstance(sequences, int) else None,
        changes=changes,
        cards=(),
    )


def _longest(facts: ModelFacts, setup: Setup) -> int | None:
    planned = plan(facts, setup)
    return None if isinstance(planned, Absent) else longest(planned.shape, planned.known.config)


def on(setup: Setup, device: Device) -> Setup:
    """Place a setup on a device: some defaults of the runtimes depend on it."""
    return replace(setup, device_gib=device.usable_gib, device=device.name)


def budget_of(setup: Setup, device: Device) -> int:
    """Give the bytes of one device that the setup's runtime may fill."""
    return budget(
        device.usable_gib,
        setup.runtime,
        setup.runtime_version,
        setup.memory_fraction,
        cpu=setup.cpu,
        devices=setup.devices,
    )


def _is_over(verdict: Verdict) -> bool:
    return verdict.fit is Fit.DOES_NOT_FIT


def _verdict(facts: ModelFacts, setup: Setup, device: Device) -> Verdict:
    placed = on(setup, device)
    return judge(estimate(facts, placed), budget_of(placed, device))


def _cards(facts: ModelFacts, setup: Setup) -> Iterator[Card]:
    for device in common(setup.runtime):
        yield Card(device, _verdict(facts, setup, device))


def _changes(
    facts: ModelFacts, setup: Setup, device: Device, siblings: Sequence[ModelFacts]
) -> Iterator[Change]:
    """Name what would make it fit: other options, another form of the model, other devices."""
    given = budget_of(setup, device)
    least = smallest_change(facts, setup, given)
    if least is not None and _can_run(least.setup, device):
        yield _described(facts, setup, least.what, least.setup)
    if sibling := _largest(siblings, setup, device):
        yield sibling
    if setup.cpu:
        return
    if card := next(_larger(facts, setup, device), None):
        yield card
    if more := next(_several(facts, setup, device), None):
        yield more


def _can_run(setup: Setup, device: Device) -> bool:
    able = capability(device.name)
    return setup.quantization != "fp8" or able is None or able >= _FP8_CAPABILITY


def _described(facts: ModelFacts, before: Setup, what: str, after: Setup) -> Change:
    """Say all that a change takes back, and write the options that ask for it."""
    planned = plan(facts, before)
    if before.context_length is None and not isinstance(planned, Absent):
        before = replace(before, context_length=planned.context)
    if (
        after.concurrency == 1 < before.concurrency
        and after.context_length != before.context_length
    ):
        what += f", and one instead of {before.concurrency} sequences"
    return Change(what, _options(before, after))


def _options(before: Setup, after: Setup) -> str:
    """Write the options that differ."""
    found = []
    for name, flag in (
        ("context_length", "--context"),
        ("concurrency", "--concurrency"),
        ("quantization", "--quantization"),
    ):
        value = getattr(after, name)
        if value != getattr(before, name) and value is not None:
            found.append(f"{flag} {value}")
    return " ".join(found)


def _largest(siblings: Sequence[ModelFacts], setup: Setup, device: Device) -> Change | None:
    """Find the form of the model with the largest weights that fits: it loses the least."""
    best: tuple[int, Change] | None = None
    wanted = replace(setup, quantization=None, dtype=None)
    for facts in siblings:
        planned = plan(facts, wanted)
        if isinstance(planned, Absent) or not _can_hold(planned.known.scheme.name, device):
            continue
        found = planned.at(wanted, planned.context)
        if judge(found, budget_of(wanted, device)).fit not in (Fit.FITS, Fit.TIGHT):
            continue
        size = planned.share.likely
        if best is None or size > best[0]:
            what = f"{facts.repo_id}, whose weights take {size / GIB:.2f} GiB"
            best = size, Change(what, facts.repo_id)
    return best[1] if best else None


def _can_hold(scheme: str, device: Device) -> bool:
    """Tell whether a card has kernels for a form of the weights, as far as that is known."""
    able = capability(device.name)
    if able is None:
        return True
    least = {"fp8": _FP8_CAPABILITY, "nvfp4": _FP8_CAPABILITY, "mxfp4": _FP8_CAPABILITY}
    return able >= least.get(scheme, 0.0)


def _larger(facts: ModelFacts, setup: Setup, device: Device) -> Iterator[Change]:
    for card in common(setup.runtime):
        if card.usable_gib <= device.usable_gib:
            continue
        wanted = replace(card, count=device.count)
        if _verdict(facts, setup, wanted).fit in (Fit.FITS, Fit.TIGHT):
            asked = f"{wanted.count}x{card.name}" if wanted.count > 1 else card.name
            usual = nameplates(card.name)[0] == card.nameplate_gb
            size = "" if usual else f" {card.nameplate_gb:g}GB"
            yield Change(wanted.shown, f'--gpu "{asked}{size}"')


def _several(facts: ModelFacts, setup: Setup, device: Device) -> Iterator[Change]:
    """Try more of the same device, where the runtime divides a model among them."""
    if setup.pipeline_parallel > 1 or setup.cpu or device.name == "device":
        return
    for count in _MORE:
        if count <= setup.devices:
            continue
        wanted = spread(setup, count)
        planned = plan(facts, wanted)
        if isinstance(planned, Absent) or (
            wanted.tensor_parallel > 1 and planned.shape.heads % wanted.tensor_parallel
        ):
            continue
        more = replace(device, count=count)
        if _verdict(facts, wanted, more).fit in (Fit.FITS, Fit.TIGHT):
            yield Change(more.shown, f'--gpu "{count}x{device.name}"')


def spread(setup: Setup, count: int) -> Setup:
    """Divide a model among devices as its runtime does by itself: each layer, or whole layers."""
    if setup.runtime in ("vllm", "sglang", "tgi"):
        return replace(setup, tensor_parallel=count, pipeline_parallel=1)
    return replace(setup, tensor_parallel=1, pipeline_parallel=count)
