"""What a candidate runs on: devices of a kind, with what a process can use of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from decision_lint.rule import Absent, Where

Kind = Literal["gpu", "unified", "cpu"]


@dataclass(frozen=True, slots=True)
class Machine:
    """A device, or several of a kind, that a candidate is to run on."""

    name: str
    """As the table of devices spells it; `GPU` or `CPU` where only an amount is stated."""
    kind: Kind
    gib: float
    """What a process can use of one; for a CPU the main memory."""
    where: Where
    """Where the record states it."""
    count: int = 1
    gb: float | None = None
    """The nameplate of one; None where the text states what is usable."""
    capability: float | None = None
    vendor: str = ""
    ram_gib: float | None = None
    """Main memory beside it, where it is stated."""
    largest: float | None = None
    """What could be used of the largest variant, where the text leaves open which it is."""
    claimed: float | None = None
    """The GiB that the text counts on where it takes the nameplate for what is usable."""


Machines = tuple[Machine, ...]
"""Devices of which one is used: `L4 or A10G`."""

NO_RAM = Absent("it runs on a CPU, and no main memory is stated")
