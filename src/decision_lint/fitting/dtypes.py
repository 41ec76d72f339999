"""Number formats that a command or a record asks for, and that its device does not compute."""

from __future__ import annotations

from decision_lint.command.launch import Launch
from decision_lint.fitting.hardware import read_machines
from decision_lint.fitting.machine import Machine
from decision_lint.fitting.words import dtype_in, stated_words
from decision_lint.record.shape import Record
from decision_lint.rule import Absent, Level, Where

_BFLOAT16 = 8.0
_COMPUTE_IN_IT = frozenset(("vllm", "sglang", "transformers", "tgi"))
"""Runtimes that compute in the format of the weights; llama.cpp and MLX choose their own."""


def unsupported(
    record: Record, number: int, launch: Launch | None, *, selected: bool
) -> tuple[Where, str, Level] | None:
    """Say that bfloat16 is asked for on cards that do not have it."""
    asked = _asked(record, number, launch)
    runtimes = [name for name in _runtimes(record, number, launch) if name in _COMPUTE_IN_IT]
    machines = read_machines(record, number, selected=selected)
    if asked is None or not runtimes or isinstance(machines, Absent):
        return None
    if not all(_lacks(machine) for machine in machines):
        return None
    machine = max(machines, key=lambda each: each.capability or 0)
    stops = runtimes == ["vllm"]
    what = "does not start with it" if stops else "takes float16 or emulates it"
    who = " and ".join(runtimes)
    message = (
        f"bfloat16 is asked for, which needs compute capability {_BFLOAT16}, and the {machine.name}"
        f" has {machine.capability}: {who} {what}"
    )
    return asked, message, Level.ERROR if stops else Level.WARNING


def _asked(record: Record, number: int, launch: Launch | None) -> Where | None:
    """Find where bfloat16 is asked for; a quantized model computes in what it is told to."""
    candidate, place = record.candidates[number], ("candidates", number)
    if launch and launch.dtype:
        if launch.dtype == "auto" or dtype_in((launch.dtype.casefold(),)) != "bfloat16":
            return None
        return ("evidence", "first_run_command")
    words = tuple(stated_words(candidate.dtype or ""))
    if words:
        return (*place, "dtype") if dtype_in(words) == "bfloat16" else None
    for name in ("runtime_note", "hardware_note"):
        noted = tuple(stated_words(getattr(candidate, name) or ""))
        others = {dtype_in((word,)) for word in noted}
        if others == {"bfloat16"}:
            return (*place, name)
    return None


def _runtimes(record: Record, number: int, launch: Launch | None) -> tuple[str, ...]:
    if launch and launch.runtime:
        return (launch.runtime,)
    return record.candidates[number].runtimes


def _lacks(machine: Machine) -> bool:
    return machine.capability is not None and machine.capability < _BFLOAT16
