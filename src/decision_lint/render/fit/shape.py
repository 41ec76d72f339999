"""The JSON of `fit` in frozen dataclasses; its JSON Schema is made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from decision_lint.memory.verdict import Fit
from decision_lint.model import FactSource
from decision_lint.profile import CONFIG, Runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class BandShape:
    """An amount that is known within bounds."""

    __pydantic_config__: ClassVar = CONFIG

    low: int
    """At least."""
    likely: int
    """What the verdict is about."""
    high: int
    """At most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesShape:
    """What each figure was computed by."""

    __pydantic_config__: ClassVar = CONFIG

    weights: str
    """The rule of `weights_bytes`."""
    kv: str
    """The rule of `kv_bytes`."""
    overhead: str
    """The rule of `overhead_bytes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelShape:
    """The model that was asked for."""

    __pydantic_config__: ClassVar = CONFIG

    text: str
    """As written on the command line."""
    repo_id: str
    """The repository on the Hub that it means."""
    revision: str | None
    """The commit that the facts are of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupShape:
    """How it is run; what is null is the runtime's own choice."""

    __pydantic_config__: ClassVar = CONFIG

    runtime: Runtime
    """The runtime."""
    runtime_version: str | None
    """Its version; the newest that is known where it is null."""
    context_length: int | None
    """Tokens of one sequence."""
    concurrency: int
    """Sequences at the same time."""
    dtype: str | None
    """The type that weights are loaded as."""
    quantization: str | None
    """How the weights are quantized."""
    kv_dtype: str | None
    """The type of the cache."""
    tensor_parallel: int
    """Devices that share each layer."""
    pipeline_parallel: int
    """Devices that share the layers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceShape:
    """The device that it is to fit."""

    __pydantic_config__: ClassVar = CONFIG

    name: str
    """Its name, or `device` where only its memory is known."""
    count: int
    """How many there are."""
    nameplate_gb: float | None
    """What the box says."""
    usable_gib: float
    """GiB of one of them that a runtime can plan with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShape:
    """Something that would make it fit."""

    __pydantic_config__: ClassVar = CONFIG

    what: str
    """What is changed."""
    options: str
    """The options, or the model, to ask for instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShape:
    """A common card, and whether it would fit."""

    __pydantic_config__: ClassVar = CONFIG

    name: str
    """Its name."""
    nameplate_gb: float
    """What the box says."""
    usable_gib: float
    """GiB that a runtime can plan with."""
    verdict: Fit
    """How the estimate stands to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitShape:
    """Whether a model fits a device: bytes, on the fullest device where there are several."""

    __pydantic_config__: ClassVar = CONFIG

    version: str
    """The version of decision-lint."""
    model: ModelShape
    """The model that was asked for."""
    setup: SetupShape
    """How it is run."""
    device: DeviceShape | None
    """The device that it is to fit; null where none was named."""
    weights_bytes: BandShape | None
    """The weights; null, as all figures are, where a fact is missing."""
    kv_bytes: BandShape | None
    """The cache of all sequences."""
    kv_bytes_per_token: BandShape | None
    """The cache of one token of one sequence, as the runtime itself counts."""
    overhead_bytes: BandShape | None
    """What the runtime needs besides."""
    total_bytes: BandShape | None
    """The three together."""
    rules: RulesShape | None
    """What each figure was computed by."""
    is_upper_bound: bool
    """Whether the architecture is unknown, so that the cache is no more than an upper bound."""
    budget_bytes: int | None
    """What the runtime may fill of one device."""
    free_bytes: int | None
    """What is left of that; negative where it does not fit."""
    verdict: Fit | None
    """Whether it fits; null where no device was named."""
    why: str | None
    """The fact that is missing, where nothing can be told."""
    max_context: int | None
    """The largest context of each sequence that fits; 0 where none does."""
    max_concurrency: int | None
    """How many sequences of this context fit; 0 where none does."""
    changes: tuple[ChangeShape, ...]
    """What would make it fit, the smallest change first."""
    cards: tuple[CardShape, ...]
    """Common cards, where no device was named."""
    assumptions: tuple[str, ...]
    """What was assumed because nobody stated it."""
    facts_source: FactSource
    """Who says what is known of the model."""
    facts_as_of: str
    """The day on which it was said: YYYY-MM-DD."""
