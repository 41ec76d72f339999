"""The answer of `fit` for programs."""

from __future__ import annotations

from decision_lint.memory.bands import Band
from decision_lint.memory.devices import Device
from decision_lint.memory.estimate import Estimate
from decision_lint.memory.fitted import Card
from decision_lint.memory.setup import Setup
from decision_lint.render.fit.answer import Answered
from decision_lint.render.fit.shape import (
    BandShape,
    CardShape,
    ChangeShape,
    DeviceShape,
    FitShape,
    ModelShape,
    RulesShape,
    SetupShape,
)
from decision_lint.render.json import dump
from decision_lint.render.look import Look


def render(answered: Answered, look: Look) -> str:
    """Write the answer as JSON, its keys always in the same order."""
    return dump(shape(answered), look)


def shape(answered: Answered) -> FitShape:
    """Put the answer into the shape that the schema describes."""
    facts, fitted = answered.facts, answered.fitted
    found = fitted.estimate if isinstance(fitted.estimate, Estimate) else None
    verdict = fitted.verdict
    why = "" if isinstance(fitted.estimate, Estimate) else fitted.estimate.why
    return FitShape(
        version=answered.version,
        model=ModelShape(text=answered.text, repo_id=answered.repo_id, revision=facts.revision),
        setup=_setup(fitted.setup, found),
        device=_device(fitted.device) if fitted.device else None,
        weights_bytes=_band(found.weights.band) if found else None,
        kv_bytes=_band(found.kv_cache.band) if found else None,
        kv_bytes_per_token=_band(found.kv_bytes_per_token) if found else None,
        overhead_bytes=_band(found.overhead.band) if found else None,
        total_bytes=_band(found.total) if found else None,
        rules=_rules(found) if found else None,
        is_upper_bound=bool(found and found.is_upper_bound),
        budget_bytes=verdict.budget if verdict else None,
        free_bytes=verdict.free if verdict and found else None,
        verdict=verdict.fit if verdict else None,
        why=why or (verdict.why if verdict else "") or None,
        max_context=fitted.max_context,
        max_concurrency=fitted.max_concurrency,
        changes=tuple(ChangeShape(what=one.what, options=one.options) for one in fitted.changes),
        cards=tuple(_card(card) for card in fitted.cards),
        assumptions=answered.assumptions,
        facts_source=facts.source,
        facts_as_of=facts.as_of,
    )


def _setup(setup: Setup, found: Estimate | None) -> SetupShape:
    return SetupShape(
        runtime=setup.runtime,
        runtime_version=setup.runtime_version,
        context_length=found.context_length if found else setup.context_length,
        concurrency=setup.concurrency,
        dtype=setup.dtype,
        quantization=setup.quantization,
        kv_dtype=setup.kv_dtype,
        tensor_parallel=setup.tensor_parallel,
        pipeline_parallel=setup.pipeline_parallel,
    )


def _device(device: Device) -> DeviceShape:
    return DeviceShape(
        name=device.name,
        count=device.count,
        nameplate_gb=device.nameplate_gb,
        usable_gib=device.usable_gib,
    )


def _card(card: Card) -> CardShape:
    return CardShape(
        name=card.device.name,
        nameplate_gb=card.device.nameplate_gb or 0.0,
        usable_gib=card.device.usable_gib,
        verdict=card.verdict.fit,
    )


def _band(band: Band) -> BandShape:
    return BandShape(low=band.low, likely=band.likely, high=band.high)


def _rules(found: Estimate) -> RulesShape:
    return RulesShape(
        weights=found.weights.rule, kv=found.kv_cache.rule, overhead=found.overhead.rule
    )
