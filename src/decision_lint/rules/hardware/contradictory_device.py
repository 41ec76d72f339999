"""HW010: devices that cannot be as they are stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decision_lint.command.launch import Launch
from decision_lint.quantities.devices import nameplates
from decision_lint.record.shape import Device, Record
from decision_lint.rule import Level, Problem, Where, rule


@rule("HW010", Level.ERROR)
def contradictory_device(
    record: Record, place: Where, selected: int | None = None, launch: Launch | None = None
) -> Iterator[Problem]:
    """The record states devices that contradict each other or themselves.

    ## Why

    A card with memory that no variant of it has, two notes on two devices, a command for more
    devices than there are: one of the figures is wrong, and nobody can tell which one the rest of
    the record counts on.

    ## How to mend it

    Write the device once, with the memory of its variant (`A100 40GB`), and the same number of them
    in the command. A part of a card is called so: `MIG 3g.40gb`.
    """
    number = int(place[1])
    candidate, own = record.candidates[number], record.hardware.devices
    is_selected = number == selected
    is_odd = _has_odd_memory((*candidate.devices, *(own if is_selected else ())))
    is_shared = launch is not None and _ranks(launch) > 1
    if not is_odd and not (is_selected and ((own and candidate.devices) or is_shared)):
        return
    from decision_lint.fitting.contradictions import contradictions

    mine = launch if is_selected else None
    for where, message in contradictions(record, number, mine, selected=is_selected):
        yield Problem(where, message)


def _has_odd_memory(devices: Iterable[Device]) -> bool:
    """Tell whether a device may have memory that it is not sold with, which is seldom."""
    stated = (device for device in devices if device.memory_gb)
    return any(device.memory_gb not in nameplates(device.name) for device in stated)


def _ranks(launch: Launch) -> int:
    parts = (launch.tensor_parallel, launch.pipeline_parallel, launch.data_parallel)
    return max(part or 1 for part in parts)
