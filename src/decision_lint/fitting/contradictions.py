"""What a record states of its devices that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_lint.command.launch import Launch
from decision_lint.fitting.devices import variant
from decision_lint.fitting.hardware import read_machines
from decision_lint.fitting.machine import Machine
from decision_lint.quantities.devices import NamedDevice, find_devices, nameplates
from decision_lint.quantities.folding import fold
from decision_lint.quantities.machines import says_several
from decision_lint.quantities.memory import Memory
from decision_lint.record.shape import Device, Record
from decision_lint.rule import Absent, Where

_SERVERS = frozenset(("vllm", "sglang", "tgi"))


def contradictions(
    record: Record, number: int, launch: Launch | None, *, selected: bool
) -> Iterator[tuple[Where, str]]:
    """Say what of a candidate's devices cannot be, and where it is stated."""
    note: Where = ("candidates", number, "hardware_note")
    for message in _impossible(record.candidates[number].hardware_note or ""):
        yield note, message
    if not selected:
        return
    for message in _impossible_devices(record.hardware.devices):
        yield ("hardware", "devices"), message
    if found := _opposed(record, number):
        yield note, found
    elif launch and (drawn := _overdrawn(record, number, launch)):
        yield drawn


def _impossible(text: str) -> Iterator[str]:
    """Say of each device in a note that no variant of it has the memory that is stated."""
    folded = fold(text).casefold()
    for device in find_devices(text):
        if device.memory is None or not nameplates(device.name):
            continue
        if isinstance(variant(device.name, device.memory, folded), Absent):
            yield f"{_no_such(device.name, device.memory.amount)}"


def _no_such(name: str, amount: float) -> str:
    sold = " or ".join(f"{gb:g}" for gb in sorted(nameplates(name)))
    return f"no {name} has {amount:g} GB, but {sold}"


def _impossible_devices(devices: Sequence[Device]) -> Iterator[str]:
    """Say of each of the record's own devices that it has no such memory."""
    for device in devices:
        sold = nameplates(device.name)
        if device.memory_gb is None or not sold:
            continue
        stated = Memory(device.memory_gb, exact=False, start=0, end=0)
        if isinstance(variant(device.name, stated, ""), Absent):
            yield _no_such(device.name, device.memory_gb)


def _opposed(record: Record, selected: int) -> str | None:
    """Say that the selected candidate's note and the record name different devices."""
    note = record.candidates[selected].hardware_note or ""
    noted, own = find_devices(note), record.hardware.devices
    if not noted or not own or not all(nameplates(each.name) for each in own):
        return None
    if any(_agree(one, other) for one in noted for other in own):
        return None
    return f"the note names {_names(noted)}, and the record {_names(own)}"


def _agree(noted: NamedDevice, own: Device) -> bool:
    if noted.name != own.name or noted.count > own.count:
        return False
    stated = noted.memory.amount if noted.memory else None
    return stated is None or own.memory_gb is None or _is_one(noted.name, stated, own.memory_gb)


def _is_one(name: str, one: float, other: float) -> bool:
    """Tell whether two amounts are those of one variant: 15 GB and 16 GB of a T4."""
    return min(one, other) > 0.9 * max(one, other) or not {one, other} <= set(nameplates(name))


def _names(devices: Sequence[NamedDevice] | Sequence[Device]) -> str:
    return " and ".join(_name(each) for each in devices)


def _name(device: NamedDevice | Device) -> str:
    if isinstance(device, NamedDevice):
        gb = device.memory.amount if device.memory else None
    else:
        gb = device.memory_gb
    many = f"{device.count} " if device.count > 1 else ""
    return f"{many}{device.name}{f' {gb:g} GB' if gb else ''}"


def _overdrawn(record: Record, selected: int, launch: Launch) -> tuple[Where, str] | None:
    """Say that the command asks for more devices than are stated anywhere."""
    machines = read_machines(record, selected, selected=True)
    if isinstance(machines, Absent):
        return None
    told = [_too_many(launch, machine) for machine in machines]
    if not all(told) or told[0] is None:
        return None
    most = max(machines, key=lambda machine: machine.count)
    texts = (record.candidates[selected].hardware_note, record.hardware.note)
    if most.count == 1 and any(says_several(fold(text).casefold()) for text in texts if text):
        return None
    vram = record.profile.available_vram_gb
    if vram and most.gb and vram >= most.gb * (most.count + 1):
        return None  # the record counts on more of them
    return ("evidence", "first_run_command"), told[0]


def _ranks(launch: Launch) -> int:
    """Give the devices that a command asks for."""
    each = (launch.tensor_parallel, launch.pipeline_parallel, launch.data_parallel)
    ranks = 1
    for number in each:
        ranks *= number or 1
    return ranks


def _too_many(launch: Launch, machine: Machine) -> str | None:
    """Say that a command asks for more devices than are stated."""
    ranks = _ranks(launch)
    if launch.runtime not in _SERVERS or ranks <= machine.count or machine.kind != "gpu":
        return None
    many = f"{machine.count} {machine.name}"
    return f"the command divides the model among {ranks} devices, and {many} is stated"
