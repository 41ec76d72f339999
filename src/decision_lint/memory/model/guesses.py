"""Widths that a partial config leaves out, worked out from what else is known, for overhead."""

from __future__ import annotations

from dataclasses import replace

from decision_lint.memory.model.shape import Shape

_VOCABULARIES = (
    ("gemma3", 262208),
    ("gemma4", 262144),
    ("gemma", 256000),
    ("qwen3_5", 248320),
    ("qwen", 151936),
    ("gpt_oss", 201088),
    ("llama4", 202048),
    ("cohere", 256000),
    ("deepseek", 129280),
)
_USUAL_VOCABULARY = 128256
_USUAL_RATIO = 3.5
"""Feed-forward over hidden width of most gated models."""


def completed(shape: Shape, parameters: int | None) -> Shape:
    """Fill in a vocabulary and a feed-forward width where a config states none."""
    vocabulary, width = shape.vocabulary, shape.feed_forward
    if not vocabulary:
        usual = (size for name, size in _VOCABULARIES if shape.family.startswith(name))
        vocabulary = next(usual, _USUAL_VOCABULARY)
    if not width and not shape.expert_width:
        width = _width(shape, vocabulary, parameters)
    if (vocabulary, width) == (shape.vocabulary, shape.feed_forward):
        return shape
    return replace(shape, vocabulary=vocabulary, feed_forward=width)


def _width(shape: Shape, vocabulary: int, parameters: int | None) -> int:
    """Solve the number of parameters for the width of a gated feed-forward block."""
    usual = round(_USUAL_RATIO * shape.hidden)
    experts = max(1, shape.experts)
    if not parameters or not shape.hidden:
        return usual
    full = shape.full
    queries = shape.heads * (full.key + full.value)
    keys = full.latent or full.heads * (full.key + full.value)
    attention = shape.layers * shape.hidden * (queries + keys)
    rest = parameters - attention - vocabulary * shape.hidden * (1 if shape.tied else 2)
    width = rest // (3 * shape.hidden * shape.layers * experts)
    return width if 0 < width < 16 * shape.hidden else usual
