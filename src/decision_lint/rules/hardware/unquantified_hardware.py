"""HW002: hardware in words that no arithmetic can use."""

from __future__ import annotations

from collections.abc import Iterator

from decision_lint.quantities.todos import is_placeholder
from decision_lint.quoting import quoted
from decision_lint.record.hardware import is_quantified, states_an_amount
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
        if is_quantified(record):
            return
        hardware = record.hardware
        if note is None and hardware.note is not None:
            note, where = hardware.note, ("hardware", "note")
        elif note is None and hardware.devices:
            note, where = hardware.devices[0].name, ("hardware", "devices")
    if note is not None and not states_an_amount(note) and not is_placeholder(note):
        yield Problem(where, f"{quoted(note)} states no memory and no known device")
