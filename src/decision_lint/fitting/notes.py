"""The devices of a note: named, or no more than an amount of memory of a GPU or a computer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from decision_lint.fitting.devices import Variant, is_slice, is_unified, variant
from decision_lint.fitting.machine import NO_RAM, Machine, Machines
from decision_lint.memory.devices import capability, is_measured, usable_gib, vendor
from decision_lint.quantities.amounts import Amount, Of, read_amounts
from decision_lint.quantities.devices import NamedDevice, find_devices, nameplates
from decision_lint.quantities.folding import fold
from decision_lint.quantities.machines import (
    how_many,
    says_apple,
    says_at_least,
    says_computer,
    says_gpu,
    says_no_gpu,
)
from decision_lint.quantities.memory import Memory
from decision_lint.rule import Absent, Where

_TOGETHER = re.compile(
    r"\s?(?:\([^)]*\)\s?)?(?:[\d.]+\s?gi?b\s?)?"
    r"(?:\+|&|plus|and|和|与|以及|と)\s?(?:an? |one |1 ?x ?)?"
)

_KEPT_GB = 2
"""What a Mac needs for itself."""


def machines_in(text: str, where: Where, route: str | None) -> Machines | Absent | None:
    """Read the devices of a note; None where it states neither a device nor an amount of one."""
    amounts = read_amounts(text)
    named = find_devices(text)
    folded = fold(text).casefold()
    if not named:
        return _unnamed(folded, amounts, where, route)
    if _are_used_together(named, folded):
        return Absent(f"{' and '.join(each.name for each in named)} are used together")
    found: list[Machine] = []
    lacks: list[Absent] = []
    for device in named:
        for memory in _memories(device, amounts, folded, several=len(named) > 1):
            made = variant(device.name, memory, folded)
            if isinstance(made, Absent):
                lacks.append(made)
            else:
                found.append(machine_of(device, made, memory, amounts, where))
    return _or_larger(tuple(found), folded) or lacks[0]


def _or_larger(machines: Machines, text: str) -> Machines:
    """Leave open how much there is where a note states the least: `16 GB or more`."""
    if not says_at_least(text):
        return machines
    return tuple(replace(machine, largest=inf) for machine in machines)


def _memories(
    device: NamedDevice, amounts: Sequence[Amount], text: str, *, several: bool
) -> Sequence[Memory | None]:
    """Give the memory of a device as it is stated: beside it, or elsewhere, or two of them."""
    if is_slice(text):
        stated = [each.memory for each in amounts if each.of not in ("need", "ram", "other")]
        return (min(stated, key=lambda each: each.amount, default=None),)
    sold = nameplates(device.name)
    fitting = [each.memory for each in amounts if each.memory.amount in sold and each.of != "need"]
    distinct = {memory.amount: memory for memory in fitting}
    if is_unified(device.name) and device.memory is None and len(distinct) == 1 and not several:
        return tuple(distinct.values())
    if several or is_unified(device.name) or device.count > 1:
        return (device.memory,)
    distinct = {gb: memory for gb, memory in distinct.items() if not _is_main(memory, amounts)}
    if len(distinct) > 1 or (device.memory is None and distinct):
        return tuple(distinct.values())
    return (device.memory,)


def _is_main(memory: Memory, amounts: Sequence[Amount]) -> bool:
    return any(each.memory == memory and each.of == "ram" for each in amounts)


def _are_used_together(named: Sequence[NamedDevice], text: str) -> bool:
    return any(_TOGETHER.fullmatch(text, one.end, other.start) for one, other in pairwise(named))


def machine_of(
    device: NamedDevice,
    made: Variant,
    memory: Memory | None,
    amounts: Sequence[Amount],
    where: Where,
) -> Machine:
    """Make the machine of a device, with what a note says of its memory besides."""
    unified = is_unified(device.name)
    gib, claimed = made.gib, None
    for each in amounts:
        if each.of in ("need", "ram", "other") or not (each.free or each.memory.exact):
            continue
        if made.gb is not None and each.memory.amount == made.gb and not unified:
            claimed = made.gb
        elif each.free and each.memory.amount < gib and each.memory != memory:
            gib = each.memory.amount  # `L4 24 GB, 20 GB free`
    ram = [each.memory.amount for each in amounts if each.of == "ram" and each.memory != memory]
    return Machine(
        name=device.name,
        kind="unified" if unified else "gpu",
        gib=gib,
        where=where,
        count=device.count,
        gb=made.gb,
        capability=capability(device.name),
        vendor=vendor(device.name),
        ram_gib=max(ram) if ram and not unified else None,
        largest=made.largest or _guessed(device.name, made),
        claimed=claimed,
    )


def _guessed(name: str, made: Variant) -> float | None:
    """Give the whole nameplate where it is not measured what of it can be used, or can be set."""
    if made.gb is None:
        return None
    if vendor(name) == "apple":
        return made.gb - _KEPT_GB  # what macOS lets a GPU have can be set
    return None if is_unified(name) or is_measured(name, made.gb) else made.gb


def _unnamed(
    text: str, amounts: Sequence[Amount], where: Where, route: str | None
) -> Machines | Absent | None:
    """Read amounts without a device: `a 16 GB GPU`, `laptop CPU with 16 GB RAM`."""
    no_gpu = says_no_gpu(text)
    sorted_out = [each._replace(of=_settle(each, text, route)) for each in amounts]
    gpus = [each for each in sorted_out if each.of == "gpu" and not no_gpu]
    ram = [each.memory.amount * each.memory.times for each in sorted_out if each.of == "ram"]
    if gpus:
        made = tuple(_gpu(each, text, where, max(ram, default=None)) for each in gpus)
        return _or_larger(made, text)
    if ram and says_apple(text):
        gib = usable_gib("M3 Max", max(ram))  # any Mac has the same share
        return (Machine("Mac", "unified", gib, where, gb=max(ram), vendor="apple"),)
    if ram:
        return (Machine("CPU", "cpu", max(ram), where),)
    return NO_RAM if no_gpu else None


def _settle(amount: Amount, text: str, route: str | None) -> Of:
    """Decide what a bare amount is of, by the other words of the note, else by the route."""
    if amount.of != "unknown":
        return amount.of
    if says_computer(text) or says_apple(text):
        return "gpu" if says_gpu(text) and not says_apple(text) else "ram"
    if says_gpu(text) or route in ("rented_gpu", "free_colab"):
        return "gpu"
    return "ram" if route == "local_cpu" else "unknown"


def _gpu(amount: Amount, text: str, where: Where, ram: float | None) -> Machine:
    memory = amount.memory
    as_written = memory.exact or amount.free
    return Machine(
        name="GPU",
        kind="gpu",
        gib=memory.amount if as_written else usable_gib("", memory.amount),
        where=where,
        count=max(memory.times, how_many(text)),
        gb=None if as_written else memory.amount,
        largest=None if as_written else memory.amount,
        ram_gib=ram,
    )
