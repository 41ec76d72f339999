"""What is known of a model, read once: its facts, the language model's config, shape and count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from decision_lint.memory.model.count import Count, count_shape
from decision_lint.memory.model.fields import (
    Config,
    language_model,
    positive,
    section,
    usual_fields,
)
from decision_lint.memory.model.guesses import completed
from decision_lint.memory.model.shape import Shape, read_shape
from decision_lint.memory.weights.schemes import Scheme, stored_scheme
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent

_SAME = 0.002
"""Counts that differ by less are the same: scales of quantized weights, small buffers."""
_DRAFT = 0.05
"""Draft layers are a smaller share of a model than this."""


@dataclass(frozen=True, slots=True)
class Known:
    """A model as the estimator knows it."""

    facts: ModelFacts
    config: Config
    """The language model's part of config.json."""
    shape: Shape
    wide: Shape
    """The shape with the widths filled in that overhead needs."""
    count: Count | None
    """Parameters counted from the config, where the family is known."""
    scheme: Scheme
    """How its checkpoint is stored."""
    notes: tuple[str, ...]
    """What was taken because the facts do not state it, a clause each."""

    @property
    def sees(self) -> bool:
        """Whether it has a vision tower."""
        if section(self.config, "vision_config", "vision_tower_config"):
            return True
        tags = ("image-text-to-text", "any-to-any", "visual-question-answering")
        return self.facts.pipeline_tag in tags

    @property
    def stored(self) -> int | None:
        """The parameters that the Hub counts; a total that its own parts belie is not believed."""
        parts = sum(self.facts.parameters.values())
        total = self.facts.total_parameters
        if total and parts and total < max(self.facts.parameters.values()):
            return parts
        return total or parts or None

    def unloaded(self, size: int | None = None) -> tuple[int, str]:
        """Count parameters that are stored and not loaded, a tied copy or draft layers; say why.

        `size` is that of the files in bytes, from which their number follows if nobody states it.
        """
        stored, count, scheme = self.stored, self.count, self.scheme
        if stored is None and size and scheme.is_plain:
            stored = round(size * 8 / scheme.bits)
        if stored is None or count is None or count.sees:
            return 0, ""
        extra = stored - count.total
        if extra <= stored * _SAME:
            return 0, ""
        matrix = self.shape.vocabulary * self.shape.hidden
        if self.shape.tied and abs(extra - matrix) <= stored * _SAME:
            return extra, "the output matrix is stored and is the embedding: it is loaded once"
        drafts = positive(self.config, "num_nextn_predict_layers", "mtp_num_hidden_layers")
        if drafts and scheme.bits >= 8 and extra < stored * _DRAFT:  # noqa: PLR2004 - bits
            return extra, "draft layers (MTP) are stored and not loaded"
        return 0, ""

    def loaded(self) -> int | None:
        """Find how many parameters are loaded, out of the Hub's count and our own."""
        stored, count = self.stored, self.count
        if count is None:
            return stored
        if stored is None or count.total > stored * (1 + _SAME):
            return count.total + tower_parameters(self.config)  # packed weights, counted packed
        if self.scheme.bits < 8 and not count.sees:  # noqa: PLR2004 - bits
            return count.total
        return stored - self.unloaded()[0]


def tower_parameters(config: Config) -> int:
    """Estimate the parameters of a vision tower: plain transformer layers, and a fifth besides."""
    inner = section(config, "vision_config", "vision_tower_config")
    depth = positive(inner, "depth", "num_hidden_layers", "layers")
    hidden = positive(inner, "hidden_size", "embed_dim", "width")
    if not depth or not hidden:
        return 0
    wide = positive(inner, "intermediate_size", "mlp_dim") or 4 * hidden
    return round(1.2 * depth * (4 * hidden * hidden + 2 * hidden * wide))


class _Handle:
    """Facts as a key: the same object is the same model, since nothing changes it."""

    __slots__ = ("facts",)

    def __init__(self, facts: ModelFacts) -> None:
        self.facts = facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Handle) and self.facts is other.facts

    def __hash__(self) -> int:
        return id(self.facts)


def know(facts: ModelFacts) -> Known | Absent:
    """Read what is known of a model, once for as long as the same facts are asked about."""
    return _know(_Handle(facts))


@lru_cache(maxsize=64)
def _know(handle: _Handle) -> Known | Absent:
    facts = handle.facts
    config = language_model(facts.config)
    shape = read_shape(facts.config, config)
    if isinstance(shape, Absent):
        return shape
    notes: list[str] = []
    if assumed := usual_fields(facts.config):
        named = ", ".join(f"{key} {value}" for key, value in assumed.items())
        notes.append(f"not stated, taken as in every published {shape.family}: {named}")
    if not shape.known:
        notes.append("the architecture is unknown: full attention in every layer, an upper bound")
    return Known(
        facts=facts,
        config=config,
        shape=shape,
        wide=completed(shape, facts.total_parameters),
        count=count_shape(shape, config),
        scheme=stored_scheme(facts, config),
        notes=tuple(notes),
    )
