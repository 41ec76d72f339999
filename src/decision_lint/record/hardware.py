"""The hardware that a record states for a candidate, and whether arithmetic can use it."""

from __future__ import annotations

from decision_lint.quantities.devices import find_devices, nameplates
from decision_lint.quantities.memory import find_memory
from decision_lint.record.shape import Candidate, Record


def has_its_own(record: Record) -> bool:
    """Tell whether the record itself says what there is, beside its candidates."""
    hardware = record.hardware
    return bool(
        hardware.devices
        or hardware.note is not None
        or hardware.ram_gb
        or record.profile.available_vram_gb
    )


def is_quantified(record: Record) -> bool:
    """Tell whether the record's own hardware is a known device or an amount of memory."""
    hardware = record.hardware
    return bool(
        any(each.memory_gb or find_devices(each.name) for each in hardware.devices)
        or hardware.ram_gb
        or record.profile.available_vram_gb  # 0 says nothing about the machine that is there
        or states_an_amount(hardware.note or "")
    )


def states_an_amount(note: str) -> bool:
    """Tell whether words name a known device or an amount of memory."""
    return bool(find_memory(note) or find_devices(note))


def has_known_gpu_memory(record: Record, candidate: Candidate) -> bool:
    """Tell whether the GPU memory is stated, or is the only one that the device is sold with."""
    hardware = record.hardware
    devices = (*hardware.devices, *candidate.devices)
    notes = f"{hardware.note or ''}\n{candidate.hardware_note or ''}"
    return bool(
        record.profile.available_vram_gb
        or any(device.memory_gb or len(nameplates(device.name)) == 1 for device in devices)
        or any(memory.most is None for memory in find_memory(notes))
    )
