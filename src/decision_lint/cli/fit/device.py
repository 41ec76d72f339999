"""The devices that `fit` is asked about: `--gpu` and `--vram` read as one kind and a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from decision_lint.cli.unusable import Unusable
from decision_lint.knowledge.tables import table
from decision_lint.memory.devices import PROCESSOR, Device, is_measured, usable_gib, vendor
from decision_lint.quantities.devices import NamedDevice, find_devices, nameplates
from decision_lint.quantities.memory import Memory, read_memory
from decision_lint.quoting import quoted
from decision_lint.spelling import CLOSE, nearest

UNNAMED = "device"
_MANY = 64
_MOST_GB = 16384
_COUNT = re.compile(r"\s*(\d+)\s*[x×*]\s*\D")
_LAPTOP = re.compile(r"laptop|notebook|mobile|max-q|笔记本|ノート")
_SLICE = re.compile(r"(?<![a-z])(?:mig|vgpu)(?![a-z])|(?<![a-z0-9])\dg\.\d")
"""A part of a card, as nvidia-smi names it: `3g.40gb`."""
_SHORT = 5
"""Words so short are half wrong with one wrong letter."""
_SLACK = 1.03
"""A card may print a little more than its nameplate says (16 GB: 15.99 GiB)."""


def read_device(gpus: Sequence[str], vram: str | None) -> tuple[Device | None, tuple[str, ...]]:
    """Read the devices, and say what was assumed of them; None where nothing is named."""
    memory = None if vram is None else _memory(vram)
    if any(_is_processor(text) for text in gpus):
        return _processor(gpus, memory)
    if not gpus:
        return (None, ()) if memory is None else _unnamed(memory)
    named = [found for text in gpus for found in _named(text)]
    devices = [_device(one, memory, text) for text in gpus for one in _named(text)]
    smallest = min(devices, key=lambda device: device.usable_gib)
    device = replace(smallest, count=sum(one.count for one in devices))
    notes = []
    if len({one.name for one in devices}) > 1:
        shown = " and ".join(one.shown for one in devices)
        notes.append(f"{shown} hold a model as {device.count} of the smaller do")
    notes.extend(_memory_notes(device, named, memory))
    return device, tuple(notes)


def _memory(text: str) -> Memory:
    memory = read_memory(text)
    if memory is None or not 0 < memory.amount <= _MOST_GB:
        raise Unusable(f"--vram: {quoted(text)} is no amount of memory; write 24GB or 22.5GiB")
    return memory


def _is_processor(text: str) -> bool:
    return text.strip().casefold() in (PROCESSOR, "none", "no gpu")


def _processor(gpus: Sequence[str], memory: Memory | None) -> tuple[Device, tuple[str, ...]]:
    """Take main memory, of which a box states what there is."""
    if len(gpus) > 1:
        raise Unusable("--gpu: the processor stands alone; ask about other devices apart")
    if memory is None:
        raise Unusable("--gpu cpu: how much main memory is there? add --vram, such as 16GB")
    return Device(PROCESSOR, 1, None, round(memory.amount, 2)), ()


def _unnamed(memory: Memory) -> tuple[Device, tuple[str, ...]]:
    if memory.exact:
        return Device(UNNAMED, 1, None, round(memory.amount, 2)), ()
    device = Device(UNNAMED, 1, memory.amount, usable_gib("", memory.amount))
    note = (
        f"{memory.amount:g} GB is taken for what the box says, {device.usable_gib:g} GiB of it"
        " usable; GiB is exact"
    )
    return device, (note,)


def _named(text: str) -> tuple[NamedDevice, ...]:
    """Find the devices in a text; a bare name that is a word of other things counts here."""
    number = _COUNT.match(text)
    if number and not 1 <= int(number[1][:9]) <= _MANY:
        raise Unusable(f"--gpu: {quoted(text)}: write a number of devices from 1 to {_MANY}")
    if _SLICE.search(text.casefold()):
        raise Unusable(
            f"--gpu: {quoted(text)} is a part of a card; --vram takes its memory instead"
        )
    spelt_out = (text, f"gpu {text}", f"{text} gpu")  # a bare `A2`, a bare `4090`
    found = next((found for words in spelt_out if (found := find_devices(words))), ())
    if found:
        return found
    known = [*table("devices")["devices"]]
    spelt = {word: name for name in known for word in (name, *_spellings(name))}
    near = nearest(text, spelt, cutoff=0.5 if len(text) < _SHORT else CLOSE)
    mend = f"; did you mean {spelt[near]!r}?" if near else ""
    raise Unusable(
        f"--gpu: unknown device {quoted(text)}{mend or ';'} --vram takes its memory instead"
    )


def _spellings(name: str) -> Sequence[str]:
    spelt: Sequence[str] = table("devices")["devices"][name]["spellings"]
    return spelt


def _device(one: NamedDevice, vram: Memory | None, text: str) -> Device:
    """Choose the variant of a device, by the memory that is stated of it."""
    amounts, memory = nameplates(one.name), vram or one.memory
    if memory is None:
        if not amounts:
            raise Unusable(f"--gpu: the memory of {one.name} is not known; add --vram")
        amount = min(amounts) if _LAPTOP.search(text.casefold()) else amounts[0]
        return Device(one.name, one.count, amount, usable_gib(one.name, amount))
    if memory.exact and memory.amount not in amounts:
        if amounts and memory.amount > max(amounts) * _SLACK:
            raise Unusable(_contradicts(one, memory, amounts))
        return Device(one.name, one.count, None, round(memory.amount, 2))
    amount = memory.amount
    if amounts and amount not in amounts:
        if amount / one.count not in amounts:
            raise Unusable(_contradicts(one, memory, amounts))
        amount /= one.count
    return Device(one.name, one.count, amount, usable_gib(one.name, amount))


def _contradicts(one: NamedDevice, memory: Memory, amounts: Sequence[float]) -> str:
    sold = " or ".join(f"{amount:g}" for amount in sorted(amounts))
    unit = "GiB" if memory.exact else "GB"
    return (
        f"{one.name} has {sold} GB, not {memory.amount:g} {unit}; leave --gpu out to ask about"
        " the memory alone"
    )


def _memory_notes(
    device: Device, named: Sequence[NamedDevice], vram: Memory | None
) -> Sequence[str]:
    """Say which variant was taken, and where its usable memory is not a measured one."""
    if device.nameplate_gb is None:
        return ()
    notes = []
    amounts = nameplates(device.name)
    stated = vram or any(one.memory for one in named if one.name == device.name)
    if len(amounts) > 1 and not stated:
        taken = device.nameplate_gb
        others = ", ".join(f"{amount:g}" for amount in amounts if amount != taken)
        notes.append(f"the {device.name} is taken for that of {taken:g} GB, not {others}")
    if vendor(device.name) == "apple":
        notes.append(
            f"{device.usable_gib:g} GiB of {device.nameplate_gb:g} GB: what macOS lets the GPU wire"
            " unless it is told otherwise"
        )
    elif not is_measured(device.name, device.nameplate_gb):
        notes.append(
            f"{device.usable_gib:g} GiB of the {device.name} {device.nameplate_gb:g} GB count as"
            " usable: that is not measured, but taken from cards like it"
        )
    return notes
