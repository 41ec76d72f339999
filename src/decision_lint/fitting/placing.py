"""A way on a machine: which of its devices share the model, and what each gives the runtime."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from decision_lint.fitting.case import Case
from decision_lint.fitting.forms import method_of
from decision_lint.fitting.hardware import machines_of
from decision_lint.fitting.kernels import computes_as, unpacks
from decision_lint.fitting.machine import Machine
from decision_lint.fitting.ways import Way
from decision_lint.memory.model.known import know
from decision_lint.memory.model.shape import Shape
from decision_lint.memory.setup import Setup
from decision_lint.memory.verdict import budget, sglang_fraction, vllm_fraction
from decision_lint.model import ModelFacts
from decision_lint.rule import Absent

_SERVERS = frozenset(("vllm", "sglang", "tgi"))
_KEPT_GIB = 2.0


class Placed(NamedTuple):
    """A way on a machine."""

    way: Way
    machine: Machine
    setup: Setup
    """With the devices in it."""
    given: int
    """Bytes that the runtime may fill of each device."""
    share: float | None
    """The runtime's fraction of a device, where it takes one."""

    @property
    def used(self) -> int:
        """How many of the devices share the model."""
        return self.setup.devices


def place(way: Way, machine: Machine, facts: ModelFacts, shape: Shape) -> Placed:
    """Put a way on a machine, as its command says, or as its runtime does by itself."""
    cpu = machine.kind == "cpu"
    setup = replace(
        _computed(way, machine, facts),
        cpu=cpu,
        device=None if cpu else machine.name,
        device_gib=None if cpu else machine.gib,
    )
    if not cpu and machine.count > 1:
        setup = _shared(setup, machine, shape, is_stated=way.launch is not None)
    share = _share(setup, machine) if not cpu else None
    given = budget(
        machine.gib,
        setup.runtime,
        setup.runtime_version,
        share,
        cpu=cpu,
        devices=setup.devices,
    )
    return Placed(way, machine, setup, given, share)


def _computed(way: Way, machine: Machine, facts: ModelFacts) -> Setup:
    """Take what a runtime loads as something else, since the device cannot compute it."""
    if dtype := computes_as(way, machine, facts):
        return replace(way.setup, dtype=dtype)
    if way.setup.quantization is None and unpacks(way, machine, method_of(facts)):
        return replace(way.setup, quantization="bf16")
    return way.setup


def settle(case: Case, way: Way) -> Setup:
    """Give a way's setup on the first of the devices that are stated, or on none."""
    machines = machines_of(case)
    facts = case.facts
    if isinstance(machines, Absent):
        return way.setup
    known = know(facts)
    if isinstance(known, Absent):
        return way.setup
    return place(way, machines[0], facts, known.shape).setup


def _shared(setup: Setup, machine: Machine, shape: Shape, *, is_stated: bool) -> Setup:
    """Share the model among devices: a server only as its command says, else in equal parts."""
    if setup.runtime not in _SERVERS:
        return replace(setup, pipeline_parallel=machine.count)
    if is_stated and setup.runtime != "tgi":
        return setup
    if shape.heads and shape.heads % machine.count == 0:
        return replace(setup, tensor_parallel=machine.count)
    return replace(setup, pipeline_parallel=machine.count)


def _share(setup: Setup, machine: Machine) -> float | None:
    if setup.memory_fraction is not None and setup.runtime in _SERVERS:
        return setup.memory_fraction
    if setup.runtime == "vllm":
        return vllm_fraction(setup.runtime_version)
    if setup.runtime == "sglang":
        return sglang_fraction(machine.gib, setup)
    return None
