"""The memory that a model needs under a setup: weights + cache + overhead, each as a band."""

from __future__ import annotations

from typing import NamedTuple

from decision_lint.memory.bands import Band, Component, Weights
from decision_lint.memory.cache.elements import LLAMA_CPP, read_elements
from decision_lint.memory.cache.reading import Cache, cache_component
from decision_lint.memory.context import default_context
from decision_lint.memory.model.known import Known, know
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.overhead import Load, read_overhead
from decision_lint.memory.setup import Setup
from decision_lint.memory.vllm import read_steps
from decision_lint.memory.weights.reading import read_weights
from decision_lint.memory.weights.sharding import divided
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent


class Estimate(NamedTuple):
    """What a model needs, in bytes, on the fullest of `devices` devices."""

    weights: Component
    kv_cache: Component
    """The cache of all sequences that the setup holds."""
    overhead: Component
    total: Band
    """The three together."""
    kv_bytes_per_token: Band
    """Bytes of the cache for one token of one sequence, as the runtime itself counts."""
    context_length: int
    """Tokens of one sequence that this is for."""
    assumptions: tuple[str, ...]
    """What was assumed because nobody stated it, one clause each."""
    is_upper_bound: bool
    """Whether the architecture is unknown, so that the cache is no more than an upper bound."""
    devices: int
    outside: Band
    """The part of the overhead that the runtime's memory fraction does not cover."""
    everywhere: Band
    """The total of all devices together."""


class Plan(NamedTuple):
    """An estimate for any context and number of sequences: what does not depend on them is done."""

    known: Known
    setup: Setup
    weights: Weights
    share: Band
    """Bytes of weights on the fullest device."""
    assumptions: tuple[str, ...]
    context: int

    @property
    def shape(self) -> Shape:
        """The shape of the model."""
        return self.known.shape

    def cache(self, setup: Setup, context: int) -> Cache:
        """Give the cache under a setup."""
        elements = read_elements(setup, self.shape, self.known.config)
        return Cache(self.shape, setup, elements, read_steps(setup, context).batched)

    def at(self, setup: Setup, context: int) -> Estimate:
        """Give the estimate for sequences of `context` tokens each."""
        cache = self.cache(setup, context)
        kept = cache_component(cache, context)
        load = Load(
            self.known.wide, self.known.config, setup, cache.elements, context, self.known.sees
        )
        beside, outside = read_overhead(load)
        weights = Component(self.share, self.weights.rule)
        total = self.share + kept.band + beside.band
        return Estimate(
            weights=weights,
            kv_cache=kept,
            overhead=beside,
            total=total,
            kv_bytes_per_token=cache.per_token(context),
            context_length=context,
            assumptions=self.assumptions,
            is_upper_bound=not self.shape.known,
            devices=setup.devices,
            outside=outside,
            everywhere=self._everywhere(setup, kept.band, beside.band),
        )

    def _everywhere(self, setup: Setup, cache: Band, overhead: Band) -> Band:
        """Add up all devices: weights once with what is copied, cache and overhead of each."""
        if setup.devices == 1:
            return self.share + cache + overhead
        shared = self.share * setup.devices if setup.pipeline_parallel <= 1 else self.weights.band
        return shared + (cache + overhead) * setup.devices


def plan(facts: ModelFacts, setup: Setup) -> Plan | Absent:
    """Work out what holds for every context, or say exactly which fact is missing."""
    known = know(facts)
    if isinstance(known, Absent):
        return known
    weights = read_weights(known, setup)
    if isinstance(weights, Absent):
        return weights
    shape, config = known.shape, known.config
    notes = [*known.notes, *weights.notes]
    context = setup.context_length
    if context is None or context <= 0:
        context, why = default_context(shape, config, setup)
        if context is None:
            return Absent("no context is stated, and config.json states no maximum")
        notes.append(f"no context is stated: {why} ({context} tokens)")
    if setup.runtime_version is None:
        notes.append(f"no version of {setup.runtime} is stated: the newest known is taken")
    if setup.devices > 1:
        notes.append(f"figures are of the fullest of {setup.devices} devices")
    share = divided(weights, known, setup)
    if setup.runtime in LLAMA_CPP and setup.gpu_layers is not None and not setup.cpu:
        share = share * (min(shape.layers, max(0, setup.gpu_layers)) / shape.layers)
        notes.append(f"{setup.gpu_layers} of {shape.layers} layers are on the GPU")
    return Plan(known, setup, weights, share, tuple(notes), context)


def estimate(facts: ModelFacts, setup: Setup) -> Estimate | Absent:
    """Estimate the memory that a model needs under a setup.

    All figures are bytes on the fullest device. Absent names the fact that is missing: the number
    of layers, the heads, or anything to take the weights from; then nothing can be told.
    """
    planned = plan(facts, setup)
    return planned if isinstance(planned, Absent) else planned.at(setup, planned.context)
