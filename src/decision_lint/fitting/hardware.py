"""What a candidate runs on: by its own note, else by the record's hardware."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from decision_lint.fitting.case import Case, once
from decision_lint.fitting.devices import variant
from decision_lint.fitting.machine import NO_RAM, Machine, Machines
from decision_lint.fitting.notes import machine_of, machines_in
from decision_lint.memory.devices import usable_gib, vendor
from decision_lint.quantities.devices import NamedDevice
from decision_lint.quantities.machines import says_no_gpu
from decision_lint.quantities.memory import Memory
from decision_lint.record.shape import Device, Record
from decision_lint.rule import Absent, Where


def read_machines(record: Record, index: int, *, selected: bool) -> Machines | Absent:
    """Find what a candidate runs on: by its own note, else by the record's if it is selected.

    Several are alternatives. Absent says what the record would have to state.
    """
    candidate = record.candidates[index]
    note, where = candidate.hardware_note or "", ("candidates", index, "hardware_note")
    found = machines_in(note, where, record.profile.route) if note else None
    if selected and (found is None or _lacks_main_memory(found)):
        own = _of_record(record, on_cpu=found is not None or says_no_gpu(note))
        found = own or found
    if found is None:
        why = "the record states no device for it" if selected else "its note states no device"
        return Absent(why)
    if isinstance(found, Absent):
        return found
    return tuple(_with_record(machine, record) for machine in found) if selected else found


@once
def machines_of(case: Case) -> Machines | Absent:
    """Find what a case runs on."""
    return read_machines(case.record, case.number, selected=case.is_selected)


def _lacks_main_memory(found: Machines | Absent) -> bool:
    return isinstance(found, Absent) and found is NO_RAM


def _of_record(record: Record, *, on_cpu: bool) -> Machines | Absent | None:
    """Read the record's own hardware, for the selected candidate."""
    hardware, vram = record.hardware, record.profile.available_vram_gb
    if not on_cpu:
        if len(hardware.devices) > 1:
            names = " and ".join(each.name for each in hardware.devices)
            return Absent(f"the record names {names}, and the note does not say which")
        if hardware.devices:
            return _of_device(hardware.devices[0])
        if hardware.note and (found := machines_in(hardware.note, _NOTE, record.profile.route)):
            return found
        if vram:
            return (Machine("GPU", "gpu", vram, ("profile", "available_vram_gb")),)
    if hardware.ram_gb:
        return (Machine("CPU", "cpu", hardware.ram_gb, ("hardware", "ram_gb")),)
    return None


_NOTE: Where = ("hardware", "note")


def _of_device(device: Device) -> Machines | Absent:
    memory = None
    if device.memory_gb is not None:
        memory = Memory(device.memory_gb, exact=False, start=0, end=0)
    where: Where = ("hardware", "devices")
    if not vendor(device.name):
        if memory is None:
            return Absent(f"how much memory '{device.name}' has is not known: state it")
        gib = usable_gib("", memory.amount)
        return (Machine(device.name, "gpu", gib, where, device.count, gb=memory.amount),)
    made = variant(device.name, memory, "")
    if isinstance(made, Absent):
        return made
    named = NamedDevice(device.name, device.count, memory)
    return (machine_of(named, made, memory, (), where),)


def _with_record(machine: Machine, record: Record) -> Machine:
    """Add what the record states besides: main memory, and the GPU memory that is available."""
    vram, ram = record.profile.available_vram_gb, record.hardware.ram_gb
    if machine.kind == "gpu" and ram and machine.ram_gib is None:
        machine = replace(machine, ram_gib=ram)
    if machine.kind != "gpu" or not vram or machine.gb is None:
        return machine
    if vram in set(_nameplates_of(machine)) or vram > machine.gb * machine.count:
        return machine
    each = vram / machine.count if vram > machine.gb else vram
    return replace(machine, gib=each, gb=None, largest=None)


def _nameplates_of(machine: Machine) -> Iterator[float]:
    if machine.gb is not None:
        yield machine.gb
        yield machine.gb * machine.count
        yield round(usable_gib(machine.name, machine.gb), 2)
