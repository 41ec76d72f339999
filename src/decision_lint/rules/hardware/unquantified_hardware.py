"""HW002: hardware in words that no arithmetic can use."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.devices import find_devices
from decision_lint.quantities.memory import find_memory
from decision_lint.quantities.todos import is_placeholder
from decision_lint.quoting import quoted
from decision_lint.record.shape import Candidate, Record
from decision_lint.rule import Level, Problem, Where, rule


@rule("HW002", Level.WARNING)
def unquantified_hardware(
    record: Record, candidate: Candidate, place: Where, selected: int
) -> Iterator[Problem]:
    """The hardware is described without an amount of memory and without a known device.

    ## Why

    "Small enough" and "a planned GPU" cannot be compared with what the model needs, so whether it
    fits is not checked at all.

    ## How to mend it

    Name the device or its memory: `one L4 24 GB`, `RTX 4090`, `laptop CPU with 16 GB RAM`.
    """
    if candidate.cloud_api:
        return
    note, where = candidate.hardware_note, (*place, "hardware_note")
    if place == ("candidates", selected):
        if _is_quantified(record):
            return
        if note is None:
            note, where = record.hardware.note, ("hardware", "note")
    if note is not None and not _states_an_amount(note) and not is_placeholder(note):
        yield Problem(where, f"{quoted(note)} states no memory and no known device")


def _is_quantified(record: Record) -> bool:
    hardware = record.hardware
    return bool(
        any(each.memory_gb or find_devices(each.name) for each in hardware.devices)
        or hardware.ram_gb
        or record.profile.available_vram_gb  # 0 says nothing about the machine that is there
        or _states_an_amount(hardware.note or "")
    )


def _states_an_amount(note: str) -> bool:
    return bool(find_memory(note) or find_devices(note))
