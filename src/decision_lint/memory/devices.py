"""Devices as the estimator sees them: the GiB of one that a runtime can plan with."""

from __future__ import annotations

from dataclasses import dataclass

from decision_lint.knowledge.tables import table
from decision_lint.profile import Runtime

_SHARE = 0.975
"""What is usable of a nameplate where the card was not measured: the least of measured classes."""
_WIRED = ((36.0, 2 / 3), (float("inf"), 3 / 4))
"""What macOS lets the GPU wire of unified memory, as llama.cpp prints it
(recommendedMaxWorkingSetSize): two thirds below 36 GB, three quarters from there on."""

COMMON: tuple[tuple[str, float], ...] = (
    ("RTX 4060", 8),
    ("RTX 3060", 12),
    ("T4", 16),
    ("RTX 4060 Ti", 16),
    ("L4", 24),
    ("RTX 4090", 24),
    ("RTX 5090", 32),
    ("A100", 40),
    ("L40S", 48),
    ("A100", 80),
    ("H100", 80),
    ("H200", 141),
    ("MI300X", 192),
)
"""Cards that people own or rent, with their GB, the smallest first."""

OF_APPLE: tuple[tuple[str, float], ...] = (
    ("M4", 16),
    ("M4 Pro", 24),
    ("M4 Pro", 48),
    ("M4 Max", 64),
    ("M4 Max", 128),
    ("M3 Ultra", 256),
    ("M3 Ultra", 512),
)
"""The same of Apple's, whose memory is shared with the processor."""

PROCESSOR = "cpu"
"""The name of a device that is no GPU: its memory is main memory."""


@dataclass(frozen=True, slots=True)
class Device:
    """A kind of device, how many there are, and the memory of one."""

    name: str
    """As the table has it; `device` where only the memory is known."""
    count: int
    nameplate_gb: float | None
    """What the box says; None where the memory was stated exactly."""
    usable_gib: float
    """What a runtime can plan with on one of them."""

    @property
    def shown(self) -> str:
        """Name it as a text does: `2 x L4 24 GB`."""
        many = f"{self.count} x " if self.count > 1 else ""
        size = f" {self.nameplate_gb:g} GB" if self.nameplate_gb is not None else ""
        return f"{many}{self.name}{size}"


def usable_gib(name: str, nameplate_gb: float) -> float:
    """Give the GiB of a card that can be planned with: measured, else a share of its nameplate."""
    entry = table("devices")["devices"].get(name, {})
    for written, usable in entry.get("usable_gib", {}).items():
        if float(written) == nameplate_gb:
            return float(usable)
    if entry.get("vendor") == "apple":
        share = next(share for limit, share in _WIRED if nameplate_gb < limit)
        return round(nameplate_gb * share, 2)
    return round(nameplate_gb * _SHARE, 2)


def is_measured(name: str, nameplate_gb: float) -> bool:
    """Tell whether the usable memory of a card was printed by a real one of them."""
    entry = table("devices")["devices"].get(name, {})
    return any(float(written) == nameplate_gb for written in entry.get("measured", ()))


def capability(name: str) -> float | None:
    """Give a card's compute capability; None where it is no Nvidia card, or is not known."""
    found = table("devices")["devices"].get(name, {}).get("capability")
    return float(found) if found is not None else None


def vendor(name: str) -> str:
    """Give who makes a device, in lower case; '' where that is not known."""
    return str(table("devices")["devices"].get(name, {}).get("vendor", ""))


def common(runtime: Runtime) -> tuple[Device, ...]:
    """Give the common devices that a runtime is made for, one of each, the smallest first."""
    known = OF_APPLE if runtime == "mlx" else COMMON
    return tuple(Device(name, 1, gb, usable_gib(name, gb)) for name, gb in known)
