"""Devices that share each layer: whether a model divides so."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.memory.model.shape import Shape

_PAD = 64
"""vLLM pads the vocabulary to a multiple of this before it divides it."""


def indivisible(shape: Shape, ranks: int) -> Iterator[tuple[str, bool]]:
    """Say what of a model `ranks` devices cannot divide, and whether it does not start at all."""
    if ranks < 2 or not shape.heads:  # noqa: PLR2004 - one divides everything
        return
    if shape.heads % ranks:
        yield (
            f"{shape.heads} attention heads are not divisible by {ranks}{_other(shape, ranks)}",
            True,
        )
        return
    padded = -(-shape.vocabulary // _PAD) * _PAD
    if padded % ranks:
        yield f"a vocabulary of {padded} is not divisible by {ranks}", True
    kept = shape.full.heads
    if not shape.is_latent and kept and kept % ranks and ranks % kept:
        yield f"{kept} key-value heads do not go with {ranks} devices", False


def _other(shape: Shape, ranks: int) -> str:
    fitting = [number for number in (2, 4, 8, 16) if not shape.heads % number]
    near = [str(number) for number in fitting if number in (ranks // 2 * 2, ranks + 1, ranks - 1)]
    return f"; by {' or '.join(near or map(str, fitting))} they are" if fitting else ""
