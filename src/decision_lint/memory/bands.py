"""Amounts of bytes as bands: at least, likely, at most; and the rule that produced each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

GIB = 1 << 30
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Band:
    """Bytes: at least `low`, likely `likely`, at most `high`; always in that order."""

    low: int
    likely: int
    high: int

    def __add__(self, other: Band) -> Band:
        return Band(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def __mul__(self, factor: float) -> Band:
        """Scale by a factor that is not negative."""
        return Band(
            round(self.low * factor), round(self.likely * factor), round(self.high * factor)
        )

    @classmethod
    def exactly(cls, size: float) -> Self:
        """Make a band of one amount."""
        size = round(size)
        return cls(size, size, size)

    @classmethod
    def around(cls, likely: float, low: float, high: float) -> Self:
        """Make a band from three amounts in any order, so that likely is never outside."""
        middle = round(likely)
        return cls(min(round(low), middle), middle, max(round(high), middle))


class Component(NamedTuple):
    """A part of what is needed, in bytes, and the rule that it comes from."""

    band: Band
    rule: str
    """A short phrase: `weights: file sizes`, `kv: grouped-query attention`."""


NONE = Band(0, 0, 0)


class Weights(NamedTuple):
    """The weights of a model on all devices together, each part once."""

    band: Band
    rule: str
    ends: Band = NONE
    """Of those, one matrix over the vocabulary, which a pipeline does not divide."""
    notes: tuple[str, ...] = ()
    """What was assumed or seen, a clause each."""
